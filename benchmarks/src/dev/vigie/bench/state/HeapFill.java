package dev.vigie.bench.state;

import dev.vigie.bench.Crowd;
import dev.vigie.bench.Detections;
import dev.vigie.detect.Detector;
import dev.vigie.model.Origin;
import dev.vigie.rule.RuleException;
import dev.vigie.store.MemoryProfiles;
import dev.vigie.stream.Detection;
import java.util.List;
import java.util.Locale;

/**
 * What profiles weigh on the heap, by their own estimate, which eviction goes by, and by filling the heap with them.
 *
 * @param profiles how many were filled
 * @param eventsEach how many events each of them took in
 * @param estimatedBytes the mean of what the profiles say of themselves
 * @param measuredBytes by how much the used heap grew for each, the map that holds them included
 */
record HeapFill(int profiles, int eventsEach, double estimatedBytes, double measuredBytes) {

    static final String HEADER = """
            | events per profile | profiles | bytes by their own estimate | bytes measured | estimate / measured |
            | ---: | ---: | ---: | ---: | ---: |
            """;

    private static final double EVENTS_PER_HOUR = 10;
    /** Beyond it the budget would not hold what it promises. */
    private static final double ESTIMATE_FACTOR_MAX = 2;

    static HeapFill of(int profiles, int eventsEach) throws RuleException {
        Detection detection = Detections.builtIn();
        Crowd crowd = new Crowd(profiles, EVENTS_PER_HOUR);
        long usedBefore = usedBytes();
        Detector detector = new Detector(detection.plan(), detection.settings());
        MemoryProfiles filled = new MemoryProfiles(detection.plan());
        Origin origin = new Origin("", 0, 0);
        for (long i = 0; i < (long) profiles * eventsEach; i++) {
            // Only the accounts' own groups: contributions to those above are left aside.
            detector.process(crowd.next(), origin, filled, alert -> {}, contribution -> {});
        }
        double measured = (double) (usedBytes() - usedBefore) / profiles;
        double estimated = 0;
        for (int account = 0; account < profiles; account++) {
            estimated += filled.get(crowd.group(account)).heapBytes();
        }
        return new HeapFill(profiles, eventsEach, estimated / profiles, measured);
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "| %,d | %,d | %,.0f | %,.0f | %.2f |%n",
                eventsEach,
                profiles,
                estimatedBytes,
                measuredBytes,
                estimatedBytes / measuredBytes);
    }

    List<String> faults() {
        double factor = estimatedBytes / measuredBytes;
        return factor > ESTIMATE_FACTOR_MAX || factor < 1 / ESTIMATE_FACTOR_MAX
                ? List.of("after " + eventsEach + " events profiles weigh " + measuredBytes + " bytes, but say "
                        + estimatedBytes)
                : List.of();
    }
}
