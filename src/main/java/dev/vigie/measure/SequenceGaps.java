package dev.vigie.measure;

import static dev.vigie.measure.AwaitedNumbers.NONE;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The numbers that are missing in what a sender numbered one by one.
 *
 * <p><b>Idea.</b> A high-water mark, and below it the numbers that may still come: one bit each, at most 65,536 of them
 * and none for longer than {@value #TOLERANCE_MILLIS} ms of the group's time, since what many partitions deliver comes
 * in no order. A number that falls out of this without having been seen is missing; stretches of missing numbers are
 * gaps, of which 64 are kept, with the times between which they were sent. A number that comes later still is taken out
 * of its gap.
 *
 * <p><b>A backlog</b> comes in less order still. Where it is told when numbers arrive, the tolerance counts from the
 * moment up to which all has arrived ({@link Arrivals}), not from the clock: until a backlog is worked off nothing is
 * missing, then what still is. 524,288 numbers may be awaited, however old, and what is below the very first is
 * awaited.
 *
 * <pre>
 *     ...............  floor  . . . . . . . . . .  high
 *     settled: seen, or in a gap   one bit each     not sent yet
 * </pre>
 *
 * <p><b>A counter that begins anew</b> is no gap: when {@value #RESET_NUMBERS} numbers in turn lie below all that is
 * awaited, near each other, and none moves the mark, they are the new counter. What was awaited of the old one is
 * missing by then, and the new one's numbers cannot stand in for it. If then a number continues the old counter, it was
 * no new one but old lines sent again, and the old one is gone on with. A counter that begins anew within a backlog is
 * not waited for: what slower partitions still hold of the old one is called missing.
 *
 * <p><b>Error.</b> None while there are at most 64 gaps in the window; one more joins the last, whose ends then are
 * those of several while its count stays right. The times of a gap are right to an eighth of the tolerance where
 * numbers come in order. Two senders with counters of their own in one group are not told apart: the higher counter is
 * watched, the lower passes for old lines.
 *
 * <p><b>Hostile numbers.</b> A number far ahead makes a gap, at once and however wide; the true ones after it are a
 * counter that begins anew, and what was missing before stays so. A number below is remembered for as long as it takes
 * to see {@value #RESET_NUMBERS}. So whatever is sent, the state is bounded, and a gap once settled leaves by time or
 * by its own numbers, never by others. A sender that makes up the numbers that it left out, or begins its counter anew
 * where it left some out, hides them: numbers are as honest as who counts.
 */
public final class SequenceGaps implements Sliding {

    static final long TOLERANCE_MILLIS = 600_000;
    static final int RESET_NUMBERS = 32;

    private static final int NEAR = AwaitedNumbers.WINDOW / 2;

    private static final byte FORMAT = 2;
    /** Without arrivals, which it did not know. */
    private static final byte FORMAT_BEFORE = 1;

    private static final int FIXED_BYTES = 1 + 4 * Long.BYTES + 2;
    private static final int HEAP_BYTES = 300;
    private static final int ENTRY_HEAP_BYTES = 32;

    private final long timespanMillis;
    private long clockMillis = Long.MIN_VALUE;
    /** The high-water mark of the counter before the last new beginning. */
    private long formerHigh = NONE;

    private AwaitedNumbers awaited = new AwaitedNumbers();
    private GapList gaps = new GapList();
    private HighMarks marks = new HighMarks();
    private Arrivals arrivals = new Arrivals();
    /** True while nothing of the first counter is settled: what is below its first number may still come. */
    private boolean fresh;
    /** Numbers in turn that lay below all that is awaited. */
    private final List<Long> candidates = new ArrayList<>();

    private long candidatesSinceMillis = Long.MIN_VALUE;

    /**
     * Numbers that are missing.
     *
     * @param from the first of them
     * @param to the last of them
     * @param count how many are missing: all in between, unless it stands for several gaps
     * @param afterMillis they were sent no earlier
     * @param beforeMillis they were sent no later
     */
    public record Missing(long from, long to, long count, long afterMillis, long beforeMillis) {}

    /** @param timespanMillis for how long a gap is stated; 1 to a quarter of {@link Long#MAX_VALUE} */
    public SequenceGaps(long timespanMillis) {
        this.timespanMillis = Panes.of(timespanMillis).timespanMillis();
    }

    /** Takes in a number of which nobody says when it arrived: none is before its time. */
    public boolean add(long timeMillis, long sent) {
        return add(timeMillis, sent, 0, 0);
    }

    /**
     * Takes in a number.
     *
     * @param sent at least 0
     * @param appendedMillis as {@code arrivedMillis}, what {@link Arrivals#see} wants to know; 0 or less if unknown
     * @return false, with nothing changed, if the time has left the window and arrivals are unknown
     */
    public boolean add(long timeMillis, long sent, long appendedMillis, long arrivedMillis) {
        long number = Math.min(sent, AwaitedNumbers.NUMBER_MAX);
        boolean more = arrivals.see(Math.max(clockMillis, timeMillis), appendedMillis, arrivedMillis);
        if (timeMillis > clockMillis) {
            advance(timeMillis);
        } else if (more) {
            settleDue();
        } else if (!arrivals.areKnown() && timeMillis <= Panes.horizon(clockMillis, timespanMillis)) {
            return false;
        }
        if (awaited.high() == NONE) {
            awaited.begin(number - 1);
            awaited.see(number);
            fresh = true;
        } else if (number > awaited.high()) {
            goOn(number);
        } else if (number > awaited.floor() && !awaited.isSeen(number)) {
            awaited.see(number);
        } else if (number <= awaited.floor() && fresh && arrivals.areKnown() && awaited.high() - number < window()) {
            awaited.lower(number - 1);
            awaited.see(number);
        } else if (number > awaited.floor() || !gaps.fill(number)) {
            comeBack(number);
        }
        marks.note(clockMillis, awaited.high());
        return true;
    }

    private int window() {
        return arrivals.areKnown() ? AwaitedNumbers.WINDOW_MAX : AwaitedNumbers.WINDOW;
    }

    private void goOn(long number) {
        candidates.clear();
        if (formerHigh > awaited.high() && number > formerHigh && number - formerHigh <= AwaitedNumbers.WINDOW) {
            settle(awaited.high());
            awaited.begin(formerHigh);
            formerHigh = NONE;
        } else if (number - window() > awaited.floor()) {
            long settled = number - window();
            long high = awaited.high();
            settle(Math.min(high, settled));
            if (settled > high) {
                missing(high + 1, settled);
                awaited.begin(settled);
            }
        }
        awaited.see(number);
    }

    /** Takes in a number below all that is awaited, or one for the second time. */
    private void comeBack(long number) {
        if (candidates.isEmpty() || Math.abs(number - candidates.get(0)) >= NEAR) {
            candidates.clear();
            candidatesSinceMillis = clockMillis;
        }
        candidates.add(number);
        if (candidates.size() == RESET_NUMBERS) {
            settle(awaited.high());
            gaps.close();
            formerHigh = Math.max(formerHigh, awaited.high());
            awaited.begin(Collections.min(candidates) - 1);
            candidates.forEach(awaited::see);
            candidates.clear();
            marks.begin(candidatesSinceMillis, awaited.floor());
        }
    }

    @Override
    public long timespanMillis() {
        return timespanMillis;
    }

    @Override
    public void advance(long toMillis) {
        if (toMillis <= clockMillis) {
            return;
        }
        clockMillis = toMillis;
        settleDue();
        gaps.dropUntil(Panes.horizon(clockMillis, timespanMillis));
    }

    private void settleDue() {
        long settledMillis = Panes.horizon(arrivals.completeMillis(clockMillis), TOLERANCE_MILLIS);
        settle(marks.high(settledMillis));
        marks.dropUntil(settledMillis);
    }

    private void settle(long upTo) {
        fresh &= upTo <= awaited.floor();
        awaited.settle(Math.min(upTo, awaited.high()), this::missing);
    }

    private void missing(long from, long to) {
        gaps.add(marks.missing(from, to, clockMillis), clockMillis);
    }

    /** How many numbers are missing of which that was settled within the timespan. */
    @Override
    public double value() {
        return gaps.missing();
    }

    /** How many gaps that is. */
    public int gapCount() {
        return gaps.size();
    }

    /** The gap with most numbers, the earliest of equal ones. */
    public Optional<Missing> widest() {
        return gaps.widest();
    }

    @Override
    public double relativeError() {
        return 0;
    }

    @Override
    public boolean isEmpty() {
        return awaited.high() == NONE;
    }

    @Override
    public int serializedBytes() {
        return FIXED_BYTES
                + 1
                + Arrivals.BYTES
                + marks.serializedBytes()
                + candidates.size() * Long.BYTES
                + gaps.serializedBytes()
                + awaited.serializedBytes();
    }

    @Override
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT).putLong(timespanMillis).putLong(clockMillis);
        out.putLong(formerHigh).putLong(candidatesSinceMillis);
        out.put((byte) marks.size()).put((byte) candidates.size());
        out.put((byte) (fresh ? 1 : 0));
        arrivals.writeTo(out);
        marks.writeTo(out);
        candidates.forEach(out::putLong);
        gaps.writeTo(out);
        awaited.writeTo(out);
    }

    /**
     * Reads what {@link #writeTo} wrote, that of the release before included, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static SequenceGaps readFrom(ByteBuffer in) {
        Varint.need(in, FIXED_BYTES);
        byte format = in.get();
        Varint.check(format == FORMAT || format == FORMAT_BEFORE, "its format is unknown");
        SequenceGaps read = new SequenceGaps(Panes.readTimespan(in));
        read.clockMillis = in.getLong();
        read.formerHigh = in.getLong();
        read.candidatesSinceMillis = in.getLong();
        Varint.check(read.formerHigh >= NONE && read.candidatesSinceMillis <= read.clockMillis, "its former counter");
        int markCount = in.get();
        int candidateCount = in.get();
        boolean before = format == FORMAT_BEFORE;
        read.fresh = !before && Varint.flag(in);
        read.arrivals = before ? Arrivals.ofEarlierRelease() : Arrivals.readFrom(in, read.clockMillis);
        read.marks = HighMarks.readFrom(in, markCount, read.clockMillis);
        read.readCandidates(in, candidateCount);
        read.gaps = GapList.readFrom(in, read.clockMillis);
        read.awaited = AwaitedNumbers.readFrom(in);
        return read;
    }

    private void readCandidates(ByteBuffer in, int candidateCount) {
        Varint.check(candidateCount >= 0 && candidateCount < RESET_NUMBERS, "too many candidates");
        Varint.need(in, (long) candidateCount * Long.BYTES);
        for (int i = 0; i < candidateCount; i++) {
            long number = in.getLong();
            Varint.check(number >= 0, "a number below 0");
            Varint.check(i == 0 || Math.abs(number - candidates.get(0)) < NEAR, "its candidates are not near");
            candidates.add(number);
        }
    }

    @Override
    public long heapBytes() {
        return HEAP_BYTES
                + awaited.heapBytes()
                + gaps.heapBytes()
                + marks.heapBytes()
                + (long) candidates.size() * ENTRY_HEAP_BYTES;
    }
}
