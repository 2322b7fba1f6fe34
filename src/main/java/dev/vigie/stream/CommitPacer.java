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

    private final long intervalMillis;
    private final AtomicLong nextMillis = new AtomicLong(Long.MIN_VALUE);

    CommitPacer(int threads) {
        this.intervalMillis = Math.max(1, INTERVAL_MILLIS / threads);
    }

    /** True if a commit may be requested now; whoever is refused tries again after {@link #interval}. */
    boolean mayCommit(long nowMillis) {
        long next = nextMillis.get();
        return nowMillis >= next && nextMillis.compareAndSet(next, nowMillis + intervalMillis);
    }

    Duration interval() {
        return Duration.ofMillis(intervalMillis);
    }
}
