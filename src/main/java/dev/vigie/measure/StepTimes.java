package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * When one step occurred: a short list of spans of time, sorted by their ends. A span is one occurrence, with its
 * event, or stands for several in one pane, of which it has the first and the last time.
 */
final class StepTimes {

    static final int EXACT_MAX = 64;
    static final int EXACT_AGAIN_MAX = EXACT_MAX / 2;

    /** Stands for the event of a span of several; an event has any other hash. */
    static final long SEVERAL = 0;

    /** The one time that lies in no window. */
    static final long NEVER = Long.MIN_VALUE;

    private static final long[] NONE = {};
    private static final int CAPACITY_MIN = 2;
    private static final int SPAN_BYTES_MIN = 2;
    private static final int SPAN_HEAP_BYTES = 3 * Long.BYTES;
    private static final int FIXED_HEAP_BYTES = 80;

    private long[] firsts = NONE;
    private long[] lasts = NONE;
    private long[] events = NONE;
    private int size;

    /** At most one span a pane. */
    private boolean paned;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    long eventAt(int at) {
        return events[at];
    }

    boolean covers(int at, long timeMillis) {
        return firsts[at] <= timeMillis && timeMillis <= lasts[at];
    }

    /** The first time, from the given one on, at which this may have occurred, or {@link #NEVER}. */
    long earliestFrom(long timeMillis) {
        long earliest = NEVER;
        for (int i = 0; i < size; i++) {
            if (lasts[i] >= timeMillis) {
                long time = Math.max(firsts[i], timeMillis);
                earliest = earliest == NEVER ? time : Math.min(earliest, time);
            }
        }
        return earliest;
    }

    void add(Panes panes, long timeMillis, long event) {
        int at = size;
        while (at > 0 && lasts[at - 1] > timeMillis) {
            at--;
        }
        if (paned) {
            addToPane(panes, at, timeMillis, event);
            return;
        }
        // Of the spans that end at this time, those of several began earlier and stand before it, in no set order.
        while (at > 0 && compare(at - 1, timeMillis, timeMillis, event) > 0) {
            at--;
        }
        if (at == 0 || compare(at - 1, timeMillis, timeMillis, event) < 0) {
            insert(at, timeMillis, timeMillis, event);
        }
        if (size > EXACT_MAX) {
            toPanes(panes);
        }
    }

    /** @param at of the first span that ends later */
    private void addToPane(Panes panes, int at, long timeMillis, long event) {
        long pane = panes.number(timeMillis);
        if (at < size && panes.number(lasts[at]) == pane) {
            merge(at, timeMillis, timeMillis, event);
        } else if (at > 0 && panes.number(lasts[at - 1]) == pane) {
            merge(at - 1, timeMillis, timeMillis, event);
        } else {
            insert(at, timeMillis, timeMillis, event);
        }
    }

    private int compare(int at, long first, long last, long event) {
        if (lasts[at] != last) {
            return Long.compare(lasts[at], last);
        }
        return firsts[at] != first ? Long.compare(firsts[at], first) : Long.compare(events[at], event);
    }

    private void merge(int at, long first, long last, long event) {
        if (compare(at, first, last, event) != 0) {
            firsts[at] = Math.min(firsts[at], first);
            lasts[at] = Math.max(lasts[at], last);
            events[at] = SEVERAL;
        }
    }

    private void insert(int at, long first, long last, long event) {
        if (size == lasts.length) {
            resize(Math.max(CAPACITY_MIN, Math.min(2 * size, Panes.LIVE_PANES_MAX)));
        }
        insert(firsts, at, first);
        insert(lasts, at, last);
        insert(events, at, event);
        size++;
    }

    private void insert(long[] list, int at, long value) {
        System.arraycopy(list, at, list, at + 1, size - at);
        list[at] = value;
    }

    private void resize(int capacity) {
        firsts = Arrays.copyOf(firsts, capacity);
        lasts = Arrays.copyOf(lasts, capacity);
        events = Arrays.copyOf(events, capacity);
    }

