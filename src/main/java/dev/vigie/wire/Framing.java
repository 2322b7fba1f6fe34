package dev.vigie.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * How a message says which schema it was written with, in the bytes before its body.
 *
 * <pre>
 *   Confluent's      00     id: 4 bytes, big-endian
 *   single object    C3 01  CRC-64-AVRO of the schema's canonical form: 8 bytes, little-endian
 * </pre>
 */
public final class Framing {

    static final byte CONFLUENT_MAGIC = 0;
    static final int CONFLUENT_HEADER_BYTES = 5;
    static final int SINGLE_OBJECT_MAGIC = 0xC301;
    static final int SINGLE_OBJECT_HEADER_BYTES = 10;

    private final int schemaId;
    private final boolean confluent;

    private Framing(boolean confluent, int schemaId) {
        this.confluent = confluent;
        this.schemaId = schemaId;
    }

    /** Avro's single-object encoding, which needs no registry. */
    public static Framing singleObject() {
        return new Framing(false, 0);
    }

    /**
     * Confluent's wire format.
     *
     * @param schemaId what {@link SchemaRegistry#register} answered, at least 0
     */
    public static Framing confluent(int schemaId) {
        if (schemaId < 0) {
            throw new IllegalArgumentException("a schema id is not negative");
        }
        return new Framing(true, schemaId);
    }

    byte[] header(Schema schema) {
        if (confluent) {
            return ByteBuffer.allocate(CONFLUENT_HEADER_BYTES)
                    .put(CONFLUENT_MAGIC)
                    .putInt(schemaId)
                    .array();
        }
        return ByteBuffer.allocate(SINGLE_OBJECT_HEADER_BYTES)
                .putShort((short) SINGLE_OBJECT_MAGIC)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
    }
}
