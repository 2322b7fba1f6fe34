package dev.vigie.measure;

import dev.vigie.measure.SequenceGaps.Missing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stretches of numbers that are missing, at most {@value #GAPS_MAX}, for {@link SequenceGaps}. One more joins the last:
 * its ends are then those of several, and its count stays right.
 */
final class GapList {

    static final int GAPS_MAX = 64;

    private static final int GAP_BYTES = 6 * Long.BYTES + 1;
    private static final int GAP_HEAP_BYTES = 72;

    private final List<Gap> gaps = new ArrayList<>();

    private static final class Gap {
        long from;
        long to;
        long count;
        long afterMillis;
        long beforeMillis;
        long settledMillis;
        /** Of a counter that is no more: nothing can fill it. */
        boolean closed;

        Gap(long from, long to, long count) {
            this.from = from;
            this.to = to;
            this.count = count;
        }

        /** True if all numbers in between are missing. */
        boolean isWhole() {
            return count - 1 == to - from;
        }
    }

    /**
     * Adds numbers that never came; where they follow on the last gap, to that.
     *
     * @param nowMillis when that was settled
     */
    void add(Missing missing, long nowMillis) {
        Gap last = gaps.isEmpty() ? null : gaps.get(gaps.size() - 1);
        boolean follows = last != null && !last.closed && last.isWhole() && last.to == missing.from() - 1;
        if (last == null || (gaps.size() < GAPS_MAX && !follows)) {
            last = new Gap(missing.from(), missing.to(), missing.count());
            last.afterMillis = missing.afterMillis();
            last.beforeMillis = missing.beforeMillis();
            gaps.add(last);
        } else {
            last.from = Math.min(last.from, missing.from());
            last.to = Math.max(last.to, missing.to());
            last.count += Math.min(missing.count(), Long.MAX_VALUE - last.count);
            last.afterMillis = Math.min(last.afterMillis, missing.afterMillis());
            last.beforeMillis = Math.max(last.beforeMillis, missing.beforeMillis());
        }
        // What is wider than any disorder is no sender's slip: true numbers that lie in it are a counter of their own.
        last.closed = missing.count() > AwaitedNumbers.WINDOW;
        last.settledMillis = nowMillis;
    }

    /** Takes a number out of its gap; false if it is in none. */
    boolean fill(long number) {
        for (int i = 0; i < gaps.size(); i++) {
            Gap gap = gaps.get(i);
            if (!gap.closed && gap.from <= number && number <= gap.to) {
                fill(gap, i, number);
                return true;
            }
        }
        return false;
    }

    /** Where there is no room to note that it came, it stays missing: else it could come again and again. */
    private void fill(Gap gap, int index, long number) {
        if (!gap.isWhole()) {
            return;
        }
        if (gap.count == 1) {
            gaps.remove(index);
        } else if (number == gap.from) {
            gap.from++;
            gap.count--;
        } else if (number == gap.to) {
            gap.to--;
            gap.count--;
        } else if (gaps.size() < GAPS_MAX) {
            Gap above = new Gap(number + 1, gap.to, gap.to - number);
            above.afterMillis = gap.afterMillis;
            above.beforeMillis = gap.beforeMillis;
            above.settledMillis = gap.settledMillis;
            gaps.add(index + 1, above);
            gap.to = number - 1;
            gap.count = number - gap.from;
        }
    }

    /** Has nothing fill the gaps that there are. */
    void close() {
        gaps.forEach(gap -> gap.closed = true);
    }

    /** Forgets what was settled then or before. */
    void dropUntil(long settledMillis) {
        if (!gaps.isEmpty()) {
            gaps.removeIf(gap -> gap.settledMillis <= settledMillis);
        }
    }

    double missing() {
        double missing = 0;
        for (Gap gap : gaps) {
            missing += gap.count;
        }
        return missing;
    }

    int size() {
        return gaps.size();
    }

    /** The gap with most numbers, the earliest of equal ones. */
    Optional<Missing> widest() {
        Gap widest = null;
        for (Gap gap : gaps) {
            widest = widest == null || gap.count > widest.count ? gap : widest;
        }
        return widest == null
                ? Optional.empty()
                : Optional.of(
                        new Missing(widest.from, widest.to, widest.count, widest.afterMillis, widest.beforeMillis));
    }

    int serializedBytes() {
        return 1 + gaps.size() * GAP_BYTES;
    }

    void writeTo(ByteBuffer out) {
        out.put((byte) gaps.size());
        for (Gap gap : gaps) {
            out.putLong(gap.from).putLong(gap.to).putLong(gap.count).putLong(gap.afterMillis);
            out.putLong(gap.beforeMillis).putLong(gap.settledMillis).put((byte) (gap.closed ? 1 : 0));
        }
    }

    static GapList readFrom(ByteBuffer in, long clockMillis) {
        Varint.need(in, 1);
        int count = in.get();
        Varint.check(count >= 0 && count <= GAPS_MAX, "too many gaps");
        Varint.need(in, (long) count * GAP_BYTES);
        GapList read = new GapList();
        for (int i = 0; i < count; i++) {
            Gap gap = new Gap(in.getLong(), in.getLong(), in.getLong());
            gap.afterMillis = in.getLong();
            gap.beforeMillis = in.getLong();
            gap.settledMillis = in.getLong();
            byte closed = in.get();
            gap.closed = closed == 1;
            Varint.check(gap.from >= 0 && gap.from <= gap.to && gap.count > 0, "a gap of nothing");
            Varint.check(gap.settledMillis <= clockMillis && (closed == 0 || closed == 1), "a gap to come");
            read.gaps.add(gap);
        }
        return read;
    }

    long heapBytes() {
        return (long) gaps.size() * GAP_HEAP_BYTES;
    }
}
