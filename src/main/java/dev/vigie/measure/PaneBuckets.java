package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** How many amounts each bucket has in each pane, and in all of them, so that one scan over buckets finds a rank. */
final class PaneBuckets {

    /** Of one bucket in one pane: five bytes when written. */
    static final long COUNT_MAX = (1L << 35) - 1;

    private static final long TOTAL_MAX = COUNT_MAX * Panes.LIVE_PANES_MAX;
    private static final int PANE_HEAP_BYTES = 32;
    private static final int FIXED_HEAP_BYTES = 72;

    /** Oldest first. */
    private final List<Pane> held = new ArrayList<>();

    private final BucketCounts totals = new BucketCounts(TOTAL_MAX);

    private record Pane(long endMillis, BucketCounts counts) {}

    /** Takes the amounts of one bucket in one pane. */
    @FunctionalInterface
    interface Visit {
        void accept(long endMillis, int bucket, long count);
    }

    /** All amounts held. */
    long total() {
        return totals.total();
    }

    void add(long endMillis, int bucket, long count) {
        totals.add(bucket, pane(endMillis).counts.add(bucket, count));
    }

    private Pane pane(long endMillis) {
        int at = held.size();
        while (at > 0 && held.get(at - 1).endMillis > endMillis) {
            at--;
        }
        if (at == 0 || held.get(at - 1).endMillis < endMillis) {
            held.add(at++, new Pane(endMillis, new BucketCounts(COUNT_MAX)));
        }
        return held.get(at - 1);
    }

    /** Lets go of the panes that end at the horizon or before it, and says if there were any. */
    boolean dropUntil(long horizonMillis) {
        int left = 0;
        while (left < held.size() && held.get(left).endMillis <= horizonMillis) {
            totals.subtract(held.get(left).counts);
            left++;
        }
        held.subList(0, left).clear();
        return left > 0;
    }

    int bucketOf(long rank) {
        return totals.bucketOf(rank);
    }

    /** Pane by pane, the oldest first. */
    void forEach(Visit each) {
        for (Pane pane : held) {
            for (int at = 0; at < pane.counts.size(); at++) {
                each.accept(pane.endMillis, pane.counts.bucketAt(at), pane.counts.countAt(at));
            }
        }
    }

    int serializedBytes(long clockMillis) {
        int bytes = Varint.bytes(held.size());
        for (int i = 0; i < held.size(); i++) {
            bytes += Varint.bytes(endCode(i, clockMillis)) + held.get(i).counts.serializedBytes();
        }
        return bytes;
    }

    void writeTo(ByteBuffer out, long clockMillis) {
        Varint.write(out, held.size());
        for (int i = 0; i < held.size(); i++) {
            Varint.write(out, endCode(i, clockMillis));
            held.get(i).counts.writeTo(out);
        }
    }

    /** The first end is told from the clock, every other one from the one before it. */
    private long endCode(int i, long clockMillis) {
        long end = held.get(i).endMillis;
        return i == 0 ? Varint.zigzag(clockMillis - end) : end - held.get(i - 1).endMillis;
    }

    static PaneBuckets readFrom(ByteBuffer in, Panes panes, long clockMillis) {
        PaneBuckets read = new PaneBuckets();
        int count = Varint.read(in, 1, Panes.LIVE_PANES_MAX);
        long end = clockMillis;
        for (int i = 0; i < count; i++) {
            long code = Varint.read(in);
            long before = end;
            end = i == 0 ? clockMillis - Varint.unzigzag(code) : before + code;
            Varint.check(i == 0 || end > before, "panes are not sorted");
            Varint.check(
                    end > panes.horizon(clockMillis) && end <= panes.end(clockMillis) && end == panes.end(end),
                    "a pane outside the window");
            read.take(new Pane(end, BucketCounts.readFrom(in, COUNT_MAX)));
        }
        return read;
    }

    private void take(Pane pane) {
        held.add(pane);
        for (int at = 0; at < pane.counts.size(); at++) {
            totals.add(pane.counts.bucketAt(at), pane.counts.countAt(at));
        }
    }

    long heapBytes() {
        long bytes = FIXED_HEAP_BYTES + totals.heapBytes();
        for (Pane pane : held) {
            bytes += PANE_HEAP_BYTES + pane.counts.heapBytes();
        }
        return bytes;
    }
}
