package dev.vigie.wire;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often to try again, and how long to wait before: twice as long each time, of which the half is random, so that
 * clients which failed together do not come back together.
 *
 * @param attemptsMax how often to try in all, at least 1
 * @param waitMin before the second attempt
 * @param waitMax before any attempt
 * @param random must be safe for use by several threads, as {@link java.util.Random} is
 * @param sleeper waits
 */
public record Retry(int attemptsMax, Duration waitMin, Duration waitMax, RandomGenerator random, Sleeper sleeper) {

    /** Waits; {@code Thread::sleep}, or a test that does not wait. */
    public interface Sleeper {
        void sleep(long millis) throws InterruptedException;
    }

    public Retry {
        if (attemptsMax < 1 || waitMin.isNegative() || waitMax.compareTo(waitMin) < 0) {
            throw new IllegalArgumentException("a retry has at least one attempt and waits of 0 <= min <= max");
        }
    }

    /** Five attempts within about 4 seconds. */
    public static Retry usual(RandomGenerator random) {
        return new Retry(5, Duration.ofMillis(200), Duration.ofSeconds(5), random, Thread::sleep);
    }

    /** Waits after the {@code attempt}th attempt, counted from 1. */
    void await(int attempt) throws InterruptedException {
        long millis = waitMin.toMillis();
        for (int i = 1; i < attempt && millis < waitMax.toMillis(); i++) {
            millis *= 2;
        }
        long half = Math.min(millis, waitMax.toMillis()) / 2;
        sleeper.sleep(half + random.nextLong(half + 1));
    }
}
