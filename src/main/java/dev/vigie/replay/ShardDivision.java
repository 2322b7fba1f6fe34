package dev.vigie.replay;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which worker goes through which shard of groups, by how many shares each has when that is first asked: the heaviest
 * first, each to whoever has least so far. The busiest has at most a third more than need be (Graham, <i>Bounds on
 * Multiprocessing Timing Anomalies</i>, 1969). It stays so on the days that follow: a group's profile is with its
 * worker. What comes out does not depend on who works. Safe for use by several threads.
 */
final class ShardDivision {

    private final int workers;
    private final int[] workerByShard = new int[GroupShare.SHARDS];
    private boolean isDivided;

    /** @param workers how many go through shares, at least 1 */
    ShardDivision(int workers) {
        this.workers = workers;
    }

    int workers() {
        return workers;
    }

    /** Divides them, where that has not been done yet. */
    synchronized void divide(long[] sharesByShard) {
        if (isDivided) {
            return;
        }
        isDivided = true;
        long[] given = new long[workers];
        IntStream.range(0, sharesByShard.length)
                .boxed()
                .sorted(Comparator.comparingLong(shard -> -sharesByShard[shard]))
                .forEach(shard -> {
                    int idlest = Division.idlest(given);
                    workerByShard[shard] = idlest;
                    given[idlest] += sharesByShard[shard];
                });
    }

    /** The shards of one worker, rising, once they are divided. */
    synchronized int[] of(int worker) {
        if (!isDivided) {
            throw new IllegalStateException("not divided yet");
        }
        return IntStream.range(0, workerByShard.length)
                .filter(shard -> workerByShard[shard] == worker)
                .toArray();
    }
}
