package dev.vigie.store;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many bytes of live profiles one process may hold, over all of its tasks. Above it, whoever holds more than an
 * equal share gives way; so a busy task uses what idle ones leave, and a takeover, which brings new tasks, does not
 * double the heap. Safe for use by several threads.
 */
public final class HeapBudget {

    private final long heapBytesMax;
    private final AtomicLong heapBytes = new AtomicLong();
    private final AtomicInteger holders = new AtomicInteger();
    private final LongAdder uses = new LongAdder();
    private final LongAdder loads = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    /** @param heapBytesMax at least 0; the profiles that an event needs are held even above it */
    public HeapBudget(long heapBytesMax) {
        if (heapBytesMax < 0) {
            throw new IllegalArgumentException("a heap budget is not negative");
        }
        this.heapBytesMax = heapBytesMax;
    }

    /** What all holders hold now. */
    public long heapBytes() {
        return heapBytes.get();
    }

    public long heapBytesMax() {
        return heapBytesMax;
    }

    /** How often a profile was asked for; of the last second or so not yet. */
    public long uses() {
        return uses.sum();
    }

    /** How many of the uses had to read the profile first. */
    public long loads() {
        return loads.sum();
    }

    /** How many profiles had to leave the heap. */
    public long evictions() {
        return evictions.sum();
    }

    /** Takes what one holder has counted since it last did this: once a commit, not once a profile. */
    void note(long moreUses, long moreLoads, long moreEvictions) {
        uses.add(moreUses);
        loads.add(moreLoads);
        evictions.add(moreEvictions);
    }

    /** One more, or one fewer, shares the budget. */
    void holders(int change) {
        holders.addAndGet(change);
    }

    void add(long bytes) {
        heapBytes.addAndGet(bytes);
    }

    /** True if one who holds {@code ownBytes} must give way. */
    boolean exceededBy(long ownBytes) {
        return isAbove(heapBytesMax, ownBytes);
    }

    /** True if one who holds {@code ownBytes} should give way as far as it costs nothing: seven eighths are taken. */
    boolean strainedBy(long ownBytes) {
        return isAbove(heapBytesMax - heapBytesMax / 8, ownBytes);
    }

    private boolean isAbove(long bytesMax, long ownBytes) {
        return heapBytes.get() > bytesMax && ownBytes > bytesMax / Math.max(1, holders.get());
    }
}
