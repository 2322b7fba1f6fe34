package dev.vigie.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A count over time as at most {@value #POINTS_MAX} points. When there are more, every second one goes, and from then
 * on only every second one comes in: the first and the last are always kept, and so is the shape.
 */
final class Curve {

    static final int POINTS_MAX = 256;

    private final List<Point> kept = new ArrayList<>();
    private @Nullable Point latest;
    private long added;
    private long stride = 1;

    /** A count from a time on, epoch milliseconds. */
    record Point(long timeMillis, long value) {}

    /** Adds a point; one that is before the last one is moved to it. */
    void add(long timeMillis, long value) {
        Point before = latest;
        Point point = new Point(before == null ? timeMillis : Math.max(timeMillis, before.timeMillis()), value);
        if (added % stride == 0) {
            kept.add(point);
        }
        latest = point;
        added++;
        if (kept.size() == POINTS_MAX) {
            thin();
        }
    }

    private void thin() {
        for (int i = 0; i < POINTS_MAX / 2; i++) {
            kept.set(i, kept.get(2 * i));
        }
        kept.subList(POINTS_MAX / 2, POINTS_MAX).clear();
        stride *= 2;
    }

    List<Point> points() {
        List<Point> points = new ArrayList<>(kept);
        if (latest != null && !points.get(points.size() - 1).equals(latest)) {
            points.add(latest);
        }
        return points;
    }
}
