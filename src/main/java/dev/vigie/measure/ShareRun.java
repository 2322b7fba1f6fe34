package dev.vigie.measure;

import java.nio.ByteBuffer;

/** One value under suspicion in {@link ShareEvidence}: how much speaks for theft, since when it does. */
final class ShareRun {

    /** A theft of one value is taken to have this share of it. */
    static final double THETA = 0.9;

    /** The share of a theft is as certain as if it had been seen in so many people. */
    static final double THETA_PEOPLE = 10;

    /** The share of ordinary work is as certain as if it had been seen in so many people. */
    static final double CONCENTRATION = 12;

    /** More are not read: a stream has not so many days. */
    private static final int PEOPLE_MAX = 1 << 30;

    static final int BYTES = 2 * Long.BYTES + Double.BYTES + 2 * Integer.BYTES;
    static final int HEAP_BYTES = 48;

    private final long hash;
    private final long beganMillis;
    private double evidence;
    private int people;
    private int withValue;

    ShareRun(long hash, long beganMillis) {
        this.hash = hash;
        this.beganMillis = beganMillis;
    }

    /** Takes in the next person. */
    void add(boolean isOfValue, double usualShare) {
        double stolenShare = THETA + (1 - THETA) * usualShare;
        double byTheft = (THETA_PEOPLE * stolenShare + withValue) / (THETA_PEOPLE + people);
        double byWork = (CONCENTRATION * usualShare + withValue) / (CONCENTRATION + people);
        evidence += StrictMath.log(isOfValue ? byTheft / byWork : (1 - byTheft) / (1 - byWork));
        people++;
        withValue += isOfValue ? 1 : 0;
    }

    long hash() {
        return hash;
    }

    /** By the group's clock. */
    long beganMillis() {
        return beganMillis;
    }

    /** The logarithm of how much likelier what was read is by theft than by work; the run is over at 0. */
    double evidence() {
        return evidence;
    }

    int people() {
        return people;
    }

    int withValue() {
        return withValue;
    }

    void writeTo(ByteBuffer out) {
        out.putLong(hash)
                .putLong(beganMillis)
                .putDouble(evidence)
                .putInt(people)
                .putInt(withValue);
    }

    static ShareRun readFrom(ByteBuffer in) {
        ShareRun read = new ShareRun(in.getLong(), in.getLong());
        read.evidence = in.getDouble();
        read.people = in.getInt();
        read.withValue = in.getInt();
        Varint.check(read.evidence > 0 && read.evidence < Double.POSITIVE_INFINITY, "a run's evidence");
        Varint.check(
                read.withValue > 0 && read.withValue <= read.people && read.people <= PEOPLE_MAX, "a run's counts");
        return read;
    }
}
