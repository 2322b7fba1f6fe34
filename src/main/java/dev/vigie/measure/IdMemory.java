package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * The ids of a group's recent events, by which a redelivery is told from an event, and a reused id from both.
 *
 * <p>It remembers {@value #IDS_MAX} (id, content) pairs, or 72 hours of them, whichever is less: what was shipped on a
 * Friday may be shipped again on the Monday. That is 12 bytes a pair and some 8 for finding it. Pairs lie in a ring of
 * segments of 64, in the order in which they came. A segment keeps the latest event time of its pairs and is dropped
 * whole when it is the oldest and that time is 72 hours behind the clock, or when the ring has 1,024 segments and needs
 * room. So at least 65,472 ids are known, and one may stay known for longer than it must. Only the segment being filled
 * changes: a store writes that one, not all of them.
 *
 * <p>An id normally has one content. The latest pair of each id is indexed by id; the pairs before it, if an id was
 * reused, by id and content. Both look-ups take constant time, also under a log that puts one id on all its events.
 *
 * <p>Two events of one id whose contents agree in 32 bits are taken for one: one in four billion reuses goes unseen.
 */
public final class IdMemory {

    static final int IDS_MAX = 65_536;
    static final long MEMORY_MILLIS = 72 * 60 * 60 * 1_000L;

    private static final Panes MEMORY = Panes.of(MEMORY_MILLIS);

    private static final int FIXED_HEAP_BYTES = 32;

    private final IdRing ring = new IdRing();
    private final IdIndex latest = new IdIndex(ring, false);
    private final IdIndex superseded = new IdIndex(ring, true);

    /** Segments from this number on have changed since they were written: appending is all that ever happens. */
    private int changedFrom;

    /** What is known of an id. */
    public enum Seen {
        /** The id was not known. */
        NEW,
        /** The id is known with this content: a redelivery. */
        SAME,
        /** The id is known, but with other content only. */
        REUSED
    }

    /**
     * Says whether an id is known with this content, and remembers both if not.
     *
     * @param idHash of the id, uniform over all 64 bits and keyed, as {@link KeyedHash} makes it
     * @param contentHash of everything else that makes the event what it is
     * @param timeMillis the event's time
     * @param clockMillis the group's clock, by which ids are forgotten
     */
    public Seen remember(long idHash, int contentHash, long timeMillis, long clockMillis) {
        while (!ring.isEmpty() && ring.oldest().newestMillis() <= MEMORY.horizon(clockMillis)) {
            dropOldest();
        }
        int known = latest.find(idHash, contentHash);
        if (known >= 0 && (ring.content(known) == contentHash || superseded.find(idHash, contentHash) >= 0)) {
            return Seen.SAME;
        }
        append(idHash, contentHash, timeMillis);
        return known >= 0 ? Seen.REUSED : Seen.NEW;
    }

    private void append(long idHash, int contentHash, long timeMillis) {
        if (ring.isEmpty() || ring.newest().isFull()) {
            if (ring.isAtCapacity()) {
                dropOldest();
            }
            ring.append(new IdSegment(ring.lastNumber() + 1));
        }
        IdSegment segment = ring.newest();
        segment.append(idHash, contentHash, timeMillis);
        changedFrom = Math.min(changedFrom, segment.number());
        index(IdRing.place(segment, segment.size() - 1));
    }

    private void index(int place) {
        int before = latest.put(place);
        if (before >= 0) {
            superseded.put(before);
        }
    }

    private void dropOldest() {
        IdSegment oldest = ring.oldest();
        for (int slot = 0; slot < oldest.size(); slot++) {
            int place = IdRing.place(oldest, slot);
            if (!latest.remove(place)) {
                superseded.remove(place);
            }
        }
        ring.dropOldest();
    }

    /** The running number of the oldest segment alive; if none is, of the next one to come. */
    public int firstSegment() {
        return ring.firstNumber();
    }

    /** The running number of the newest segment alive; if none is, one below {@link #firstSegment}. */
    public int lastSegment() {
        return ring.lastNumber();
    }

    /** Whether a segment, alive, has ids that {@link #markWritten} was not told of. */
    public boolean segmentChanged(int number) {
        return ring.segment(number).number() >= changedFrom;
    }

    /** Says that all segments are stored as they are now. */
    public void markWritten() {
        changedFrom = ring.lastNumber() + 1;
    }

    /** The bytes that {@link #writeSegment} will write: at most 781. */
    public int segmentBytes(int number) {
        return ring.segment(number).serializedBytes();
    }

    public void writeSegment(int number, ByteBuffer out) {
        ring.segment(number).writeTo(out);
    }

    /**
     * Rebuilds a memory from its segments, all of them, oldest first; it has no changes.
     *
     * @throws IllegalArgumentException if they are not what {@link #writeSegment} wrote
     */
    public static IdMemory restore(Iterable<ByteBuffer> segments) {
        IdMemory restored = new IdMemory();
        for (ByteBuffer in : segments) {
            restored.restoreSegment(IdSegment.readFrom(in));
        }
        restored.markWritten();
        return restored;
    }

    private void restoreSegment(IdSegment segment) {
        Varint.check(!ring.isAtCapacity(), "too many segments");
        Varint.check(
                ring.isEmpty()
                        || (segment.number() == ring.lastNumber() + 1
                                && ring.newest().isFull()),
                "a segment is missing");
        ring.append(segment);
        for (int slot = 0; slot < segment.size(); slot++) {
            int known = latest.find(segment.id(slot), segment.content(slot));
            boolean twice = known >= 0
                    && (ring.content(known) == segment.content(slot)
                            || superseded.find(segment.id(slot), segment.content(slot)) >= 0);
            Varint.check(!twice, "an id twice");
            index(IdRing.place(segment, slot));
        }
    }

    /** What it occupies, about, on a 64-bit machine with compressed references. */
    public long heapBytes() {
        return FIXED_HEAP_BYTES + ring.heapBytes() + latest.heapBytes() + superseded.heapBytes();
    }
}
