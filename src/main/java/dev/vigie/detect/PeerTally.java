package dev.vigie.detect;

import dev.vigie.measure.DayReport;
import dev.vigie.measure.PeerSums;
import dev.vigie.measure.ValueMix;
import java.nio.ByteBuffer;

/** Figures and mixes that days of one circle of peers add up to, in whatever order, for a store to keep. */
public final class PeerTally {

    private final PeerSums sums;
    private final ValueMix mix;

    private PeerTally(PeerSums sums, ValueMix mix) {
        this.sums = sums;
        this.mix = mix;
    }

    /** Nothing yet. */
    public PeerTally() {
        this(new PeerSums(), new ValueMix());
    }

    static PeerTally of(DayReport day) {
        PeerTally tally = new PeerTally();
        tally.sums.add(day);
        return tally;
    }

    static PeerTally of(ValueMix day) {
        PeerTally tally = new PeerTally();
        tally.mix.add(day);
        return tally;
    }

    public void add(PeerTally other) {
        sums.add(other.sums);
        mix.add(other.mix);
    }

    ValueMix mix() {
        return mix;
    }

    PeerSums sums() {
        return sums;
    }

    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(sums.serializedBytes() + mix.serializedBytes());
        sums.writeTo(out);
        mix.writeTo(out);
        return out.array();
    }

    /**
     * Reads what {@link #toBytes} made.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static PeerTally read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new PeerTally(PeerSums.readFrom(in), ValueMix.readFrom(in));
    }
}
