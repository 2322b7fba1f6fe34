package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The sum of amounts over a sliding window of a group's own event time: {@code event_count} (every amount is 1) and
 * {@code value_sum}.
 *
 * <p><b>Idea.</b> A list of (time, amount), sorted by time, one entry for each distinct millisecond, answers exactly:
 * what is added goes to its place, what has left (t - timespan, t] is taken off the front. It is kept while it has at
 * most {@value #EXACT_ENTRIES_MAX} entries. Beyond that, times are rounded up to the end of their {@linkplain Panes
 * pane}, a 64th of the timespan, and an entry lives as long as its rounded time is inside the window. So the sum covers
 * at least (t - timespan, t] and at most one pane more; at most 66 entries remain. (Datar, Gionis, Indyk, Motwani,
 * <i>Maintaining stream statistics over sliding windows</i>, 2002, bound the error of the sum by buckets of growing
 * size; equal panes bound the error of the window instead, which can be said to an analyst, and keep late arrivals
 * simple.)
 *
 * <p><b>Order.</b> Nothing is rounded twice to different ends, and both ways of storing merge by addition. So events
 * that all lie inside the final window leave the same state in any order: paned if they have more than
 * {@value #EXACT_ENTRIES_MAX} distinct times, else exact. What already left the window may have made it paned for a
 * while; it is exact again for what is added after the paned window has thinned out to {@value #EXACT_AGAIN_ADDS_MAX}
 * additions (they are counted beside the amounts for this). Half of the limit, so that it does not go back and forth.
 *
 * <p>A pane's end may lie ahead of the clock; it never moves it. Amounts of 0 move the clock and take no room.
 */
public final class SlidingSum implements Sliding {

    static final int EXACT_ENTRIES_MAX = 256;
    static final int EXACT_AGAIN_ADDS_MAX = EXACT_ENTRIES_MAX / 2;

    private static final byte FORMAT_EXACT = 1;
    private static final byte FORMAT_PANED = 2;
    private static final int CAPACITY_MIN = 4;
    private static final int ENTRY_BYTES_MIN = 3;
    private static final int ENTRY_HEAP_BYTES = 2 * Long.BYTES + Integer.BYTES;
    private static final int FIXED_HEAP_BYTES = 152;

    private final Panes panes;
    private long clockMillis = Long.MIN_VALUE;
    private boolean paned;
    private long sum;
    private long addsInWindow;

    // Entries are [first, last) of three parallel arrays, sorted by time.
    private long[] times = new long[CAPACITY_MIN];
    private long[] amounts = new long[CAPACITY_MIN];
    private int[] adds = new int[CAPACITY_MIN];
    private int first;
    private int last;

    /** @param timespanMillis 1 to a quarter of {@link Long#MAX_VALUE}, which never expires */
    public SlidingSum(long timespanMillis) {
        panes = Panes.of(timespanMillis);
    }

    @Override
    public long timespanMillis() {
        return panes.timespanMillis();
    }

    @Override
    public long touch(long hash) {
        return clockMillis + panes.widthMillis() + times.length + amounts.length + adds.length;
    }

    /** Moves the group's clock forward (never back) and drops what left the window. */
    @Override
    public void advance(long toMillis) {
        if (toMillis <= clockMillis) {
            return;
        }
        clockMillis = toMillis;
        long horizon = panes.horizon(toMillis);
        if (first == last || times[first] > horizon) {
            return;
        }
        boolean saturated = sum == Long.MAX_VALUE;
        while (first < last && times[first] <= horizon) {
            sum -= amounts[first];
            addsInWindow -= adds[first];
            first++;
        }
        if (saturated) {
            sum = sumOfEntries();
        }
        paned = paned && addsInWindow > EXACT_AGAIN_ADDS_MAX;
        if ((last - first) * 8 < times.length && times.length > CAPACITY_MIN) {
            resize(Math.max(CAPACITY_MIN, (last - first) * 2));
        }
    }

    /**
     * Adds an amount at its event time, which may be behind the clock (a late arrival) or ahead of it (the clock
     * advances).
     *
     * @param amount 0 or more
     * @return false, with nothing changed, if the time has left the window
     */
    public boolean add(long timeMillis, long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("an amount is 0 or more, not " + amount);
        }
        if (timeMillis > clockMillis) {
            advance(timeMillis);
        } else if (timeMillis <= panes.horizon(clockMillis)) {
            return false;
        }
        if (amount > 0) {
            addAt(paned ? panes.end(timeMillis) : timeMillis, amount, 1);
            if (!paned && last - first > EXACT_ENTRIES_MAX) {
                toPanes();
            }
        }
        return true;
    }

    /** The sum at the clock; {@link Long#MAX_VALUE} if it is that or more. */
    public long sum() {
        return sum;
    }

    /** How many amounts the sum is of, those of 0 apart; of one pane at most {@link Integer#MAX_VALUE} are counted. */
    long additions() {
        return addsInWindow;
    }

    @Override
    public double value() {
        return sum;
    }

    @Override
    public double relativeError() {
        return 0;
    }

    @Override
    public boolean isEmpty() {
        return first == last;
    }

    private void addAt(long stampMillis, long amount, int additions) {
        int at = position(stampMillis);
        if (at == last || times[at] != stampMillis) {
            at = open(at);
            times[at] = stampMillis;
            amounts[at] = 0;
            adds[at] = 0;
        }
        int counted = Math.min(additions, Integer.MAX_VALUE - adds[at]);
        adds[at] += counted;
        addsInWindow += counted;
        amounts[at] = saturatedSum(amounts[at], amount);
        sum = saturatedSum(sum, amount);
    }

    /** The first entry at or after the time. Nearly always the last one, or the end. */
    private int position(long stampMillis) {
        if (first == last || stampMillis > times[last - 1]) {
            return last;
        }
        if (stampMillis == times[last - 1]) {
            return last - 1;
        }
        int found = Arrays.binarySearch(times, first, last, stampMillis);
        return found >= 0 ? found : -1 - found;
    }

    /** Makes room for one entry before the given one, and says where. */
    private int open(int before) {
        int rank = before - first;
        if (last == times.length) {
            resize(first >= times.length / 2 ? times.length : times.length * 2);
        }
        int at = first + rank;
        System.arraycopy(times, at, times, at + 1, last - at);
        System.arraycopy(amounts, at, amounts, at + 1, last - at);
        System.arraycopy(adds, at, adds, at + 1, last - at);
        last++;
        return at;
    }

    /** Moves the entries to the front of arrays of the given size, which are the present ones if it is theirs. */
    private void resize(int capacity) {
        int entries = last - first;
        long[] newTimes = capacity == times.length ? times : new long[capacity];
        long[] newAmounts = capacity == times.length ? amounts : new long[capacity];
        int[] newAdds = capacity == times.length ? adds : new int[capacity];
        System.arraycopy(times, first, newTimes, 0, entries);
        System.arraycopy(amounts, first, newAmounts, 0, entries);
        System.arraycopy(adds, first, newAdds, 0, entries);
        times = newTimes;
        amounts = newAmounts;
        adds = newAdds;
        first = 0;
        last = entries;
    }

    /**
     * Adds every entry again, at its pane's end. It never reads an entry that it has overwritten, since merging only
     * shortens the list.
     */
    private void toPanes() {
        int end = last;
        paned = true;
        last = first;
        sum = 0;
        addsInWindow = 0;
        for (int i = first; i < end; i++) {
            addAt(panes.end(times[i]), amounts[i], adds[i]);
        }
    }

    private long sumOfEntries() {
        long total = 0;
        for (int i = first; i < last; i++) {
            total = saturatedSum(total, amounts[i]);
        }
        return total;
    }

    private static long saturatedSum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    @Override
    public int serializedBytes() {
        int bytes = 1 + Varint.bytes(timespanMillis()) + Long.BYTES + Varint.bytes(last - first);
        for (int i = first; i < last; i++) {
            bytes += Varint.bytes(timeCode(i)) + Varint.bytes(amounts[i]) + Varint.bytes(adds[i]);
        }
        return bytes;
    }

    /** Writes {@link #serializedBytes} bytes; equal content gives equal bytes. */
    @Override
    public void writeTo(ByteBuffer out) {
        out.put(paned ? FORMAT_PANED : FORMAT_EXACT);
        Varint.write(out, timespanMillis());
        out.putLong(clockMillis);
        Varint.write(out, last - first);
        for (int i = first; i < last; i++) {
            Varint.write(out, timeCode(i));
            Varint.write(out, amounts[i]);
            Varint.write(out, adds[i]);
        }
    }

    /** The first time is told from the clock, every other one from the one before it. */
    private long timeCode(int i) {
        return i == first ? Varint.zigzag(clockMillis - times[i]) : times[i] - times[i - 1];
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static SlidingSum readFrom(ByteBuffer in) {
        Varint.need(in, 1);
        byte format = in.get();
        Varint.check(format == FORMAT_EXACT || format == FORMAT_PANED, "its format is unknown");
        SlidingSum read = new SlidingSum(Varint.read(in));
        Varint.need(in, Long.BYTES);
        read.clockMillis = in.getLong();
        read.paned = format == FORMAT_PANED;
        int entries = Varint.read(in, 0, EXACT_ENTRIES_MAX);
        Varint.need(in, (long) entries * ENTRY_BYTES_MIN);
        for (int i = 0; i < entries; i++) {
            read.readEntry(in, i == 0);
        }
        return read;
    }

    private void readEntry(ByteBuffer in, boolean isFirst) {
        long code = Varint.read(in);
        long time = isFirst ? clockMillis - Varint.unzigzag(code) : times[last - 1] + code;
        Varint.check(isFirst || time > times[last - 1], "times are not sorted");
        Varint.check(time > panes.horizon(clockMillis) && time <= panes.end(clockMillis), "a time outside the window");
        Varint.check(!paned || time == panes.end(time), "a time inside a pane");
        long amount = Varint.read(in);
        int additions = Varint.read(in, 1, Integer.MAX_VALUE);
        Varint.check(amount >= additions, "an amount below 1");
        addAt(time, amount, additions);
    }

    /** What it occupies, about, on a 64-bit machine with compressed references. */
    @Override
    public long heapBytes() {
        return FIXED_HEAP_BYTES + (long) times.length * ENTRY_HEAP_BYTES;
    }
}
