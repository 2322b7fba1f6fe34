package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.function.LongPredicate;

/**
 * How much of its usual working time a feed has said nothing for.
 *
 * <p><b>Idea.</b> Nights and weekends are silent too, so silence is not measured by the clock but by the feed's own
 * rhythm: for each of the 168 hours of a week (UTC) the share of weeks in which that hour had an event, an average in
 * which a week weighs an eighth of what is known. A silence weighs, for every minute of it, what its hour usually has;
 * of an hour and its two neighbours the least counts, so that neither summer time nor a day that begins late is missed
 * work. Whatever the rhythm, silences between single events then weigh about alike: a feed that has something in every
 * fifth hour only, by chance, sleeps for five hours at a time, and a fifth of each counts.
 *
 * <pre>
 *     w(h)  = min(share(h - 1), share(h), share(h + 1))
 *     value = minutes weighed by w until the feed would have gone to rest (the first hour with w &lt; 1/2)
 *           + what is beyond the largest day's weight of all minutes after that
 * </pre>
 *
 * <p>The second line is for public holidays: a day that never began may be one, and is forgiven; a day that breaks off
 * is none. So a feed that stops while it is at work is seen within hours, one that does not come back in the morning on
 * its second day; one that never rests has no such day.
 *
 * <p><b>What is learnt.</b> Each hour when it is over; nothing is said for the first two weeks. A silence teaches its
 * first week only: a feed that was off for months comes back to the rhythm that it had, less one week.
 *
 * <p><b>Error.</b> Shares are kept to 1/65,535; a silence of more than eight weeks weighs as one of eight. Of silences
 * that ended within the timespan only the greatest is stated. An event that comes late cannot wake an hour that is
 * past: what is stated is the silence as it looked when the feed woke. Constant state, some 420 bytes.
 *
 * <p><b>Waiting.</b> Between events somebody with a clock may say until when the feed has been waited for
 * ({@link #await}). Feeds that are shipped in batches are always behind: by how much the last batches came after they
 * had been given up is remembered, fades by a sixteenth a day, and is allowed for.
 */
public final class Silence implements Sliding {

    /** Before the first event. */
    public static final long NEVER = Long.MIN_VALUE;

    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;
    private static final long UNKNOWN_MILLIS = 14 * DAY_MILLIS;
    private static final int SILENCE_HOURS_MAX = 8 * WeekRhythm.HOURS;

    private static final double AWAKE = 0.5;
    private static final int FADING_DAYS = 16;

    private static final byte FORMAT = 1;
    private static final int BYTES = 1 + 8 * Long.BYTES + WeekRhythm.BYTES;
    private static final int HEAP_BYTES = 450;

    private final long timespanMillis;
    private final WeekRhythm rhythm = new WeekRhythm();
    private long firstSeenMillis = NEVER;
    private long lastSeenMillis = NEVER;
    private long wokeMillis = NEVER;
    private long sleptSinceMillis = NEVER;
    private double missedMinutes;
    private long awaitedMillis = NEVER;
    private long allowanceMillis;

    /**
     * @param timespanMillis for how long after waking the silence is stated; 1 to a quarter of {@link Long#MAX_VALUE}
     */
    public Silence(long timespanMillis) {
        this.timespanMillis = Panes.of(timespanMillis).timespanMillis();
    }

    /** Takes in that the feed said something; what is older than the last time changes nothing. */
    public void see(long timeMillis) {
        if (lastSeenMillis != NEVER && timeMillis <= lastSeenMillis) {
            return;
        }
        advance(timeMillis);
        if (lastSeenMillis == NEVER) {
            firstSeenMillis = timeMillis;
        } else {
            double missed = missedMinutes(timeMillis);
            if (missed > 0 && missed >= missedMinutes) {
                missedMinutes = missed;
                wokeMillis = timeMillis;
                sleptSinceMillis = lastSeenMillis;
            }
            learn(timeMillis);
            fade(timeMillis);
        }
        lastSeenMillis = timeMillis;
    }

    private void learn(long timeMillis) {
        long hour = WeekRhythm.hourOf(lastSeenMillis);
        long until = WeekRhythm.hourOf(timeMillis);
        if (hour < until) {
            rhythm.learn(hour, true, firstSeenMillis);
            long silent = Math.min(until - hour - 1, WeekRhythm.HOURS);
            for (long i = 1; i <= silent; i++) {
                rhythm.learn(hour + i, false, firstSeenMillis);
            }
        }
    }

    private void fade(long timeMillis) {
        if (awaitedMillis > timeMillis) {
            allowanceMillis = Math.max(allowanceMillis, awaitedMillis - timeMillis);
            awaitedMillis = timeMillis;
        } else if (Math.floorDiv(timeMillis, DAY_MILLIS) > Math.floorDiv(lastSeenMillis, DAY_MILLIS)) {
            allowanceMillis -= (allowanceMillis + FADING_DAYS - 1) / FADING_DAYS;
        }
    }

    /**
     * Takes in that nothing had come when it should have been {@code nowMillis}.
     *
     * @return until when the feed may be called silent: less what its batches are usually late
     */
    public long await(long nowMillis) {
        if (nowMillis > heardMillis()) {
            awaitedMillis = nowMillis;
        }
        return nowMillis < NEVER + allowanceMillis ? NEVER : nowMillis - allowanceMillis;
    }

