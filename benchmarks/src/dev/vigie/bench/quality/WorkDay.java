package dev.vigie.bench.quality;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one account did on one day (UTC), added up for the plain detectors. */
final class WorkDay {

    static final int DIMENSIONS = 9;

    private static final long HOUR_MILLIS = 3_600_000;
    private static final int HOURS = 24;
    /** Before 7 and from 19 h UTC on. */
    private static final int NIGHT = 0xF8007F;

    /** Mean and deviation of the account's earlier days, as they were when this day began. */
    final Usual usual;

    private @Nullable LongSet people = new LongSet();
    private @Nullable Set<String> names = new HashSet<>();
    private int peopleCount;
    private int newPeople;
    private int events;
    private int nightEvents;
    private int denied;
    private int registers;
    private int sources;
    private int hours;
    private long unnamed;

    WorkDay(Usual usual) {
        this.usual = usual;
    }

    /**
     * Takes in an event.
     *
     * @param everybody whom the account has ever read
     */
    void add(AccessEvent event, LongSet everybody) {
        LongSet today = people;
        Set<String> seen = names;
        if (today == null || seen == null) {
            return;
        }
        events++;
        int hour = (int) Math.floorMod(event.timeMillis() / HOUR_MILLIS, (long) HOURS);
        hours |= 1 << hour;
        nightEvents += (NIGHT >>> hour) & 1;
        denied += event.outcome() == Outcome.DENIED ? 1 : 0;
        if (event.resource() != null && seen.add("register " + event.resource())) {
            registers++;
        }
        if (event.sourceIp() != null && seen.add("source " + event.sourceIp())) {
            sources++;
        }
        if (event.exposes()) {
            for (Subject subject : event.subjects()) {
                long hash = LongSet.hash(subject.id());
                if (today.add(hash)) {
                    peopleCount++;
                    newPeople += everybody.add(hash) ? 1 : 0;
                }
            }
            unnamed += event.subjects().isEmpty() && event.recordCount() > 0 ? event.recordCount() : 0;
        }
    }

    int people() {
        return peopleCount;
    }

    /** The day is over: later events change nothing any more. */
    void close() {
        people = null;
        names = null;
    }

    double score(PlainDetector detector) {
        return switch (detector) {
            case GLOBAL_LIMIT -> peopleCount;
            case MEAN_AND_SIGMA -> usual.deviations(peopleCount);
            case FOREST -> throw new IllegalArgumentException("a forest scores finished days");
        };
    }

    /** For the forest: counts by their logarithm, so that busy and quiet accounts deviate on one scale. */
    float[] vector() {
        return new float[] {
            (float) Math.log1p(peopleCount),
            (float) Math.log1p(events),
            peopleCount == 0 ? 0 : (float) newPeople / peopleCount,
            registers,
            Integer.bitCount(hours) / 4f,
            events == 0 ? 0 : (float) nightEvents / events,
            sources,
            (float) Math.log1p(denied),
            (float) Math.log1p((double) unnamed)
        };
    }
}
