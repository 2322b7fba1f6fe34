package dev.vigie.wire;

import dev.vigie.wire.RegistryException.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds, by a message's header, the schema that it was written with, and how to read it as the current one. Not
 * thread-safe.
 */
final class WriterSchemas {

    /** How many schemas of a registry are kept ready. */
    static final int RESOLVED_MAX = 256;

    private final Schema current;
    private final SchemaRegistry registry;
    private final Map<Long, WriterSchema> byFingerprint = new HashMap<>();
    private final Map<Integer, WriterSchema> byId = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, WriterSchema> eldest) {
            return size() > RESOLVED_MAX;
        }
    };
    private final long currentFingerprint;
    private int latestId;
    private @Nullable WriterSchema latest;

    /**
     * @param current the schema to read as
     * @param earlier schemas of earlier releases, known without a registry
     */
    WriterSchemas(Schema current, SchemaRegistry registry, List<String> earlier) {
        this.current = current;
        this.registry = registry;
        for (String text : earlier) {
            Schema schema = new Schema.Parser().parse(text);
            byFingerprint.put(SchemaNormalization.parsingFingerprint64(schema), resolving(schema));
        }
        currentFingerprint = SchemaNormalization.parsingFingerprint64(current);
        byFingerprint.put(currentFingerprint, WriterSchema.CURRENT);
    }

    /** Reads the header and leaves {@code in} at the body. */
    WriterSchema readHeader(AvroCursor in) throws WireException, RegistryException {
        int first = in.readByte();
        if (first == Framing.CONFLUENT_MAGIC) {
            return byId((int) bigEndian(in, Integer.BYTES));
        }
        if ((first << 8 | in.readByte()) == Framing.SINGLE_OBJECT_MAGIC) {
            return byFingerprint(Long.reverseBytes(bigEndian(in, Long.BYTES)));
        }
        throw new WireException("neither Confluent's framing (00) nor Avro's single-object encoding (C3 01)");
    }

    private WriterSchema byFingerprint(long fingerprint) throws WireException {
        if (fingerprint == currentFingerprint) {
            return WriterSchema.CURRENT;
        }
        WriterSchema known = byFingerprint.get(fingerprint);
        if (known == null) {
            throw new WireException("unknown schema fingerprint " + Long.toHexString(fingerprint));
        }
        return known;
    }

    private WriterSchema byId(int id) throws WireException, RegistryException {
        WriterSchema known = id == latestId ? latest : byId.get(id);
        if (known == null) {
            known = fetch(id);
            byId.put(id, known);
        }
        latestId = id;
        latest = known;
        return known;
    }

    private WriterSchema fetch(int id) throws WireException, RegistryException {
        if (id < 0) {
            throw new WireException("unknown schema id " + id);
        }
        try {
            Schema schema = new Schema.Parser().parse(registry.schemaById(id));
            // Equal canonical forms have the same fields in the same order: the same bytes.
            return SchemaNormalization.parsingFingerprint64(schema) == currentFingerprint
                    ? WriterSchema.CURRENT
                    : resolving(schema);
        } catch (RegistryException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                throw new WireException("unknown schema id " + id + ": " + e.getMessage(), e);
            }
            throw e;
        } catch (AvroRuntimeException | StackOverflowError e) {
            throw new WireException("the registry's schema " + id + " is not an Avro schema", e);
        }
    }

    private WriterSchema resolving(Schema writer) {
        // A GenericData of one's own: the shared one's conversions are whatever the rest of the process made of it.
        return new WriterSchema(new GenericDatumReader<GenericRecord>(writer, current, new GenericData()));
    }

    private static long bigEndian(AvroCursor in, int bytes) throws WireException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | in.readByte();
        }
        return value;
    }
}
