package dev.vigie.replay;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Which of all events showed people's records, by their numbers in the order of the replay: they are gone through again
 * once it is known which of them belong to an episode, for where its opening window began is known only when it opens.
 * A scratch file with a byte for each, which packs to next to nothing.
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

    /** Their numbers once more; none can be added from then on. */
    Numbers numbers() throws IOException {
        out.close();
        return new Numbers(file.read(), count);
    }

    @Override
    public void close() throws IOException {
        out.close();
        file.delete();
    }

    /** Numbers, rising. */
    static final class Numbers implements Closeable {
        private final DataInputStream in;
        private long left;
        private long last = -1;

        private Numbers(DataInputStream in, long count) {
            this.in = in;
            this.left = count;
        }

        /** The next one, or {@link #NONE}. */
        long next() throws IOException {
            if (left == 0) {
                return NONE;
            }
            left--;
            int step = in.readByte();
            last += step == 0 ? in.readLong() : step;
            return last;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
