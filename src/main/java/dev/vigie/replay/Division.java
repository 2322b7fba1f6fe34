package dev.vigie.replay;

import dev.vigie.model.Slots;
import java.util.Arrays;

/**
 * Which worker an account falls to: always the same one, and an account that is new to whoever was given least so far.
 * By a hash alone one worker may have most of the busy accounts, and the others wait for it; what comes out does not
 * depend on who works. Used by one thread.
 */
final class Division {

    /** Accounts that share a place fall to the same worker. */
    private static final int PLACES = 1 << 16;

    private static final short NOBODY = -1;

    private final short[] workers = new short[PLACES];
    /** How many events each worker was given. */
    private final long[] given;

    Division(int workerCount) {
        given = new long[workerCount];
        Arrays.fill(workers, NOBODY);
    }

    /**
     * Who works at an event.
     *
     * @param partition as {@link ReadEvent#partitionOf} has it
     */
    int of(int partition) {
        int place = Slots.of(partition, workers.length);
        short worker = workers[place];
        if (worker == NOBODY) {
            worker = (short) idlest(given);
            workers[place] = worker;
        }
        given[worker]++;
        return worker;
    }

    /** Who was given least so far; of several the first. */
    static int idlest(long[] given) {
        int idlest = 0;
        for (int i = 1; i < given.length; i++) {
            idlest = given[i] < given[idlest] ? i : idlest;
        }
        return idlest;
    }
}
