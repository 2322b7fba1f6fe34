package dev.vigie.bench.quality;

import dev.vigie.bench.quality.SeedResult.Pace;
import dev.vigie.bench.quality.SeedResult.PartResult;
import java.util.List;
import java.util.function.Predicate;

/**
 * What was set out to be reached for the thefts of one incident. It is reached if nearly all thefts meet it.
 *
 * @param incident the plots' incident, which a plot's id begins with
 * @param part the extract, or empty for all
 */
record Aim(String incident, String part, String text, Predicate<PartResult> isMet) {

    /** As the 95th percentile has it. */
    private static final double SHARE_MIN = 0.95;

    private static final int PEOPLE_MAX = 30;
    private static final int THIRD = 2;
    private static final int READS_MAX = 4;
    private static final double BOUND_TIMES_MAX = 1.5;

    static final List<Aim> ALL = List.of(
            new Aim("ofii", "mixed", "at most 30 people of the mixed extract", Aim::isBeforeThirty),
            new Aim("ofii", "single", "at most 30 people of the single-nationality extract", Aim::isBeforeThirty),
            new Aim("france-visas", "", "at most 30 of 8,700 people", Aim::isBeforeThirty),
            new Aim("interior", "", "before the 5th read by the third account", Aim::isBeforeFifthRead),
            new Aim("low-and-slow", "", "within 1.5 times the information bound", Aim::isWithinBound));

    private static boolean isBeforeThirty(PartResult part) {
        return part.peopleBefore() != null && part.peopleBefore() <= PEOPLE_MAX;
    }

    private static boolean isBeforeFifthRead(PartResult part) {
        return part.peopleBefore() != null
                && (part.reads().size() <= THIRD || part.reads().get(THIRD) <= READS_MAX);
    }

    /** In whole days: nobody can be told within a part of one. */
    private static boolean isWithinBound(PartResult part) {
        Pace pace = part.pace();
        return pace != null && pace.days() != null && pace.days() <= BOUND_TIMES_MAX * Math.ceil(pace.boundDays());
    }

    boolean concerns(PartResult result) {
        return result.plot().startsWith(incident)
                && (part.isEmpty() || result.part().startsWith(part));
    }

    /** True if this is how the incident is known to have happened, not one of the ways around. */
    boolean isAsKnown(PartResult result) {
        return result.plot().equals(incident);
    }

    boolean isReached(long met, long thefts) {
        return met >= SHARE_MIN * thefts;
    }
}
