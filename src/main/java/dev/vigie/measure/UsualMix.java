package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * What mix of values a group usually has, for {@link ShareEvidence}: its own past days', pooled with its peers'.
 *
 * <p>What is suspicious does not teach it. After {@value #FREEZE_DAYS} days on which something did not, all does, until
 * a day comes on which all would have: so other work for good becomes the usual one.
 */
final class UsualMix {

    /** Peers count for so many people. */
    static final int PEERS_WEIGHT = 50;

    static final int FREEZE_DAYS = 28;

    /** Where fewer people are known of a group and its peers, nothing is usual. */
    static final int KNOWN_MIN = 30;

    static final double SHARE_MIN = 0.002;

    /** A value that nobody has shown is as usual as if half a person in so many more had. */
    private static final double UNSEEN_WEIGHT = 10;

    private static final int FIXED_HEAP_BYTES = 40;

    private final ValueMix own;
    private ValueMix peers;
    private ValueMix today;
    private boolean frozen;
    private int frozenDays;

    UsualMix() {
        this(new ValueMix(), new ValueMix(), new ValueMix());
    }

    /** See {@link Sliding#touch}. */
    long touch() {
        return own.touch() + peers.touch() + today.touch();
    }

    private UsualMix(ValueMix own, ValueMix peers, ValueMix today) {
        this.own = own;
        this.peers = peers;
        this.today = today;
    }

    void add(long valueHash, boolean teaches) {
        frozen |= !teaches;
        if (teaches || frozenDays == FREEZE_DAYS) {
            today.add(valueHash, 1);
        }
    }

    /** Learns the day and hands over what it taught. */
    ValueMix endDay() {
        ValueMix ended = today;
        own.add(ended);
        today = new ValueMix();
        frozenDays = frozen ? Math.min(frozenDays + 1, FREEZE_DAYS) : 0;
        frozen = false;
        return ended;
    }

    void beginDay(ValueMix peersMix) {
        peers = new ValueMix();
        peers.addScaled(peersMix, PEERS_WEIGHT);
    }

    boolean isKnown() {
        return own.total() + peers.total() >= KNOWN_MIN;
    }

    /** Between {@value #SHARE_MIN} and 1, exclusive. */
    double share(long valueHash) {
        double count = own.count(valueHash) + peers.count(valueHash) + 0.5;
        return Math.max(SHARE_MIN, count / (own.total() + peers.total() + UNSEEN_WEIGHT));
    }

    int serializedBytes() {
        return 2 + own.serializedBytes() + peers.serializedBytes() + today.serializedBytes();
    }

    void writeTo(ByteBuffer out) {
        out.put((byte) (frozen ? 1 : 0)).put((byte) frozenDays);
        own.writeTo(out);
        peers.writeTo(out);
        today.writeTo(out);
    }

    static UsualMix readFrom(ByteBuffer in) {
        Varint.need(in, 2);
        boolean frozen = in.get() == 1;
        int frozenDays = in.get();
        Varint.check(frozenDays >= 0 && frozenDays <= FREEZE_DAYS, "its frozen days");
        UsualMix read = new UsualMix(ValueMix.readFrom(in), ValueMix.readFrom(in), ValueMix.readFrom(in));
        read.frozen = frozen;
        read.frozenDays = frozenDays;
        return read;
    }

    long heapBytes() {
        return FIXED_HEAP_BYTES + own.heapBytes() + peers.heapBytes() + today.heapBytes();
    }
}
