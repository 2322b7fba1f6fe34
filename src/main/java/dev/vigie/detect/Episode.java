package dev.vigie.detect;

import dev.vigie.measure.SlidingDistinct;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Level;
import dev.vigie.model.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of a group's time in which at least one rule was crossed: the figures that its messages state. */
final class Episode {

    /** The timespan of a count that never forgets. */
    static final long FOREVER_MILLIS = Long.MAX_VALUE / 4;

    static final int EVIDENCE_MAX = 20;
    private static final long HEAP_BYTES = 4_000;

    final String id;
    final long openedAtMillis;
    final String topic;
    final int partition;
    final long offsetFirst;
    int nextSequence;
    long firstEventAtMillis;
    long lastEventAtMillis;
    long offsetLast;
    long peopleBefore;
    long recordsUnnamed;
    long accessesUncounted;
    double messagedSeverity;
    long messagedPeople;
    final List<Crossing> crossings = new ArrayList<>();
    final List<Evidence> evidence = new ArrayList<>();
    NameSet fields = new NameSet();
    NameSet registers = new NameSet();
    NameSet sources = new NameSet();
    private final SlidingDistinct people;

    Episode(String id, long openedAtMillis, Origin origin, SlidingDistinct people) {
        this.id = id;
        this.openedAtMillis = openedAtMillis;
        this.firstEventAtMillis = openedAtMillis;
        this.lastEventAtMillis = openedAtMillis;
        this.topic = origin.topic();
        this.partition = origin.partition();
        this.offsetFirst = origin.offset();
        this.offsetLast = origin.offset();
        this.people = people;
    }

    SlidingDistinct people() {
        return people;
    }

    long peopleExposed() {
        return Math.round(people.value());
    }

    double peopleError() {
        return people.relativeError();
    }

    Level level() {
        Level highest = Level.INFORMATIONAL;
        for (Crossing crossing : crossings) {
            highest = crossing.level.compareTo(highest) > 0 ? crossing.level : highest;
        }
        return highest;
    }

    double severity() {
        double highest = 0;
        for (Crossing crossing : crossings) {
            highest = Math.max(highest, crossing.severity);
        }
        return highest;
    }

    /** When all reasons will have been below their conditions for their timespans, if nothing more happens. */
    long closeAtMillis() {
        long latest = openedAtMillis;
        for (Crossing crossing : crossings) {
            latest = Math.max(latest, crossing.quietAtMillis);
        }
        return latest;
    }

    @Nullable
    Crossing crossing(String rule) {
        for (Crossing crossing : crossings) {
            if (crossing.rule.equals(rule)) {
                return crossing;
            }
        }
        return null;
    }

    /** True if what the last message said has at least doubled since. */
    boolean hasDoubled() {
        return severity() >= 2 * messagedSeverity || peopleExposed() >= 2 * Math.max(1, messagedPeople);
    }

    /** Takes in where and when an event of the episode was, and what it touched. */
    void witness(AccessEvent event, long timeMillis, Origin origin, Hashes hashes, SubjectHash subjectHash) {
        firstEventAtMillis = Math.min(firstEventAtMillis, timeMillis);
        lastEventAtMillis = Math.max(lastEventAtMillis, timeMillis);
        offsetLast = origin.offset();
        if (event.resource() != null) {
            registers.add(event.resource(), hashes.of(event.resource()));
        }
        if (event.sourceIp() != null) {
            sources.add(event.sourceIp(), hashes.of(event.sourceIp()));
        }
        for (int i = 0; i < event.fields().size(); i++) {
            fields.add(event.fields().get(i), hashes.of(event.fields().get(i)));
        }
        if (evidence.size() < EVIDENCE_MAX) {
            evidence.add(subjectHash.evidence(event, timeMillis));
        }
    }

    /** Takes in what an event after the opening one exposed. */
    void expose(AccessEvent event, Hashes hashes) {
        if (Exposure.PEOPLE.matches(event)) {
            for (int i = 0; i < event.subjects().size(); i++) {
                people.add(openedAtMillis, hashes.subject(i));
            }
        } else if (Exposure.UNNAMED.matches(event)) {
            recordsUnnamed += event.recordCount();
        } else if (Exposure.UNCOUNTED.matches(event)) {
            accessesUncounted++;
        }
    }

    long heapBytes() {
        return HEAP_BYTES + people.heapBytes();
    }
}