    /** Until when the feed was heard or waited for; {@link #NEVER} before its first event. */
    public long heardMillis() {
        return Math.max(lastSeenMillis, awaitedMillis);
    }

    public long lastSeenMillis() {
        return lastSeenMillis;
    }

    /** When the silence began that {@link #value} states; that at hand where it states none. */
    public long silentSinceMillis() {
        return missedMinutes > 0 ? sleptSinceMillis : lastSeenMillis;
    }

    /** Minutes of usual activity without an event, if nothing comes until {@code nowMillis}. */
    public double missedMinutes(long nowMillis) {
        if (nowMillis <= lastSeenMillis || !isKnown(nowMillis)) {
            return 0;
        }
        double beforeRest = 0;
        double afterRest = 0;
        boolean rested = false;
        long first = WeekRhythm.hourOf(lastSeenMillis);
        long last = Math.min(WeekRhythm.hourOf(nowMillis), first + SILENCE_HOURS_MAX);
        for (long hour = first; hour <= last; hour++) {
            double weight = rhythm.weight(hour);
            rested |= weight < AWAKE;
            long fromMillis = Math.max(lastSeenMillis, hour * HOUR_MILLIS);
            long toMillis = Math.min(nowMillis, (hour + 1) * HOUR_MILLIS);
            double minutes = weight * (toMillis - fromMillis) / MINUTE_MILLIS;
            beforeRest += rested ? 0 : minutes;
            afterRest += rested ? minutes : 0;
        }
        return beforeRest + (afterRest > 0 ? Math.max(0, afterRest - rhythm.largestDayMinutes()) : 0);
    }

    /**
     * The first whole minute of the silence at hand at which {@code tooLong} holds, which must hold at
     * {@code nowMillis} and, once it does, for ever.
     */
    public long firstMinute(long nowMillis, LongPredicate tooLong) {
        long low = 0;
        long high = (nowMillis - lastSeenMillis) / MINUTE_MILLIS + 1;
        while (low + 1 < high) {
            long middle = (low + high) >>> 1;
            if (tooLong.test(lastSeenMillis + middle * MINUTE_MILLIS)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.min(nowMillis, lastSeenMillis + high * MINUTE_MILLIS);
    }

    @Override
    public long timespanMillis() {
        return timespanMillis;
    }

    @Override
    public void advance(long clockMillis) {
        if (missedMinutes > 0 && wokeMillis <= Panes.horizon(clockMillis, timespanMillis)) {
            wokeMillis = NEVER;
            sleptSinceMillis = NEVER;
            missedMinutes = 0;
        }
    }

    /**
     * Minutes of usual activity that the greatest silence took which ended within the timespan; 0 if none did, and
     * {@link Double#NaN} as long as nobody knows what is usual.
     */
    @Override
    public double value() {
        return isKnown(lastSeenMillis) ? missedMinutes : Double.NaN;
    }

    private boolean isKnown(long timeMillis) {
        return lastSeenMillis != NEVER && timeMillis - firstSeenMillis >= UNKNOWN_MILLIS;
    }

    @Override
    public double relativeError() {
        return 0;
    }

    @Override
    public boolean isEmpty() {
        return lastSeenMillis == NEVER;
    }

    @Override
    public int serializedBytes() {
        return BYTES;
    }

    @Override
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT).putLong(timespanMillis).putLong(firstSeenMillis).putLong(lastSeenMillis);
        out.putLong(wokeMillis).putLong(sleptSinceMillis).putDouble(missedMinutes);
        out.putLong(awaitedMillis).putLong(allowanceMillis);
        rhythm.writeTo(out);
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static Silence readFrom(ByteBuffer in) {
        Varint.need(in, BYTES);
        Varint.check(in.get() == FORMAT, "its format is unknown");
        Silence read = new Silence(Panes.readTimespan(in));
        read.firstSeenMillis = in.getLong();
        read.lastSeenMillis = in.getLong();
        read.wokeMillis = in.getLong();
        read.sleptSinceMillis = in.getLong();
        read.missedMinutes = in.getDouble();
        read.awaitedMillis = in.getLong();
        read.allowanceMillis = in.getLong();
        read.rhythm.readFrom(in);
        Varint.check(isTime(read.firstSeenMillis) && isTime(read.lastSeenMillis), "a time out of bounds");
        Varint.check(read.firstSeenMillis <= read.lastSeenMillis, "it was last seen before it was first");
        Varint.check(read.sleptSinceMillis <= read.wokeMillis && read.wokeMillis <= read.lastSeenMillis, "its sleep");
        Varint.check(read.missedMinutes >= 0 && read.missedMinutes <= SILENCE_HOURS_MAX * 60.0 + 60, "its silence");
        Varint.check(isTime(read.awaitedMillis), "a time out of bounds");
        Varint.check(
                read.allowanceMillis >= 0 && read.allowanceMillis <= Panes.TIMESPAN_MILLIS_MAX,
                "its allowance is none");
        return read;
    }

    /** Far enough from the ends of time that nothing overflows. */
    private static boolean isTime(long timeMillis) {
        return timeMillis == NEVER || Math.abs(timeMillis) <= Panes.TIMESPAN_MILLIS_MAX;
    }

    @Override
    public long heapBytes() {
        return HEAP_BYTES;
    }
}
