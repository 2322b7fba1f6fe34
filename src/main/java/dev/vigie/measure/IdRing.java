package dev.vigie.measure;

/**
 * The segments of remembered ids that are alive, oldest first. An id's <i>place</i> is its segment's running number
 * times 64 plus its slot, modulo 65,536: no two live ids share one, since at most 1,024 segments live.
 */
final class IdRing {

    static final int SEGMENTS_MAX = 1_024;

    private static final int PLACE_MASK = SEGMENTS_MAX * IdSegment.SEGMENT_IDS - 1;
    private static final int FIXED_HEAP_BYTES = 48;

    private IdSegment[] segments = new IdSegment[1];
    private int first;
    private int size;

    /** The running number of the oldest segment; of the next one to come if there is none. */
    int firstNumber() {
        return first;
    }

    /** The running number of the newest segment; one below {@link #firstNumber} if there is none. */
    int lastNumber() {
        return first + size - 1;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isAtCapacity() {
        return size == SEGMENTS_MAX;
    }

    IdSegment oldest() {
        return segment(first);
    }

    IdSegment newest() {
        return segment(lastNumber());
    }

    IdSegment segment(int number) {
        if (number - first < 0 || number - first >= size) {
            throw new IllegalArgumentException("segment " + number + " is not alive");
        }
        return segments[number & segments.length - 1];
    }

    /** Puts a segment, numbered next, after the newest; the first of all may have any number. */
    void append(IdSegment segment) {
        if (isEmpty()) {
            first = segment.number();
        }
        if (size == segments.length) {
            IdSegment[] wider = new IdSegment[size * 2];
            for (IdSegment old : segments) {
                wider[old.number() & wider.length - 1] = old;
            }
            segments = wider;
        }
        segments[segment.number() & segments.length - 1] = segment;
        size++;
    }

    void dropOldest() {
        segments[first & segments.length - 1] = null;
        first++;
        size--;
    }

    static int place(IdSegment segment, int slot) {
        return segment.number() * IdSegment.SEGMENT_IDS + slot & PLACE_MASK;
    }

    long id(int place) {
        return holder(place).id(place % IdSegment.SEGMENT_IDS);
    }

    int content(int place) {
        return holder(place).content(place % IdSegment.SEGMENT_IDS);
    }

    private IdSegment holder(int place) {
        return segments[place / IdSegment.SEGMENT_IDS & segments.length - 1];
    }

    long heapBytes() {
        long segmentBytes = isEmpty() ? 0 : size * oldest().heapBytes();
        return FIXED_HEAP_BYTES + (long) Integer.BYTES * segments.length + segmentBytes;
    }
}
