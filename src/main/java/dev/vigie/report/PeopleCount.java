package dev.vigie.report;

import dev.vigie.siem.AlertFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many people some alerts exposed, and how sure that is.
 *
 * <p>With the list of people ({@code affected.csv}) it is exact. Without it each alert has a count of its own, and one
 * person may be in several: the union is at least the largest and at most their sum. Each count is widened by twice its
 * standard error first, which covers about 95 % of cases.
 *
 * <p>What a group above the account read has ordinary work in it: without the list it adds to the most, not to the
 * least.
 *
 * @param low at least so many
 * @param high at most so many
 * @param exact from the list of people
 * @param relativeError the largest standard error among the counts, relative; 0 where they are exact
 */
record PeopleCount(long low, long high, boolean exact, double relativeError) {

    /**
     * @param episodes those that are counted together
     * @param affected the list of people for them
     */
    static PeopleCount of(List<Episode> episodes, @Nullable AffectedPeople affected) {
        if (affected != null) {
            return new PeopleCount(affected.people(), affected.people(), true, 0);
        }
        long low = 0;
        long high = 0;
        double error = 0;
        for (Episode episode : episodes) {
            long people = AlertFacts.people(episode.last());
            double own = errorOf(episode);
            error = Math.max(error, own);
            if (episode.exposesPeople()) {
                low = Math.max(low, Math.round(people * Math.max(0, 1 - 2 * own)));
            }
            high += Math.round(people * (1 + 2 * own));
        }
        return new PeopleCount(low, high, false, error);
    }

    /** An error that is not told may be as large as the count. */
    private static double errorOf(Episode episode) {
        double error = episode.last().peopleError();
        return Double.isFinite(error) ? error : 1;
    }

    boolean isRange() {
        return low != high;
    }
}
