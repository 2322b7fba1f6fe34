package dev.vigie.wire;

import dev.vigie.wire.RegistryException.Kind;
import java.util.List;

/** The registry of an installation that has none. */
final class NoRegistry implements SchemaRegistry {

    private static final String NONE = "no schema registry is configured: set registry.url";

    @Override
    public int register(String subject, String schema) throws RegistryException {
        throw new RegistryException(Kind.MISCONFIGURED, NONE);
    }

    /**
     * Without a registry every id is unknown, so a message that carries one is unreadable rather than a reason to wait.
     */
    @Override
    public String schemaById(int id) throws RegistryException {
        throw new RegistryException(Kind.NOT_FOUND, NONE);
    }

    @Override
    public List<String> incompatibilities(String subject, String schema) throws RegistryException {
        throw new RegistryException(Kind.MISCONFIGURED, NONE);
    }

    @Override
    public void setCompatibility(String subject, Compatibility compatibility) throws RegistryException {
        throw new RegistryException(Kind.MISCONFIGURED, NONE);
    }
}
