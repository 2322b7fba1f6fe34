package dev.vigie.bench.quality;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a finished seed: enough for every figure that is reported.
 *
 * @param cpuSeconds of making the events and judging them; the forests are not in it
 * @param accountDays days on which an account was active, after its own and the house's first days
 * @param accountDaysWarmUp those first days
 * @param topScores each plain detector's highest scores of account-days without theft, warm-up left out, falling
 * @param faults what the harness found wrong with itself
 */
record SeedResult(
        long seed,
        long events,
        double cpuSeconds,
        long accountDays,
        long accountDaysWarmUp,
        long trueAlerts,
        List<FalseAlert> falseAlerts,
        List<PartResult> parts,
        Map<PlainDetector, double[]> topScores,
        List<String> faults) {

    /**
     * An episode of a group that was not stealing.
     *
     * @param rules ids, in the order in which they crossed
     */
    record FalseAlert(boolean warmUp, String kind, List<String> rules, String opened, String sentence) {}

    /**
     * What became of one extract of one theft.
     *
     * @param peopleBefore exposed before Vigie's first message; null if there was none
     * @param rule that Vigie's first message names
     * @param reads by each account up to that message, in the order in which the accounts began
     * @param pace for thefts that change an account's daily number and nothing else
     */
    record PartResult(
            String plot,
            int number,
            String part,
            int people,
            @Nullable Long peopleBefore,
            @Nullable String rule,
            List<Integer> reads,
            @Nullable Pace pace,
            Map<PlainDetector, Ascent> ascents) {

        /** The row that it belongs to. */
        String scenario() {
            return part.isEmpty() ? plot : plot + ", " + part;
        }
    }

    /**
     * How soon a shift was noticed.
     *
     * @param boundDays the information bound, in active days of the account
     * @param days active days from the theft's first to the message's, both included; null if there was none
     */
    record Pace(double boundDays, @Nullable Integer days) {}

    long falseAlertCount(boolean warmUp) {
        return falseAlerts.stream().filter(alert -> alert.warmUp == warmUp).count();
    }
}
