package dev.vigie.wire;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Subject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Events to bytes of the current schema. One instance per thread: it keeps its buffer. */
public final class EventEncoder {

    private final AvroBuffer out = new AvroBuffer();
    private final byte[] header;

    public EventEncoder(Framing framing) {
        header = framing.header(Schemas.ACCESS_EVENT);
    }

    /** The event with the framing's header before it. The same event always gives the same bytes. */
    public byte[] encode(AccessEvent event) {
        out.reset(header);
        out.writeString(event.id());
        out.writeLong(event.timeMillis());
        writeCount(event.ingestedAtMillis());
        out.writeString(event.operator());
        out.writeString(event.account());
        writeOptional(event.role());
        writeOptional(event.session());
        writeOptional(event.resource());
        writeSymbol(event.action());
        writeSymbol(event.outcome());
        writeSubjects(event.subjects());
        writeCount(event.recordCount());
        writeCount(event.bytes());
        writeFields(event.fields());
        writeOptional(event.sourceIp());
        writeOptional(event.userAgent());
        writeOptional(event.country());
        writeOptional(event.purpose());
        writeAssigned(event.assigned());
        writeCount(event.sequence());
        writeOptional(event.claimedOperator());
        out.writeBoolean(event.historic());
        return out.toByteArray();
    }

    /**
     * The id of an event, which stands first, without reading the rest.
     *
     * @param singleObject as {@link #encode} made it with the framing of that name
     */
    public static String idOf(byte[] singleObject) {
        int at = Framing.SINGLE_OBJECT_HEADER_BYTES;
        int bits = singleObject[at] & 0x7F;
        for (int shift = 7; singleObject[at++] < 0; shift += 7) {
            bits |= (singleObject[at] & 0x7F) << shift;
        }
        // A length is not negative, so that it is written doubled.
        return new String(singleObject, at, bits >>> 1, StandardCharsets.UTF_8);
    }

    private void writeOptional(@Nullable String value) {
        out.writePresence(value != null);
        if (value != null) {
            out.writeString(value);
        }
    }

    private void writeCount(long count) {
        out.writePresence(count != AccessEvent.UNKNOWN);
        if (count != AccessEvent.UNKNOWN) {
            out.writeLong(count);
        }
    }

    @SuppressWarnings(
            "EnumOrdinal") // Avro writes a symbol's place in the schema, and a test holds the schema to the enums'
    // order.
    private void writeSymbol(Enum<?> symbol) {
        out.writeLong(symbol.ordinal());
    }

    private void writeAssigned(@Nullable Boolean assigned) {
        out.writePresence(assigned != null);
        if (assigned != null) {
            out.writeBoolean(assigned);
        }
    }

    private void writeSubjects(List<Subject> subjects) {
        out.writeBlockCount(subjects.size());
        for (Subject subject : subjects) {
            out.writeString(subject.id());
            writeAttributes(subject.attributes());
        }
        out.writeBlockEnd(subjects.size());
    }

    private void writeAttributes(Map<String, String> attributes) {
        // Immutable maps iterate in an order that changes with every start of the JVM.
        Map<String, String> sorted = attributes.size() > 1 ? new TreeMap<>(attributes) : attributes;
        out.writeBlockCount(sorted.size());
        for (Map.Entry<String, String> attribute : sorted.entrySet()) {
            out.writeString(attribute.getKey());
            out.writeString(attribute.getValue());
        }
        out.writeBlockEnd(sorted.size());
    }

    private void writeFields(List<String> fields) {
        out.writeBlockCount(fields.size());
        for (String field : fields) {
            out.writeString(field);
        }
        out.writeBlockEnd(fields.size());
    }
}
