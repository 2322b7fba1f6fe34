package dev.vigie.bench.growth;

import dev.vigie.bench.Goal;
import dev.vigie.bench.Sample;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was measured along one axis. */
record Curve(Axis axis, List<Point> points) {

    private static final double MEGABYTE = 1 << 20;

    /**
     * What was measured at one size.
     *
     * @param stateBytes the files in which it kept its state
     */
    record Point(int size, Sample sample, long stateBytes) {}

    Curve {
        points = List.copyOf(points);
    }

    double ratio(Point point) {
        return axis.ratio(point.sample(), points.get(0).sample());
    }

    /** What was to be reached; null if nothing was, or the last size was not measured. */
    @Nullable
    Goal goal() {
        List<Integer> sizes = axis.sizes();
        Point last = points.get(points.size() - 1);
        return last.size() == sizes.get(sizes.size() - 1) ? axis.goal(ratio(last)) : null;
    }

    /** As Markdown. */
    String table() {
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, """

                | %s | events/s | CPU s per million | %s, times the first | broker CPU s per million \
                | bytes allocated per event | state on disk, MB |
                | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                """, axis.title, axis.figure));
        for (Point point : points) {
            Sample sample = point.sample();
            out.append(String.format(
                    Locale.ROOT,
                    "| %,d | %,.0f | %.2f | %.2f | %.2f | %,.0f | %,.1f |%n",
                    point.size(),
                    sample.eventsPerSecond(),
                    sample.cpuSecondsPerMillion(),
                    ratio(point),
                    sample.brokerCpuSecondsPerMillion(),
                    sample.allocatedBytesPerEvent(),
                    point.stateBytes() / MEGABYTE));
        }
        return out.toString();
    }
}
