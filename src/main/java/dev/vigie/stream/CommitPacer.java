package dev.vigie.stream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets alerts ask for commits at once, but not all of them: unlimited, 500 requests in 200,000 events multiplied the
 * changelog by 40. One for all threads of a process, each of which gets its share on average. Safe for use by several
 * threads.
 */
final class CommitPacer {

    /** The least time between two requests of one thread. */
    static final long INTERVAL_MILLIS = 100;

    /** The same in a backlog, which ends the sooner the less is committed. */
    static final long BACKLOG_INTERVAL_MILLIS = 1_000;

    private final int threads;
    private final AtomicLong lastMillis = new AtomicLong(Long.MIN_VALUE);

    CommitPacer(int threads) {
        this.threads = threads;
    }

    /**
     * True if a commit may be requested now; whoever is refused tries again after {@link #retryInterval}.
     *
     * @param lateMillis for how long that which is to be committed has been there: it may wait for as long again,
     *     within the two bounds
     */
    boolean mayCommit(long nowMillis, long lateMillis) {
        long interval = Math.min(Math.max(lateMillis, INTERVAL_MILLIS), BACKLOG_INTERVAL_MILLIS) / threads;
        long last = lastMillis.get();
        return nowMillis - interval >= last && lastMillis.compareAndSet(last, nowMillis);
    }

    Duration retryInterval() {
        return Duration.ofMillis(Math.max(1, INTERVAL_MILLIS / threads));
    }
}
