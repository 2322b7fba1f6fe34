package dev.vigie.wire;

import static dev.vigie.model.AccessEvent.FIELDS_MAX;
import static dev.vigie.model.AccessEvent.SUBJECTS_MAX;
import static dev.vigie.model.AccessEvent.UNKNOWN;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to events, in either framing. One instance per thread: it keeps buffers and a table of strings that come again.
 *
 * <p>A message of the current schema is read by position, without any object between the bytes and the event; one of
 * another schema is resolved by Avro first.
 */
public final class EventDecoder {

    private static final List<Action> ACTIONS = List.of(Action.values());
    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    private final AvroCursor in = new AvroCursor();
    private final WriterSchemas schemas;
    private final List<String> fields = new ArrayList<>();
    private List<String> fieldsBefore = List.of();

    /**
     * @param registry resolves the schema ids of Confluent's framing
     * @param earlier schemas of earlier releases that messages in single-object encoding may still have
     */
    public EventDecoder(SchemaRegistry registry, List<String> earlier) {
        schemas = new WriterSchemas(Schemas.ACCESS_EVENT, registry, earlier);
    }

    /**
     * Reads one event. Time and memory are proportional to the message's size, whatever it contains.
     *
     * @throws WireException if the message is at fault; no other exception comes from what it contains
     * @throws RegistryException if the registry is: the message may be good, and must not be given up
     */
    public AccessEvent decode(byte[] message) throws WireException, RegistryException {
        try {
            in.reset(message);
            WriterSchema writer = schemas.readHeader(in);
            AccessEvent event = writer.isCurrent() ? readEvent() : EventRecords.toEvent(writer.resolve(in));
            WriterSchema.requireEnd(in);
            return event;
        } catch (IllegalArgumentException e) {
            throw new WireException("not an event: " + e.getMessage(), e);
        } finally {
            in.release();
        }
    }

    /** The fields in the schema's order, which is the record's. */
    private AccessEvent readEvent() throws WireException {
        return new AccessEvent(
                in.readString(),
                in.readLong(),
                readCount(),
                in.readRepeated(),
                in.readRepeated(),
                readOptional(),
                readOptionalOnce(),
                readOptional(),
                symbol(ACTIONS, in.readEnum()),
                symbol(OUTCOMES, in.readEnum()),
                readSubjects(),
                readCount(),
                readCount(),
                readFields(),
                readOptional(),
                readOptional(),
                readOptional(),
                readOptionalOnce(),
                in.readPresence() ? in.readBoolean() : null,
                readCount(),
                readOptional(),
                in.readBoolean());
    }

    private @Nullable String readOptional() throws WireException {
        return in.readPresence() ? in.readRepeated() : null;
    }

    /** For what differs from event to event: it would only push out of the table what comes again. */
    private @Nullable String readOptionalOnce() throws WireException {
        return in.readPresence() ? in.readString() : null;
    }

    private long readCount() throws WireException {
        if (!in.readPresence()) {
            return UNKNOWN;
        }
        long count = in.readLong();
        if (count < 0) {
            throw new WireException("a count is negative");
        }
        return count;
    }

    /** Most events are about one person: no list that grows is made for one. */
    private List<Subject> readSubjects() throws WireException {
        int count = in.readBlockCount();
        if (count == 0) {
            return List.of();
        }
        Subject first = readSubject();
        count = count == 1 ? in.readBlockCount() : count - 1;
        if (count == 0) {
            return List.of(first);
        }
        List<Subject> subjects = new ArrayList<>(requireAtMost(1 + count, SUBJECTS_MAX, "subjects"));
        subjects.add(first);
        while (count > 0) {
            for (int i = 0; i < count; i++) {
                subjects.add(readSubject());
            }
            count = in.readBlockCount();
            requireAtMost(count + subjects.size(), SUBJECTS_MAX, "subjects");
        }
        return subjects;
    }

    private Subject readSubject() throws WireException {
        return new Subject(in.readString(), readAttributes());
    }

    /** As with {@link #readSubjects}. */
    private Map<String, String> readAttributes() throws WireException {
        int count = in.readBlockCount();
        if (count == 0) {
            return Map.of();
        }
        String name = in.readRepeated();
        String value = in.readRepeated();
        count = count == 1 ? in.readBlockCount() : count - 1;
        if (count == 0) {
            return Map.of(name, value);
        }
        Map<String, String> attributes = new HashMap<>();
        attributes.put(name, value);
        while (count > 0) {
            for (int i = 0; i < count; i++) {
                attributes.put(in.readRepeated(), in.readRepeated());
            }
            count = in.readBlockCount();
        }
        return attributes;
    }

    /** The same list as before where the same fields were read: whoever looks them up knows it by sight. */
    private List<String> readFields() throws WireException {
        int count = in.readBlockCount();
        fields.clear();
        requireAtMost(count, FIELDS_MAX, "fields");
        while (count > 0) {
            for (int i = 0; i < count; i++) {
                fields.add(in.readRepeated());
            }
            count = in.readBlockCount();
            requireAtMost(count + fields.size(), FIELDS_MAX, "fields");
        }
        if (!fields.equals(fieldsBefore)) {
            fieldsBefore = List.copyOf(fields);
        }
        return fieldsBefore;
    }

    private static int requireAtMost(int count, int max, String what) throws WireException {
        if (count > max) {
            throw new WireException("more than " + max + " " + what + " in one event");
        }
        return count;
    }

    private static <E> E symbol(List<E> symbols, int index) throws WireException {
        if (index < 0 || index >= symbols.size()) {
            throw new WireException("an enumeration has no symbol " + index);
        }
        return symbols.get(index);
    }
}
