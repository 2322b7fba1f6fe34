package dev.vigie.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a task has taken in since its profiles were last written. A commit that an alert asks for writes these inputs,
 * some hundred bytes each, in one record, and not the profiles that they have changed, some kilobytes each: ten commits
 * a second cost hardly more than one in five seconds.
 *
 * <p>After a fault the profiles are as they were last written, and whoever uses them first takes in once more what the
 * journal holds ({@link #read}). As detection is a function of its inputs, in their order, the profiles come out the
 * same; what it said then has been said and is not said again. It is noted how much that was: where more comes of an
 * input than was said of it, since peers' days have come late, or by another release, it is said.
 *
 * <p>Inputs name people, as nothing else does that a detector keeps: so records are sealed ({@link Seal}).
 *
 * <pre>
 *   record j NUMBER   sealed: hash of the rules: length (4 bytes), UTF-8
 *                             inputs: position (8), -2 - length (4), messages said (4), bytes
 *                             a sweep: 0 (8), {@link Integer#MIN_VALUE} (4), messages said (4)
 *   before messages were noted: position (8), length (4; -1 for a sweep), bytes
 * </pre>
 *
 * <p>It is full after {@value #RECORDS_FULL} records or {@value #BYTES_FULL} bytes: then the profiles should be
 * written. The tasks of a thread commit together, and their journals fill up together, so that one commit would have to
 * write the profiles of all. It has room for half as much again, until it is its turn ({@link #fullness}); so much may
 * have to be taken in again. Used by one thread.
 */
public final class Journal {

    static final int RECORDS_FULL = 64;
    static final int BYTES_FULL = 1 << 20;
    static final int RECORDS_MAX = RECORDS_FULL / 2 * 3;
    static final int BYTES_MAX = BYTES_FULL / 2 * 3;

    private static final int SWEEP = Integer.MIN_VALUE;
    private static final int OLD_SWEEP = -1;
    private static final int HEADER_BYTES = Long.BYTES + 2 * Integer.BYTES;
    /** As many as came: nobody noted it. */
    public static final int ALL_SAID = Integer.MAX_VALUE;
    /** By other rules, of which nothing may have been said. */
    private static final int NONE_SAID = -1;

    private static final int BUFFER_BYTES = 4_096;

    private final ByteStore store;
    private final Seal seal;
    private byte[] buffer = new byte[BUFFER_BYTES];
    /** Bytes of inputs that no record holds yet. */
    private int waiting;

    private int records;
    private int bytes;
    private boolean read;

    Journal(ByteStore store, Seal seal) {
        this.store = store;
        this.seal = seal;
    }

    /** Takes in again what was taken in before. */
    public interface Reader {

        /**
         * Takes one input.
         *
         * @param position as it was given to {@link #add}
         * @param said how many messages have been said of it; where others come of it now, they had better be said
         *     twice than never. -1 if the rules were others then; {@link #ALL_SAID} where nobody noted it.
         */
        void input(long position, byte[] input, int said);

        /** Closes silent groups, as was done at this place. */
        void sweep(int said);
    }

    /** Whether what the store holds has been taken in: before, no profile may be used. */
    public boolean isRead() {
        return read;
    }

    /**
     * Hands over what the store holds, in order.
     *
     * @param rulesHash of the rules by which it will be taken in
     * @throws CorruptStateException if it cannot be read
     */
    public void read(String rulesHash, Reader reader) {
        List<byte[]> held = new ArrayList<>();
        store.scan(Keys.JOURNAL, (key, value) -> held.add(value));
        read = true;
        records = held.size();
        bytes = 0;
        for (byte[] record : held) {
            bytes += record.length;
            try {
                readRecord(ByteBuffer.wrap(seal.open(record)), rulesHash, reader);
            } catch (BufferUnderflowException | NegativeArraySizeException e) {
                throw new CorruptStateException("a journal is corrupt", e);
            }
        }
    }

    private static void readRecord(ByteBuffer in, String rulesHash, Reader reader) {
        boolean same = new String(take(in, in.getInt()), UTF_8).equals(rulesHash);
        while (in.hasRemaining()) {
            long position = in.getLong();
            int mark = in.getInt();
            boolean noted = mark < OLD_SWEEP;
            int said = noted ? in.getInt() : ALL_SAID;
            said = same ? said : NONE_SAID;
            if (mark == SWEEP || mark == OLD_SWEEP) {
                reader.sweep(said);
            } else {
                reader.input(position, take(in, noted ? -2 - mark : mark), said);
            }
        }
    }

    private static byte[] take(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] taken = new byte[length];
        in.get(taken);
        return taken;
    }

    /**
     * Notes an input that has just been taken in.
     *
     * @param position where it came from, for the reader
     * @param said how many messages came of it
     */
    public void add(long position, byte[] input, int said) {
        ByteBuffer out = reserve(HEADER_BYTES + input.length);
        out.putLong(position).putInt(-2 - input.length).putInt(said).put(input);
    }

    /** Notes that silent groups were closed, with so many messages. */
    public void addSweep(int said) {
        reserve(HEADER_BYTES).putLong(0).putInt(SWEEP).putInt(said);
    }

    private ByteBuffer reserve(int more) {
        if (buffer.length - waiting < more) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, waiting + more));
        }
        ByteBuffer place = ByteBuffer.wrap(buffer, waiting, more);
        waiting += more;
        return place;
    }

    /** True if a record of what waits is enough: it is all that has happened, and there is room for it. */
    boolean suffices() {
        return read && waiting > 0 && waiting <= BYTES_FULL && records < RECORDS_MAX && bytes + waiting <= BYTES_MAX;
    }

    /** From 1 on it is full. */
    double fullness() {
        return Math.max((double) records / RECORDS_FULL, (double) (bytes + waiting) / BYTES_FULL);
    }

    /** Writes what waits. */
    void write(String rulesHash) {
        byte[] hash = rulesHash.getBytes(UTF_8);
        byte[] record = ByteBuffer.allocate(Integer.BYTES + hash.length + waiting)
                .putInt(hash.length)
                .put(hash)
                .put(buffer, 0, waiting)
                .array();
        byte[] sealed = seal.seal(record);
        store.put(Keys.journal(records), sealed);
        records++;
        bytes += sealed.length;
        waiting = 0;
    }

    /** Forgets all, since every profile has been written. */
    void clear() {
        for (int number = 0; number < records; number++) {
            store.delete(Keys.journal(number));
        }
        records = 0;
        bytes = 0;
        waiting = 0;
        if (buffer.length > BYTES_MAX) {
            buffer = new byte[BUFFER_BYTES];
        }
    }

    /** Drops what waits; what the store holds is to be read again. */
    void discard() {
        waiting = 0;
        records = 0;
        bytes = 0;
        read = false;
    }
}
