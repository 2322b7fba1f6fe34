package dev.vigie.siem;

import java.util.random.RandomGenerator;

/**
 * How long to wait before another attempt: a random time between nothing and a limit that doubles with each failure.
 * Full jitter, since receivers that come back would otherwise meet everybody at once; see M. Brooker, "Exponential
 * Backoff and Jitter", 2015.
 *
 * @param firstMillis the limit after the first failure
 * @param maxMillis what the limit does not exceed
 */
record Backoff(long firstMillis, long maxMillis, RandomGenerator random) {

    Backoff {
        if (firstMillis < 1 || maxMillis < firstMillis) {
            throw new IllegalArgumentException("a backoff has 1 <= first <= max");
        }
    }

    /**
     * A time to wait.
     *
     * @param failures how many attempts in a row have failed, at least 1
     */
    long waitMillis(int failures) {
        long limit = firstMillis;
        for (int i = 1; i < failures && limit < maxMillis; i++) {
            limit *= 2;
        }
        return random.nextLong(Math.min(limit, maxMillis) + 1);
    }
}