    private void toPanes(Panes panes) {
        paned = true;
        int spans = 1;
        for (int i = 1; i < size; i++) {
            if (panes.number(lasts[i]) == panes.number(lasts[spans - 1])) {
                merge(spans - 1, firsts[i], lasts[i], events[i]);
            } else {
                firsts[spans] = firsts[i];
                lasts[spans] = lasts[i];
                events[spans] = events[i];
                spans++;
            }
        }
        size = spans;
    }

    /** Lets go of the spans that end at the horizon or before it. */
    void dropUntil(long horizonMillis) {
        int left = 0;
        while (left < size && lasts[left] <= horizonMillis) {
            left++;
        }
        if (left == 0) {
            return;
        }
        size -= left;
        System.arraycopy(firsts, left, firsts, 0, size);
        System.arraycopy(lasts, left, lasts, 0, size);
        System.arraycopy(events, left, events, 0, size);
        paned = paned && size > EXACT_AGAIN_MAX;
        if (size * 8 < lasts.length) {
            resize(size * 2);
        }
    }

    int serializedBytes(long clockMillis) {
        int bytes = Varint.bytes(sizeCode());
        for (int i = 0; i < size; i++) {
            long length = lasts[i] - firsts[i];
            bytes += Varint.bytes(lastCode(i, clockMillis)) + Varint.bytes(length) + (length == 0 ? Long.BYTES : 0);
        }
        return bytes;
    }

    void writeTo(ByteBuffer out, long clockMillis) {
        Varint.write(out, sizeCode());
        for (int i = 0; i < size; i++) {
            Varint.write(out, lastCode(i, clockMillis));
            Varint.write(out, lasts[i] - firsts[i]);
            if (lasts[i] == firsts[i]) {
                out.putLong(events[i]);
            }
        }
    }

    private int sizeCode() {
        return size << 1 | (paned ? 1 : 0);
    }

    /** The first end is told from the clock, every other one from the one before it. */
    private long lastCode(int i, long clockMillis) {
        return i == 0 ? clockMillis - lasts[0] : lasts[i] - lasts[i - 1];
    }

    static StepTimes readFrom(ByteBuffer in, Panes panes, long clockMillis) {
        StepTimes read = new StepTimes();
        int sizeCode = Varint.read(in, 0, 2 * Panes.LIVE_PANES_MAX);
        int spans = sizeCode >> 1;
        read.paned = (sizeCode & 1) != 0;
        Varint.check(read.paned ? spans > 0 : spans <= EXACT_MAX, "a step's spans out of bounds");
        Varint.need(in, (long) spans * SPAN_BYTES_MIN);
        read.resize(spans);
        for (int i = 0; i < spans; i++) {
            read.readSpan(in, panes, clockMillis);
        }
        return read;
    }

    private void readSpan(ByteBuffer in, Panes panes, long clockMillis) {
        long code = Varint.read(in);
        long last = size == 0 ? clockMillis - code : lasts[size - 1] + code;
        Varint.check(last > panes.horizon(clockMillis) && last <= clockMillis, "a time outside the window");
        long length = Varint.read(in);
        Varint.check(length >= 0 && length < panes.widthMillis(), "a span longer than a pane");
        long first = last - length;
        Varint.check(panes.number(first) == panes.number(last), "a span over two panes");
        long event = SEVERAL;
        if (length == 0) {
            Varint.need(in, Long.BYTES);
            event = in.getLong();
        }
        if (size > 0) {
            Varint.check(compare(size - 1, first, last, event) < 0, "times are not sorted");
            Varint.check(!paned || panes.number(lasts[size - 1]) < panes.number(last), "two spans in a pane");
        }
        insert(size, first, last, event);
    }

    long heapBytes() {
        return FIXED_HEAP_BYTES + (long) lasts.length * SPAN_HEAP_BYTES;
    }
}
