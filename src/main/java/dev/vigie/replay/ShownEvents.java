package dev.vigie.replay;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Which of one worker's events showed people's records, by their numbers in the order of the replay: they are gone
 * through again once it is known which of them belong to an episode, for where its opening window began is known only
 * when it opens. A scratch file with a byte for each, which packs to next to nothing.
 */
final class ShownEvents implements Closeable {

    /** Comes after all numbers. */
    static final long NONE = Long.MAX_VALUE;

    private final Scratch.TemporaryFile file;
    private final DataOutputStream out;
    private long count;
    private long last = -1;

    ShownEvents(Scratch scratch) throws IOException {
        this.file = scratch.newFile();
        this.out = file.write();
    }

    /** @param number higher than those before */
    void add(long number) throws IOException {
        long step = number - last;
        if (step > 0 && step <= Byte.MAX_VALUE) {
            out.writeByte((int) step);
        } else if (step > 0) {
            out.writeByte(0);
            out.writeLong(step);
        } else {
            throw new IllegalStateException("event " + number + " after event " + last);
        }
        last = number;
        count++;
    }

    /** All workers' numbers once more; none can be added from then on. */
    static Numbers numbers(Collection<ShownEvents> all) throws IOException {
        Numbers numbers = new Numbers();
        try {
            for (ShownEvents each : all) {
                each.out.close();
                numbers.add(new OfOne(each.file.read(), each.count));
            }
        } catch (IOException e) {
            numbers.close();
            throw e;
        }
        return numbers;
    }

    @Override
    public void close() throws IOException {
        out.close();
        file.delete();
    }

    /** Numbers, rising. */
    static final class Numbers implements Closeable {
        private final PriorityQueue<OfOne> all = new PriorityQueue<>(Comparator.comparingLong((OfOne one) -> one.next));

        private void add(OfOne one) throws IOException {
            all.add(one);
        }

        /** The next one, or {@link #NONE}. */
        long next() throws IOException {
            OfOne first = all.poll();
            if (first == null) {
                return NONE;
            }
            long next = first.next;
            first.advance();
            all.add(first);
            return next;
        }

        @Override
        public void close() throws IOException {
            for (OfOne each : all) {
                each.in.close();
            }
        }
    }

    /** One worker's, at the next of them. */
    private static final class OfOne {
        private final DataInputStream in;
        private long left;
        private long next = -1;

        OfOne(DataInputStream in, long count) throws IOException {
            this.in = in;
            this.left = count;
            advance();
        }

        void advance() throws IOException {
            if (left == 0) {
                next = NONE;
                return;
            }
            left--;
            int step = in.readByte();
            next += step == 0 ? in.readLong() : step;
        }
    }
}
