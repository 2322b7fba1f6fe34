package dev.vigie.detect;

import dev.vigie.measure.KeyedHash;
import dev.vigie.measure.SerialNumber;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import dev.vigie.model.Sensitivity;
import dev.vigie.model.Subject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The keyed hashes of one event, each subject's computed once, and what its fields weigh. Used by one thread. */
final class Hashes {

    /** Running numbers lie below 2^60: moved by less than that they stay positive. */
    private static final long SERIAL_MOVE_MASK = (1L << 60) - 1;

    private final KeyedHash keyed;
    private final KnownHashes known;
    private final Sensitivity table;
    private List<Subject> people = List.of();
    private long[] subjects = new long[16];
    private long[] series = new long[16];
    private long[] serials = new long[16];
    private boolean serialsKnown;
    private @Nullable AccessEvent event;
    /** The text fields of the event that were asked for: a handful, so that looking through them is quickest. */
    private final @Nullable Field[] asked = new Field[Field.values().length];

    private final boolean[] present = new boolean[Field.values().length];
    private final long[] texts = new long[Field.values().length];
    private int askedCount;
    /** The source that was asked for last, and of its network. */
    private @Nullable String source;

    private long network;
    private long id;

    /** @param table what each data field tells of a person */
    Hashes(KeyedHash keyed, Sensitivity table) {
        this.keyed = keyed;
        this.known = new KnownHashes(keyed);
        this.table = table;
    }

    /** Makes {@code event} the one that {@link #id}, {@link #subject} and {@link #told} speak of. */
    void begin(AccessEvent begun) {
        event = begun;
        askedCount = 0;
        id = keyed.of(begun.id());
        people = begun.subjects();
        serialsKnown = false;
        if (people.size() > subjects.length) {
            int capacity = Math.max(people.size(), subjects.length * 2);
            subjects = new long[capacity];
            series = new long[capacity];
            serials = new long[capacity];
        }
        for (int i = 0; i < people.size(); i++) {
            subjects[i] = keyed.of(people.get(i).id());
        }
    }

    /** Of the event's id. */
    long id() {
        return id;
    }

    long subject(int index) {
        return subjects[index];
    }

    /** What {@code facet} tells of the subject, as {@link Facet} has it. */
    long told(int index, Facet facet) {
        if (facet.equals(Facet.SERIES) || facet.equals(Facet.SERIAL)) {
            if (!serialsKnown) {
                findSerials();
            }
            return facet.equals(Facet.SERIES) ? series[index] : serials[index];
        }
        String value = people.get(index).attributes().get(facet.name());
        return value == null ? 0 : known.of(value);
    }

    private void findSerials() {
        for (int i = 0; i < people.size(); i++) {
            String id = people.get(i).id();
            series[i] = keyed.of(SerialNumber.series(id));
            long serial = SerialNumber.of(id);
            serials[i] = serial == SerialNumber.NONE ? serial : serial + (keyed.of(series[i]) & SERIAL_MOVE_MASK);
        }
        serialsKnown = true;
    }

    /**
     * How much the event told: what its fields weigh, for each person shown or record counted; at most
     * {@link Long#MAX_VALUE}, since a log may claim any number of records. {@link AccessEvent#UNKNOWN} where the log
     * does not say which fields it showed.
     */
    long sensitivity(AccessEvent event) {
        if (event.fields().isEmpty() || !event.exposes()) {
            return AccessEvent.UNKNOWN;
        }
        long people = Math.max(1, Math.max(event.subjects().size(), event.recordCount()));
        long weight = table.weight(event.fields());
        return weight > 0 && people > Long.MAX_VALUE / weight ? Long.MAX_VALUE : weight * people;
    }

    String category(String field) {
        return Objects.requireNonNullElse(table.category(field), "");
    }

    /** True if the event has the text field. */
    boolean hasText(Field field) {
        return present[place(field)];
    }

    /** Of the event's text field, which it has. A dozen measures ask for the same few. */
    long ofText(Field field) {
        int place = place(field);
        if (!present[place]) {
            throw new IllegalStateException("the event lacks " + field.fieldName());
        }
        return texts[place];
    }

    private int place(Field field) {
        for (int i = 0; i < askedCount; i++) {
            if (asked[i] == field) {
                return i;
            }
        }
        AccessEvent begun = Objects.requireNonNull(event, "begun");
        int place = askedCount++;
        asked[place] = field;
        if (field == Field.SRC_NETWORK && begun.sourceIp() != null) {
            present[place] = true;
            texts[place] = network(begun, begun.sourceIp());
        } else {
            String text = field.text(begun);
            present[place] = text != null;
            texts[place] = text == null ? 0 : known.of(text);
        }
        return place;
    }

    /** An account's events come from the same address for hours. */
    private long network(AccessEvent begun, String begunSource) {
        if (!begunSource.equals(source)) {
            source = begunSource;
            network = known.of(Objects.requireNonNull(Field.SRC_NETWORK.text(begun)));
        }
        return network;
    }

    /** Of a text that may well come again. */
    long ofKnown(String text) {
        return known.of(text);
    }

    long of(long number) {
        return keyed.of(number);
    }

    /**
     * Hash of all that the operator said in the event; what ingestion added is left out, so that a redelivery is the
     * same. Keyed as far as somebody could hide behind a collision: in whose records, how many and of which register.
     */
    int content(AccessEvent event) {
        long hash = event.resource() == null ? 0 : known.of(event.resource());
        for (int i = 0; i < event.subjects().size(); i++) {
            hash = keyed.mix(hash, subjects[i]);
        }
        hash = keyed.mix(hash, event.recordCount());
        long rest = event.timeMillis();
        rest = rest * 31 + event.action().name().hashCode();
        rest = rest * 31 + event.outcome().name().hashCode();
        rest = rest * 31 + event.bytes();
        rest = rest * 31 + Objects.hashCode(event.sourceIp());
        rest = rest * 31 + Objects.hashCode(event.userAgent());
        if (event.country() != null) {
            rest = rest * 31 + event.country().hashCode();
        }
        rest = rest * 31 + Objects.hashCode(event.role());
        rest = rest * 31 + Objects.hashCode(event.purpose());
        for (int i = 0; i < event.fields().size(); i++) {
            rest = rest * 31 + event.fields().get(i).hashCode();
        }
        hash = keyed.mix(hash, rest);
        return (int) (hash ^ (hash >>> 32));
    }
}
