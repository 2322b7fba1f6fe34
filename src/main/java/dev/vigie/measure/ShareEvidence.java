package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that a group reads people of one value of an attribute, such as a nationality, far more than usual.
 *
 * <p><b>Idea.</b> For each value a sequential likelihood ratio that is reset at zero (a CUSUM; Page, Biometrika, 1954):
 * is the next person of this value because {@value #THETA} of those who are read now are, or because that is how work
 * comes? Ordinary work comes in cohorts (a course in one language, a family, a bus), so chance is not a coin: after k
 * people of whom kj had the value, the next has it with probability (a p + kj) / (a + k), a Pólya urn (the
 * Dirichlet-multinomial distribution) with a = {@value #CONCENTRATION}. p is the group's own share of the value, pooled
 * with its peers' for as long as its own past is short; what an open episode read does not teach it.
 *
 * <p><b>Evidence.</b> {@link #value} is the greatest such log-likelihood ratio, in nats: by Wald's inequality an urn as
 * assumed reaches x less than once in e^x starts. Real cohorts may be larger, so a rule compares it with the group's
 * own past rather than with this bound. A value of which fewer than {@value #PEOPLE_MIN} people were read is never
 * spoken of.
 *
 * <p><b>Bounds.</b> Each person counts once a day, up to {@value #SUBJECTS_MAX} people a day, beyond which repeats
 * count. At most {@value #RUNS_MAX} values are under suspicion at a time, the least suspicious makes room. Runs end
 * when a timespan passes without any reading.
 */
public final class ShareEvidence implements Sliding {

    static final int PEOPLE_MIN = 10;
    static final int RUNS_MAX = 16;
    static final int SUBJECTS_MAX = 1_024;
    static final double THETA = 0.9;
    static final double CONCENTRATION = 12;

    /** Peers count for so many people. */
    private static final int PEERS_WEIGHT = 50;

    private static final double SHARE_MIN = 0.002;
    private static final byte FORMAT = 1;
    private static final int RUN_BYTES = Long.BYTES + Double.BYTES + 2 * Integer.BYTES;
    private static final int FIXED_BYTES = 1 + 3 * Long.BYTES + 1 + Integer.BYTES;
    private static final int FIXED_HEAP_BYTES = 200;
    private static final long NO_DAY = Long.MIN_VALUE;

    private final long timespanMillis;
    private ValueMix own = new ValueMix();
    private ValueMix background = new ValueMix();
    private ValueMix today = new ValueMix();
    private long day = NO_DAY;
    private long lastMillis = Long.MIN_VALUE;
    private long[] subjects = new long[0];
    private int subjectCount;
    private final Run[] runs = new Run[RUNS_MAX];
    private int runCount;

    /** A value under suspicion. */
    private static final class Run {
        long hash;
        double evidence;
        int people;
        int withValue;
    }

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

    /** Begins a day, with what is known of the peers' mix on it. */
    public void beginDay(long newDay, ValueMix peers) {
        day = newDay;
        background = new ValueMix();
        background.add(own);
        background.addScaled(peers, PEERS_WEIGHT);
    }

    /** Ends the day, and learns its mix, which is handed over for the peers. */
    public ValueMix endDay() {
        ValueMix ended = today;
        own.add(ended);
        today = new ValueMix();
        subjects = new long[0];
        subjectCount = 0;
        return ended;
    }

    /**
     * Takes in that a person of this value was read; who was read today before changes nothing.
     *
     * @param teaches false if what is read is suspicious and must not become usual
     */
    public void add(long timeMillis, long subjectHash, long valueHash, boolean teaches) {
        advance(timeMillis);
        lastMillis = Math.max(lastMillis, timeMillis);
        if (!remember(subjectHash)) {
            return;
        }
        if (teaches) {
            today.add(valueHash, 1);
        }
        boolean found = false;
        for (int i = runCount - 1; i >= 0; i--) {
            Run run = runs[i];
            found |= run.hash == valueHash;
            weigh(run, run.hash == valueHash);
            if (run.evidence <= 0) {
                runCount--;
                runs[i] = runs[runCount];
            }
        }
        if (!found) {
            suspect(valueHash);
        }
    }

    private void weigh(Run run, boolean isOfValue) {
        double usual = usualShare(run.hash);
        double byUrn = (CONCENTRATION * usual + run.withValue) / (CONCENTRATION + run.people);
        double byTheft = THETA + (1 - THETA) * usual;
        run.evidence +=
                isOfValue ? StrictMath.log(byTheft / byUrn) : StrictMath.log((1 - byTheft) / Math.max(1e-9, 1 - byUrn));
        run.people++;
        run.withValue += isOfValue ? 1 : 0;
    }

    private void suspect(long valueHash) {
        Run run = new Run();
        run.hash = valueHash;
        weigh(run, true);
        if (run.evidence <= 0) {
            return;
        }
        int place = runCount;
        if (runCount == RUNS_MAX) {
            place = 0;
            for (int i = 1; i < RUNS_MAX; i++) {
                place = runs[i].evidence < runs[place].evidence ? i : place;
            }
        } else {
            runCount++;
        }
        runs[place] = run;
    }

    private double usualShare(long hash) {
        return Math.max(SHARE_MIN, (background.count(hash) + 0.5) / (background.total() + 10.0));
    }

    /** True if the subject is new today. */
    private boolean remember(long hash) {
        if (subjectCount >= SUBJECTS_MAX) {
            return true;
        }
        if (2 * (subjectCount + 1) > subjects.length) {
            rehash(Math.max(16, 2 * subjects.length));
        }
        return insert(hash);
    }

    private boolean insert(long hash) {
        long stored = hash == 0 ? 1 : hash;
        int mask = subjects.length - 1;
        int place = (int) stored & mask;
        while (subjects[place] != 0) {
            if (subjects[place] == stored) {
                return false;
            }
            place = (place + 1) & mask;
        }
        subjects[place] = stored;
        subjectCount++;
        return true;
    }

    private void rehash(int capacity) {
        long[] before = subjects;
        subjects = new long[capacity];
        subjectCount = 0;
        for (long hash : before) {
            if (hash != 0) {
                insert(hash);
            }
        }
    }

    private @Nullable Run leading() {
        Run leading = null;
        for (int i = 0; i < runCount; i++) {
            Run run = runs[i];
            if (run.withValue >= PEOPLE_MIN && (leading == null || run.evidence > leading.evidence)) {
                leading = run;
            }
        }
        return leading;
    }

    /** The value that stands out most, or null where none of at least {@value #PEOPLE_MIN} people does. */
    public @Nullable Lead lead() {
        Run run = leading();
        return run == null ? null : new Lead(run.withValue, run.withValue / (double) run.people, usualShare(run.hash));
    }

    @Override
    public long timespanMillis() {
        return timespanMillis;
    }

    @Override
    public void advance(long toMillis) {
        if (lastMillis != Long.MIN_VALUE && lastMillis <= toMillis - timespanMillis) {
            Arrays.fill(runs, null);
            runCount = 0;
        }
    }

    /** The greatest log-likelihood ratio, in nats. */
    @Override
    public double value() {
        Run run = leading();
        return run == null ? 0 : run.evidence;
    }

    @Override
    public double relativeError() {
        return 0;
    }

    @Override
    public boolean isEmpty() {
        return lastMillis == Long.MIN_VALUE;
    }

    @Override
    public int serializedBytes() {
        return FIXED_BYTES
                + own.serializedBytes()
                + background.serializedBytes()
                + today.serializedBytes()
                + subjectCount * Long.BYTES
                + runCount * RUN_BYTES;
    }

    @Override
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT).putLong(timespanMillis).putLong(day).putLong(lastMillis);
        own.writeTo(out);
        background.writeTo(out);
        today.writeTo(out);
        out.putInt(subjectCount);
        for (long subject : subjects) {
            if (subject != 0) {
                out.putLong(subject);
            }
        }
        out.put((byte) runCount);
        for (int i = 0; i < runCount; i++) {
            Run run = runs[i];
            out.putLong(run.hash).putDouble(run.evidence).putInt(run.people).putInt(run.withValue);
        }
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static ShareEvidence readFrom(ByteBuffer in) {
        Varint.need(in, 1 + 3 * Long.BYTES);
        Varint.check(in.get() == FORMAT, "its format is unknown");
        long timespanMillis = in.getLong();
        Varint.check(timespanMillis > 0 && timespanMillis <= Long.MAX_VALUE / 4, "its timespan is out of bounds");
        ShareEvidence read = new ShareEvidence(timespanMillis);
        read.day = in.getLong();
        read.lastMillis = in.getLong();
        read.own = ValueMix.readFrom(in);
        read.background = ValueMix.readFrom(in);
        read.today = ValueMix.readFrom(in);
        read.readSubjects(in);
        read.readRuns(in);
        return read;
    }

    private void readSubjects(ByteBuffer in) {
        Varint.need(in, Integer.BYTES);
        int count = in.getInt();
        Varint.check(count >= 0 && count <= SUBJECTS_MAX, "a count out of bounds");
        Varint.need(in, (long) count * Long.BYTES);
        for (int i = 0; i < count; i++) {
            remember(in.getLong());
        }
        Varint.check(subjectCount == count, "a subject stands twice");
    }

    private void readRuns(ByteBuffer in) {
        Varint.need(in, 1);
        int count = in.get();
        Varint.check(count >= 0 && count <= RUNS_MAX, "a count out of bounds");
        Varint.need(in, (long) count * RUN_BYTES);
        for (int i = 0; i < count; i++) {
            Run run = new Run();
            run.hash = in.getLong();
            run.evidence = in.getDouble();
            run.people = in.getInt();
            run.withValue = in.getInt();
            Varint.check(run.evidence > 0 && run.withValue > 0 && run.withValue <= run.people, "a run's counts");
            runs[i] = run;
        }
        runCount = count;
    }

    @Override
    public long heapBytes() {
        return FIXED_HEAP_BYTES
                + own.heapBytes()
                + background.heapBytes()
                + today.heapBytes()
                + (long) subjects.length * Long.BYTES
                + runCount * 40L;
    }
}
