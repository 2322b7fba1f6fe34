package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that a group reads people of one value of an attribute, such as a nationality, far more than usual.
 *
 * <p><b>Idea.</b> For each value a sequential likelihood ratio that is reset at zero (a CUSUM; Page, Biometrika, 1954):
 * is the next person of this value because someone collects it, or because that is how work comes? Ordinary work comes
 * in cohorts (a course in one language, a family, a bus), so chance is not a coin: after k people of whom kj had the
 * value, the next has it with probability (a p + kj) / (a + k), a Pólya urn (the Dirichlet-multinomial distribution)
 * with a = {@value ShareRun#CONCENTRATION}. Theft is an urn too, with {@value ShareRun#THETA} in place of p and
 * {@value ShareRun#THETA_PEOPLE} in place of a: a thief's share is not known beforehand either, and so evidence goes on
 * growing while nothing but the one value comes. p is the group's own share of the value, pooled with its peers', who
 * count for {@value UsualMix#PEERS_WEIGHT} people; what an open episode read does not teach it. As long as these are
 * fewer than {@value UsualMix#KNOWN_MIN} people on the days before, nothing is suspected.
 *
 * <p><b>Evidence.</b> {@link #value} is the greatest such log-likelihood ratio, in nats: by Wald's inequality
 * (Sequential Analysis, 1947) an urn as assumed reaches x less than once in e^x starts, and every person of a value
 * that is not under suspicion is a start. Of a value that has 0.2 % of the usual mix, 10 people in a row are worth 18
 * nats, 20 are worth 24 and 40 are worth 30; of one that has 5 %, 13, 19 and 25. Real cohorts may be larger, so a rule
 * compares with the group's own past, too. A value of which fewer than {@value #PEOPLE_MIN} people were read is never
 * spoken of.
 *
 * <p><b>Order.</b> People count in the order in which they come, late ones too: a run is a story, not a sum. Those that
 * have left the window are not taken in.
 *
 * <p><b>Bounds.</b> Each person counts once a day, up to {@value SeenToday#SUBJECTS_MAX} people a day, beyond which
 * those that are not remembered count again. At most {@value #RUNS_MAX} values are under suspicion at a time, the least
 * suspicious makes room: to displace a value a thief would have to collect {@value #RUNS_MAX} others more eagerly. A
 * run ends a timespan after it began, whatever it has come to: a theft that falls into two runs counts by its larger
 * part. Who is given other work for good is suspected for {@value UsualMix#FREEZE_DAYS} days; then the new mix is
 * learnt.
 */
public final class ShareEvidence implements Sliding {

    static final int PEOPLE_MIN = 10;
    static final int RUNS_MAX = 16;

    private static final byte FORMAT = 1;
    private static final int FIXED_BYTES = 3 + 3 * Long.BYTES;
    private static final int FIXED_HEAP_BYTES = 180;
    private static final long NO_DAY = Long.MIN_VALUE;

    private final long timespanMillis;
    private UsualMix usual = new UsualMix();
    private SeenToday seen = new SeenToday();
    private long day = NO_DAY;
    private long clockMillis = Long.MIN_VALUE;
    private boolean seenAny;
    private final @Nullable ShareRun[] runs = new ShareRun[RUNS_MAX];
    private int runCount;

    /**
     * The value that stands out most.
     *
     * @param people of that value, at least {@value #PEOPLE_MIN}
     * @param share of all who were read since it began to stand out
     * @param usualShare what the group and its peers usually have
     */
    public record Lead(int people, double share, double usualShare) {}

    /** @param timespanMillis 1 to a quarter of {@link Long#MAX_VALUE} */
    public ShareEvidence(long timespanMillis) {
        this.timespanMillis = Panes.of(timespanMillis).timespanMillis();
    }

    /** The day at hand, in days since 1970; {@link Long#MIN_VALUE} before the first. */
    public long day() {
        return day;
    }

    /**
     * Begins a day, with what is known of the peers' mix on it, which is copied. A day that has begun, or is past, does
     * not begin again.
     */
    public void beginDay(long newDay, ValueMix peersMix) {
        if (newDay <= day) {
            return;
        }
        day = newDay;
        usual.beginDay(peersMix);
    }

    /** Ends the day: who was read may be read again, and the mix that it taught is learnt and handed over. */
    public ValueMix endDay() {
        seen.clear();
        return usual.endDay();
    }

    /**
     * Takes in that a person of this value was read; who was read today before changes nothing.
     *
     * @param teaches false if what is read is suspicious and must not become usual
     * @return false, with nothing changed, if the time has left the window
     */
    public boolean add(long timeMillis, long subjectHash, long valueHash, boolean teaches) {
        if (timeMillis > clockMillis) {
            advance(timeMillis);
        } else if (timeMillis <= Panes.horizon(clockMillis, timespanMillis)) {
            return false;
        }
        seenAny = true;
        if (seen.add(subjectHash)) {
            usual.add(valueHash, teaches);
            weigh(valueHash);
        }
        return true;
    }

    @Override
    public long touch(long hash) {
        return clockMillis + runs.length + seen.touch(hash) + usual.touch();
    }

    private void weigh(long valueHash) {
        boolean found = false;
        for (int i = runCount - 1; i >= 0; i--) {
            ShareRun run = run(i);
            found |= run.hash() == valueHash;
            run.add(run.hash() == valueHash, usual.share(run.hash()));
            if (run.evidence() <= 0) {
                remove(i);
            }
        }
        if (!found && usual.isKnown()) {
            suspect(valueHash);
        }
    }

    private void remove(int index) {
        runCount--;
        runs[index] = runs[runCount];
        runs[runCount] = null;
    }

    private void suspect(long valueHash) {
        ShareRun run = new ShareRun(valueHash, clockMillis);
        run.add(true, usual.share(valueHash));
        if (run.evidence() <= 0) {
            return;
        }
        if (runCount < RUNS_MAX) {
            runs[runCount] = run;
            runCount++;
            return;
        }
        int least = 0;
        for (int i = 1; i < RUNS_MAX; i++) {
            least = run(i).evidence() < run(least).evidence() ? i : least;
        }
        if (run(least).evidence() <= run.evidence()) {
            runs[least] = run;
        }
    }

    private ShareRun run(int index) {
        return Objects.requireNonNull(runs[index], "runs stand without gaps");
    }

    private @Nullable ShareRun leading() {
        ShareRun leading = null;
        for (int i = 0; i < runCount; i++) {
            ShareRun run = run(i);
            if (run.withValue() >= PEOPLE_MIN && (leading == null || run.evidence() > leading.evidence())) {
                leading = run;
            }
        }
        return leading;
    }

    /** The value that stands out most, or null where none of at least {@value #PEOPLE_MIN} people does. */
    public @Nullable Lead lead() {
        ShareRun run = leading();
        return run == null
                ? null
                : new Lead(run.withValue(), run.withValue() / (double) run.people(), usual.share(run.hash()));
    }

    @Override
    public long timespanMillis() {
        return timespanMillis;
    }

    @Override
    public void advance(long toMillis) {
        clockMillis = Math.max(clockMillis, toMillis);
        long leftMillis = Panes.horizon(clockMillis, timespanMillis);
        for (int i = runCount - 1; i >= 0; i--) {
            if (run(i).beganMillis() <= leftMillis) {
                remove(i);
            }
        }
    }

    /** The greatest log-likelihood ratio, in nats. */
    @Override
    public double value() {
        ShareRun run = leading();
        return run == null ? 0 : run.evidence();
    }

    @Override
    public double relativeError() {
        return 0;
    }

    @Override
    public boolean isEmpty() {
        return !seenAny;
    }

    @Override
    public int serializedBytes() {
        return FIXED_BYTES + usual.serializedBytes() + seen.serializedBytes() + runCount * ShareRun.BYTES;
    }

    @Override
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT).putLong(timespanMillis).putLong(day).putLong(clockMillis);
        out.put((byte) (seenAny ? 1 : 0));
        usual.writeTo(out);
        seen.writeTo(out);
        out.put((byte) runCount);
        for (int i = 0; i < runCount; i++) {
            run(i).writeTo(out);
        }
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static ShareEvidence readFrom(ByteBuffer in) {
        Varint.need(in, FIXED_BYTES);
        Varint.check(in.get() == FORMAT, "its format is unknown");
        ShareEvidence read = new ShareEvidence(Panes.readTimespan(in));
        read.day = in.getLong();
        read.clockMillis = in.getLong();
        read.seenAny = in.get() == 1;
        read.usual = UsualMix.readFrom(in);
        read.seen = SeenToday.readFrom(in);
        Varint.need(in, 1);
        int count = in.get();
        Varint.check(count >= 0 && count <= RUNS_MAX, "a count out of bounds");
        Varint.need(in, (long) count * ShareRun.BYTES);
        for (int i = 0; i < count; i++) {
            read.runs[i] = ShareRun.readFrom(in);
        }
        read.runCount = count;
        return read;
    }

    @Override
    public long heapBytes() {
        return FIXED_HEAP_BYTES + usual.heapBytes() + seen.heapBytes() + (long) runCount * ShareRun.HEAP_BYTES;
    }
}
