package dev.vigie.measure;

import static dev.vigie.measure.AwaitedNumbers.NONE;

import dev.vigie.measure.SequenceGaps.Missing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the numbers had come when, for {@link SequenceGaps}: at most {@value #MARKS_MAX} marks, one for every
 * {@value #MARK_MILLIS} ms of the group's clock. Where more would be needed, since nothing is settled, every other one
 * goes, so that those of long ago lie further apart.
 */
final class HighMarks {

    static final int MARKS_MAX = 16;
    private static final long MARK_MILLIS = SequenceGaps.TOLERANCE_MILLIS / 8;
    private static final int MARK_BYTES = 2 * Long.BYTES;
    private static final int MARK_HEAP_BYTES = 32;

    private final List<Mark> marks = new ArrayList<>();

    /** How far the numbers had come when the clock was there. */
    private record Mark(long timeMillis, long high) {}

    /** Notes where the numbers are, if that is due. */
    void note(long clockMillis, long high) {
        boolean due = marks.isEmpty()
                || Panes.horizon(clockMillis, MARK_MILLIS)
                        >= marks.get(marks.size() - 1).timeMillis();
        if (!due) {
            return;
        }
        if (marks.size() == MARKS_MAX) {
            for (int i = MARKS_MAX - 1; i > 0; i -= 2) {
                marks.remove(i);
            }
        }
        marks.add(new Mark(clockMillis, high));
    }

    /** Begins anew, from one mark. */
    void begin(long timeMillis, long high) {
        marks.clear();
        marks.add(new Mark(timeMillis, high));
    }

    /** How far the numbers had come by then; {@link AwaitedNumbers#NONE} if no mark is that old. */
    long high(long timeMillis) {
        long high = NONE;
        for (int i = 0; i < marks.size() && marks.get(i).timeMillis() <= timeMillis; i++) {
            high = marks.get(i).high();
        }
        return high;
    }

    /** Forgets all marks until then but the last one. */
    void dropUntil(long timeMillis) {
        while (marks.size() > 1 && marks.get(1).timeMillis() <= timeMillis) {
            marks.remove(0);
        }
    }

    /** Numbers that never came, with the marks between which they were sent. */
    Missing missing(long from, long to, long clockMillis) {
        long beforeMillis = clockMillis;
        long afterMillis = marks.isEmpty() ? clockMillis : marks.get(0).timeMillis();
        for (int i = marks.size() - 1; i >= 0; i--) {
            Mark mark = marks.get(i);
            beforeMillis = mark.high() >= to ? mark.timeMillis() : beforeMillis;
            afterMillis = mark.high() < from ? Math.max(afterMillis, mark.timeMillis()) : afterMillis;
        }
        return new Missing(from, to, to - from + 1, Math.min(afterMillis, beforeMillis), beforeMillis);
    }

    int size() {
        return marks.size();
    }

    int serializedBytes() {
        return marks.size() * MARK_BYTES;
    }

    void writeTo(ByteBuffer out) {
        marks.forEach(mark -> out.putLong(mark.timeMillis()).putLong(mark.high()));
    }

    static HighMarks readFrom(ByteBuffer in, int count, long clockMillis) {
        Varint.check(count >= 0 && count <= MARKS_MAX, "too many marks");
        Varint.need(in, (long) count * MARK_BYTES);
        HighMarks read = new HighMarks();
        Mark before = new Mark(Long.MIN_VALUE, NONE);
        for (int i = 0; i < count; i++) {
            Mark mark = new Mark(in.getLong(), in.getLong());
            boolean rises = mark.timeMillis() >= before.timeMillis() && mark.high() >= before.high();
            Varint.check(rises && mark.timeMillis() <= clockMillis, "its marks do not rise");
            read.marks.add(mark);
            before = mark;
        }
        return read;
    }

    long heapBytes() {
        return (long) marks.size() * MARK_HEAP_BYTES;
    }
}
