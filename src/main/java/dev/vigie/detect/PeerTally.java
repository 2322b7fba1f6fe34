package dev.vigie.detect;

import dev.vigie.measure.DayReport;
import dev.vigie.measure.PeerSums;
import java.nio.ByteBuffer;

/** Figures that days of one circle of peers add up to, in whatever order, for a store to keep. */
public final class PeerTally {

    private final PeerSums sums;

    private PeerTally(PeerSums sums) {
        this.sums = sums;
    }

    /** Nothing yet. */
    public PeerTally() {
        this(new PeerSums());
    }

    static PeerTally of(DayReport day) {
        PeerTally tally = new PeerTally();
        tally.sums.add(day);
        return tally;
    }

    public void add(PeerTally other) {
        sums.add(other.sums);
    }

    PeerSums sums() {
        return sums;
    }

    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(sums.serializedBytes());
        sums.writeTo(out);
        return out.array();
    }

    /**
     * Reads what {@link #toBytes} made.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static PeerTally read(byte[] bytes) {
        return new PeerTally(PeerSums.readFrom(ByteBuffer.wrap(bytes)));
    }
}
