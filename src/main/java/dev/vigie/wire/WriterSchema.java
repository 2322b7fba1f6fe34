package dev.vigie.wire;

import java.io.IOException;
import java.util.Objects;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The schema that a message was written with.
 *
 * @param reader resolves it against the current one; null where it is the current one, whose bytes may be read by
 *     position
 */
record WriterSchema(@Nullable GenericDatumReader<GenericRecord> reader) {

    static final WriterSchema CURRENT = new WriterSchema(null);

    boolean isCurrent() {
        return reader == null;
    }

    /** The rest of {@code in}, as a record of the current schema. */
    GenericRecord resolve(AvroCursor in) throws WireException {
        GenericDatumReader<GenericRecord> resolving = Objects.requireNonNull(reader);
        try {
            return resolving.read(null, in);
        } catch (WireException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Avro reports a schema that does not resolve, an index out of range and the like in exceptions of many
            // kinds; and a foreign schema
            // may nest as deep as a message is long.
            throw new WireException(
                    "the message does not read as the current schema: "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }

    static void requireEnd(AvroCursor in) throws WireException {
        if (in.remaining() > 0) {
            throw new WireException(in.remaining() + " bytes follow the end of the message");
        }
    }
}
