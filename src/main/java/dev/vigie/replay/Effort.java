package dev.vigie.replay;

/**
 * What a replay may take of the machine. What comes out does not depend on it.
 *
 * @param workers how many threads read and how many detect, at least 1
 * @param eventBytes how much of the heap events may take, from being read until it is written who was read; half as
 *     much again is for what a day's events contribute to groups; what is more goes to the disk; and an eighth is for
 *     events that workers are given
 * @param profileBytes how much of the heap profiles may take; what is more goes to a database on the disk
 * @param peopleBytes how much of the heap the tables of accounts and people may take; what is more goes to the disk
 * @param storeBytes how much memory outside the heap that database may take
 * @param resumes whether what is read is kept on the disk when the replay is interrupted, and taken from there when it
 *     is done again
 */
public record Effort(
        int workers, long eventBytes, long profileBytes, long peopleBytes, long storeBytes, boolean resumes) {

    public static final int WORKERS_MAX = 256;

    private static final long STORE_BYTES_USUAL = 96L << 20;

    public Effort {
        if (workers < 1 || workers > WORKERS_MAX) {
            throw new IllegalArgumentException("there are 1 to " + WORKERS_MAX + " workers");
        }
    }

    /** For a replay that need not be resumed. */
    public Effort(int workers, long eventBytes, long profileBytes, long peopleBytes, long storeBytes) {
        this(workers, eventBytes, profileBytes, peopleBytes, storeBytes, false);
    }

    /** The same for a replay that keeps what it has read. */
    public Effort resuming() {
        return new Effort(workers, eventBytes, profileBytes, peopleBytes, storeBytes, true);
    }

    /** Shares of the JVM's heap that leave room for the rest. */
    public static Effort usual(int workers) {
        long heapBytesMax = Runtime.getRuntime().maxMemory();
        return new Effort(workers, heapBytesMax / 5, heapBytesMax / 4, heapBytesMax / 12, STORE_BYTES_USUAL);
    }

    /** One worker for each core. */
    public static Effort usual() {
        return usual(Math.min(WORKERS_MAX, Runtime.getRuntime().availableProcessors()));
    }
}
