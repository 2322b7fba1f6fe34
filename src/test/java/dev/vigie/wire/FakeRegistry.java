package dev.vigie.wire;

import dev.vigie.wire.RegistryException.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A registry in memory that can be made to fail. */
final class FakeRegistry implements SchemaRegistry {

    private final Map<Integer, String> schemas = new HashMap<>();

    @Nullable
    RegistryException failure;

    void put(int id, String schema) {
        schemas.put(id, schema);
    }

    @Override
    public int register(String subject, String schema) {
        schemas.put(schemas.size() + 1, schema);
        return schemas.size();
    }

    @Override
    public String schemaById(int id) throws RegistryException {
        if (failure != null) {
            throw failure;
        }
        String schema = schemas.get(id);
        if (schema == null) {
            throw new RegistryException(Kind.NOT_FOUND, "no such schema");
        }
        return schema;
    }

    @Override
    public List<String> incompatibilities(String subject, String schema) {
        return List.of();
    }

    @Override
    public void setCompatibility(String subject, Compatibility compatibility) {}
}
