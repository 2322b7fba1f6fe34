package dev.vigie.replay;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Slots;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * How many events of each account, and from each source address, are still to come. A replay has read them all before
 * it detects: so what it keeps of an account can be forgotten with the account's last event, and of most accounts of a
 * large house, which come a few times, it need never be put away.
 *
 * <p>A count has a byte, found by a hash of the account. Accounts that share one are done when all of them are; where
 * it would overflow it counts no more, and the busy account that made it so is never called done. So an account that is
 * called done is done, and some that are done are not called so: of two million about a fifth, with 8 MiB for them.
 * What comes out of a replay does not depend on it, only how much it has to put away.
 *
 * <p>Several threads may add at a time; then several may take, and while they do not others may ask.
 */
final class EventsToCome {

    private final Counts accounts;
    private final Counts sources;

    /** @param bytesMax what it may take, its copy included; it takes 4 KiB at least and 32 MiB at most */
    EventsToCome(long bytesMax) {
        this(new Counts(bytesMax / 4), new Counts(bytesMax / 4));
    }

    private EventsToCome(Counts accounts, Counts sources) {
        this.accounts = accounts;
        this.sources = sources;
    }

    /** The same for somebody else to take from. */
    EventsToCome copy() {
        return new EventsToCome(accounts.copy(), sources.copy());
    }

    /** Says that there are events that were not added: nobody will be called done. */
    void addUnknown() {
        accounts.addUnknown();
        sources.addUnknown();
    }

    /**
     * Adds an event.
     *
     * @param partition its account's, as {@link ReadEvent#partitionOf} has it
     */
    void add(int partition, AccessEvent event) {
        accounts.add(partition);
        String source = event.sourceIp();
        if (source != null) {
            sources.add(source.hashCode());
        }
    }

    /** Takes an event of an account; true if there are none after it. */
    boolean takeLast(int partition) {
        return accounts.take(partition);
    }

    /** Takes an event from a source address. */
    void takeFrom(String source) {
        sources.take(source.hashCode());
    }

    /** True if the source's last event has been taken, and none has the same place. */
    boolean isDone(String source) {
        return sources.isDone(source.hashCode());
    }

    /** Counts by hash. */
    private static final class Counts {

        private static final int BITS_MIN = 10;
        private static final int BITS_MAX = 23;
        /** As many as a byte holds, or more. */
        private static final byte MANY = (byte) 0xFF;

        private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(byte[].class);

        private final byte[] counts;

        Counts(long bytesMax) {
            this(new byte[1 << Math.max(BITS_MIN, Math.min(BITS_MAX, log2(bytesMax)))]);
        }

        private static int log2(long bytes) {
            return Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, bytes));
        }

        private Counts(byte[] counts) {
            this.counts = counts;
        }

        Counts copy() {
            return new Counts(counts.clone());
        }

        void addUnknown() {
            Arrays.fill(counts, MANY);
        }

        void add(int hash) {
            int place = Slots.of(hash, counts.length);
            byte before = (byte) COUNT.getVolatile(counts, place);
            while (before != MANY && !COUNT.compareAndSet(counts, place, before, (byte) (before + 1))) {
                before = (byte) COUNT.getVolatile(counts, place);
            }
        }

        boolean isDone(int hash) {
            return counts[Slots.of(hash, counts.length)] == 0;
        }

        /** True if that was the last. */
        boolean take(int hash) {
            int place = Slots.of(hash, counts.length);
            byte before = (byte) COUNT.getVolatile(counts, place);
            while (before != MANY && !COUNT.compareAndSet(counts, place, before, (byte) (before - 1))) {
                before = (byte) COUNT.getVolatile(counts, place);
            }
            if (before == 0) {
                throw new IllegalStateException("an event was taken that was not added");
            }
            return before == 1;
        }
    }
}
