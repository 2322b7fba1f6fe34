package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * Up to what moment of a group's own clock all has arrived, for {@link SequenceGaps}.
 *
 * <p><b>Idea.</b> What happens to a group comes to it by many partitions, and these run ahead of each other: by a
 * second or two as a rule, which no tolerance in event time notices; but by hours of it when the detector works off
 * what has piled up while it stood still, or when a sender catches up and a day passes in seconds. So the group's clock
 * is noted now and then, and what was noted is believed only once {@value #CALM_MILLIS} ms of arrivals have passed
 * since, in which nothing was {@value #BEHIND_MILLIS} ms or more on its way: by then all partitions have passed that
 * moment. Arrivals are what brokers say, the append times of records, so that the same records always give the same
 * answer.
 *
 * <pre>
 *    noted     behind: noted anew                        believed: what was noted last
 *      |          |          |                               |
 *   ---x----------x----------x-------------------------------x------->  arrivals
 *                            |<--- CALM_MILLIS or more ----->|
 * </pre>
 *
 * <p>On its way is the time from the append of the event to {@code vigie.events} to that of the message that told the
 * group of it: Vigie's own delay. How old an event, or its line in the log, was by then does not count, so that last
 * year's logs are not behind for ever. Whoever is behind for longer than {@value #BACKLOG_MILLIS_MAX} ms in one go is
 * believed all the same: a detector that never catches up must not hide what is missing.
 *
 * <p><b>What it does not see.</b> A partition of which nothing at all is read for longer than {@value #CALM_MILLIS} ms
 * while others are up to date: nobody says that it is behind. And who tells no append times, as a replay of files, is
 * believed at once: there all comes in order.
 */
final class Arrivals {

    static final long BEHIND_MILLIS = 30_000;
    /** Twice as long as anything may be on its way without being behind. */
    static final long CALM_MILLIS = 60_000;

    static final long BACKLOG_MILLIS_MAX = 6 * 3_600_000;

    static final int BYTES = 1 + 4 * Long.BYTES;

    private static final long NEVER = -1;

    private boolean known;
    private long completeMillis = Long.MIN_VALUE;
    private long notedMillis = Long.MIN_VALUE;
    /** By arrivals, as what follows. */
    private long notedAtMillis;

    private long behindSinceMillis = NEVER;

    /** Those of a state that did not know of arrivals: it waits until the next ones tell that all has come. */
    static Arrivals ofEarlierRelease() {
        Arrivals arrivals = new Arrivals();
        arrivals.known = true;
        return arrivals;
    }

    /** False as long as nobody has told when anything arrived. */
    boolean areKnown() {
        return known;
    }

    /** Up to when all has arrived, while the group's clock is at {@code clockMillis}. */
    long completeMillis(long clockMillis) {
        return known ? completeMillis : clockMillis;
    }

    /**
     * Takes in an arrival. One that tells no time changes nothing.
     *
     * @param clockMillis the group's clock, this arrival included
     * @param appendedMillis when the event was appended to its topic; 0 or less if unknown: it is not behind then
     * @param arrivedMillis when the message that told of it was; 0 or less if unknown
     * @return true if more is complete than before
     */
    boolean see(long clockMillis, long appendedMillis, long arrivedMillis) {
        if (arrivedMillis <= 0) {
            return false;
        }
        boolean behind = appendedMillis > 0 && arrivedMillis - appendedMillis >= BEHIND_MILLIS;
        if (behind && behindSinceMillis == NEVER) {
            behindSinceMillis = arrivedMillis;
        }
        // Brokers' clocks differ by little; one that was far ahead must not be waited for.
        boolean back = arrivedMillis < notedAtMillis - CALM_MILLIS;
        if (!known || back || (behind && arrivedMillis - behindSinceMillis < BACKLOG_MILLIS_MAX)) {
            known = true;
            behindSinceMillis = back ? NEVER : behindSinceMillis;
            note(clockMillis, arrivedMillis);
            return false;
        }
        if (arrivedMillis - notedAtMillis < CALM_MILLIS) {
            return false;
        }
        completeMillis = notedMillis;
        behindSinceMillis = NEVER;
        note(clockMillis, arrivedMillis);
        return true;
    }

    private void note(long clockMillis, long arrivedMillis) {
        notedMillis = clockMillis;
        notedAtMillis = arrivedMillis;
    }

    void writeTo(ByteBuffer out) {
        out.put((byte) (known ? 1 : 0)).putLong(completeMillis).putLong(notedMillis);
        out.putLong(notedAtMillis).putLong(behindSinceMillis);
    }

    /** @param clockMillis the group's clock */
    static Arrivals readFrom(ByteBuffer in, long clockMillis) {
        Varint.need(in, BYTES);
        Arrivals read = new Arrivals();
        read.known = Varint.flag(in);
        read.completeMillis = in.getLong();
        read.notedMillis = in.getLong();
        read.notedAtMillis = in.getLong();
        read.behindSinceMillis = in.getLong();
        Varint.check(
                read.completeMillis <= read.notedMillis && read.notedMillis <= clockMillis, "it knows what is to come");
        Varint.check(read.notedAtMillis >= 0 && read.behindSinceMillis >= NEVER, "an arrival before all time");
        return read;
    }
}
