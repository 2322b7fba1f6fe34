package dev.vigie.replay;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Which of one worker's events showed people's records, by their numbers in the order of the replay: they are gone
 * through again once it is known which of them belong to an episode, for where its opening window began is known only
 * when it opens. A scratch file with a byte for each, which packs to next to nothing.
 */
final class ShownEvents implements Closeable {

    /** Comes after all numbers. */
    static final long NONE = Long.MAX_VALUE;

    private final Scratch.TemporaryFile file;
    /** Null until there is one. */
    private @Nullable DataOutputStream out;

    private long count;
    private long last = -1;

    ShownEvents(Scratch scratch) {
        this.file = scratch.newFile();
    }

    /** @param number higher than those before */
    void add(long number) throws IOException {
        DataOutputStream to = out;
        if (to == null) {
            to = file.write();
            out = to;
        }
        long step = number - last;
        if (step > 0 && step <= Byte.MAX_VALUE) {
            to.writeByte((int) step);
        } else if (step > 0) {
            to.writeByte(0);
            to.writeLong(step);
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
                if (each.out != null) {
                    each.out.close();
                    numbers.add(new OfOne(each.file.read(), each.count));
                }
            }
        } catch (IOException e) {
            numbers.close();
            throw e;
        }
        return numbers;
    }

    @Override
    public void close() throws IOException {
        try {
            if (out != null) {
                out.close();
            }
        } finally {
            file.delete();
        }
    }

    /** Numbers, rising. */
    static final class Numbers implements Closeable {
        private final List<OfOne> all = new ArrayList<>();
        /** Those that are not at their end. */
        private final PriorityQueue<OfOne> next =
                new PriorityQueue<>(Comparator.comparingLong((OfOne one) -> one.next));

        private void add(OfOne one) throws IOException {
            all.add(one);
            queue(one);
        }

        private void queue(OfOne one) throws IOException {
            if (one.advance()) {
                next.add(one);
            }
        }

        /** The next one, or {@link #NONE}. */
        long next() throws IOException {
            OfOne first = next.poll();
            if (first == null) {
                return NONE;
            }
            long number = first.next;
            queue(first);
            return number;
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

        OfOne(DataInputStream in, long count) {
            this.in = in;
            this.left = count;
        }

        /** False at the end. */
        boolean advance() throws IOException {
            if (left == 0) {
                return false;
            }
            left--;
            int step = in.readByte();
            next += step == 0 ? in.readLong() : step;
            return true;
        }
    }
}
