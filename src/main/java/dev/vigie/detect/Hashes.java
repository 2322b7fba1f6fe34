package dev.vigie.detect;

import dev.vigie.measure.KeyedHash;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Subject;
import java.util.List;
import java.util.Objects;

/** The keyed hashes of one event, each computed once. Used by one thread. */
final class Hashes {

    private final KeyedHash keyed;
    private long[] subjects = new long[16];

    Hashes(KeyedHash keyed) {
        this.keyed = keyed;
    }

    /** Makes {@code event} the one that {@link #subject} speaks of. */
    void begin(AccessEvent event) {
        List<Subject> list = event.subjects();
        if (list.size() > subjects.length) {
            subjects = new long[Math.max(list.size(), subjects.length * 2)];
        }
        for (int i = 0; i < list.size(); i++) {
            subjects[i] = keyed.of(list.get(i).id());
        }
    }

    long subject(int index) {
        return subjects[index];
    }

    long of(String text) {
        return keyed.of(text);
    }

    long of(long number) {
        return keyed.of(number);
    }

    /**
     * Hash of all that the operator said in the event; what ingestion added is left out, so that a redelivery is the
     * same. Keyed as far as somebody could hide behind a collision: in whose records, how many and of which register.
     */
    int content(AccessEvent event) {
        long hash = event.resource() == null ? 0 : keyed.of(event.resource());
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
