package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * Which of several kinds of occurrence, the steps, were seen in a sliding window of a group's own event time
 * ({@code temporal}), and how many of them in their order ({@code temporal_ordered}).
 *
 * <p><b>Definition.</b> Steps 1 to k are in order if there are distinct events e1 ... ek, ei an occurrence of step i,
 * all in (t - timespan, t] and none earlier than the one before it. What happens in between does not matter: A B A C
 * has A, B, C. Equal times are in order either way, since logs often know no more than the second. One event may be an
 * occurrence of several steps, but serves as one of them only.
 *
 * <p><b>Greedy is right.</b> Walk the moments at which anything occurred, in rising order, and let k be the most steps
 * that can be taken before a moment. At the moment, take as many more, k+1 ... k+m, as can be given an event of the
 * moment each, no two the same. This is the most that can be taken up to the moment: in any other choice, of j + n
 * steps, the j before the moment are at most k; so its steps k+1 ... j+n, if any, are among those that it gives
 * distinct events of the moment, and so n + j &lt;= k + m. Which events serve steps 1 ... k is of no concern to later
 * moments, for those are other events. Within a moment a step that finds all its events taken asks their steps to move
 * to others, along an augmenting path; if there is none, no assignment serves all the steps up to it (Berge, <i>Two
 * theorems in graph theory</i>, 1957), and the step waits for a later moment.
 *
 * <p><b>Memory.</b> A step has at most {@value StepTimes#EXACT_MAX} occurrences with time and event; one that comes
 * again is held once. Beyond, the step, and no other, has one span for each {@linkplain Panes pane}: the first and the
 * last time in it, that is at most 65. Back at {@value StepTimes#EXACT_AGAIN_MAX} spans, new occurrences are held
 * exactly again, beside them. Written, 64 steps of 65 spans are at most 85,000 bytes; on the heap 106,000.
 *
 * <p><b>Error.</b> A span's step may be taken at any time from its first to its last, and by any number of events. So
 * each step is taken no later than it truly could be: no true order is missed. And its last time is true and less than
 * a pane later than the time at which it was taken; so of the steps counted there are occurrences in the window, each
 * later than the one before it, or earlier by less than a pane, a 64th of the timespan. The window's start is exact
 * always, and so is {@link #occurred}, since a span is in the window while its last time is. (Spans were taken over
 * times rounded to panes, as a sum has them, since those confuse the order of any two steps in a pane: with many A, one
 * B and then one C, here only what lies among the A of a pane is in doubt.)
 *
 * <p><b>Order.</b> First, last and a set of few know no order; so events that all lie inside the final window leave the
 * same state in any order of arrival.
 */
public final class SlidingSteps implements Sliding {

    static final int STEPS_MIN = 2;

    /** The search keeps sets of steps in the bits of a {@code long}. */
    static final int STEPS_MAX = 64;

    private static final byte FORMAT = 1;
    private static final int FIXED_HEAP_BYTES = 64;
    private static final int UNKNOWN = -1;

    private final Panes panes;
    private final StepTimes[] steps;
    private long clockMillis = Long.MIN_VALUE;

    /** The answer to {@link #inOrder} until something changes. */
    private int inOrder = UNKNOWN;

    /**
     * @param timespanMillis 1 to a quarter of {@link Long#MAX_VALUE}, which never expires
     * @param steps 2 to 64
     */
    public SlidingSteps(long timespanMillis, int steps) {
        if (steps < STEPS_MIN || steps > STEPS_MAX) {
            throw new IllegalArgumentException("there are " + STEPS_MIN + " to " + STEPS_MAX + " steps, not " + steps);
        }
        this.panes = Panes.of(timespanMillis);
        this.steps = new StepTimes[steps];
        for (int i = 0; i < steps; i++) {
            this.steps[i] = new StepTimes();
        }
    }

    @Override
    public long timespanMillis() {
        return panes.timespanMillis();
    }

    /** How many steps there are, seen or not. */
    public int steps() {
        return steps.length;
    }

    /** Moves the group's clock forward (never back) and drops what left the window. */
    @Override
    public void advance(long toMillis) {
        if (toMillis <= clockMillis) {
            return;
        }
        clockMillis = toMillis;
        long horizon = panes.horizon(toMillis);
        for (StepTimes step : steps) {
            step.dropUntil(horizon);
        }
        inOrder = UNKNOWN;
    }

    /**
     * Adds an occurrence of a step at its event time, which may be behind the clock (a late arrival) or ahead of it
     * (the clock advances).
     *
     * @param step from 0
     * @param eventHash of the event's identity, uniform over all 64 bits, the same for each step that it is one of
     * @return false, with nothing changed, if the time has left the window
     */
    public boolean add(int step, long timeMillis, long eventHash) {
        if (step < 0 || step >= steps.length) {
            throw new IllegalArgumentException("a step is 0 to " + (steps.length - 1) + ", not " + step);
        }
        if (timeMillis > clockMillis) {
            advance(timeMillis);
        } else if (timeMillis <= panes.horizon(clockMillis)) {
            return false;
        }
        steps[step].add(panes, timeMillis, eventHash == StepTimes.SEVERAL ? -1 : eventHash);
        inOrder = UNKNOWN;
        return true;
    }

    /** How many steps occurred in the window. */
    public int occurred() {
        int occurred = 0;
        for (StepTimes step : steps) {
            occurred += step.isEmpty() ? 0 : 1;
        }
        return occurred;
    }

    /** How many steps, from the first on, occurred in the window in their order. */
    public int inOrder() {
        if (inOrder == UNKNOWN) {
            inOrder = StepOrder.longest(steps, panes.horizon(clockMillis) + 1);
        }
        return inOrder;
    }

    /** {@link #occurred}. */
    @Override
    public double value() {
        return occurred();
    }

    @Override
    public double relativeError() {
        return 0;
    }

    @Override
    public boolean isEmpty() {
        return occurred() == 0;
    }

    @Override
    public int serializedBytes() {
        int bytes = 1 + Varint.bytes(timespanMillis()) + Long.BYTES + Varint.bytes(steps.length);
        for (StepTimes step : steps) {
            bytes += step.serializedBytes(clockMillis);
        }
        return bytes;
    }

    /** Writes {@link #serializedBytes} bytes; equal content gives equal bytes. */
    @Override
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT);
        Varint.write(out, timespanMillis());
        out.putLong(clockMillis);
        Varint.write(out, steps.length);
        for (StepTimes step : steps) {
            step.writeTo(out, clockMillis);
        }
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static SlidingSteps readFrom(ByteBuffer in) {
        Varint.need(in, 1);
        Varint.check(in.get() == FORMAT, "its format is unknown");
        long timespanMillis = Varint.read(in);
        Varint.need(in, Long.BYTES);
        long clockMillis = in.getLong();
        int steps = Varint.read(in, STEPS_MIN, STEPS_MAX);
        Varint.need(in, steps);
        SlidingSteps read = new SlidingSteps(timespanMillis, steps);
        read.clockMillis = clockMillis;
        for (int i = 0; i < steps; i++) {
            read.steps[i] = StepTimes.readFrom(in, read.panes, clockMillis);
        }
        return read;
    }

    /** What it occupies, about, on a 64-bit machine with compressed references. */
    @Override
    public long heapBytes() {
        long bytes = FIXED_HEAP_BYTES;
        for (StepTimes step : steps) {
            bytes += step.heapBytes();
        }
        return bytes;
    }
}
