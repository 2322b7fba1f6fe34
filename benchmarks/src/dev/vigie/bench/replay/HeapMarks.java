package dev.vigie.bench.replay;

import dev.vigie.replay.Progress.Phase;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * What is live on the heap, and lies on the disk, after 1, 2, 5, 10, 20 and so on million events: whether it grows with
 * them. A full collection for each, so that nothing counts that only looks alive.
 */
final class HeapMarks {

    private static final long[] STEPS = {1, 2, 5};
    private static final long FIRST_EVENTS = 1_000_000;
    private static final double MIB = 1 << 20;

    private final LongSupplier diskBytes;
    private final List<String> rows = new ArrayList<>();
    private final long beginNanos = System.nanoTime();
    private long decade = FIRST_EVENTS;
    private int step;

    HeapMarks(LongSupplier diskBytes) {
        this.diskBytes = diskBytes;
    }

    void at(Phase phase, long events) {
        if (phase == Phase.DETECT && events >= STEPS[step] * decade) {
            mark(String.format(Locale.ROOT, "%,d", events));
            step = (step + 1) % STEPS.length;
            decade *= step == 0 ? 10 : 1;
        }
    }

    /** Notes what there is now. */
    void mark(String moment) {
        System.gc();
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
        rows.add(String.format(
                Locale.ROOT,
                "| %s | %,.0f MiB | %,.0f MiB | %,.0f |",
                moment,
                heap,
                diskBytes.getAsLong() / MIB,
                (System.nanoTime() - beginNanos) / 1e9));
        System.err.println(rows.get(rows.size() - 1));
    }

    /** A table in Markdown. */
    String table() {
        return "| events detected | live on the heap | disk beside the logs | s since the beginning |\n"
                + "| ---: | ---: | ---: | ---: |\n"
                + String.join("\n", rows) + '\n';
    }
}
