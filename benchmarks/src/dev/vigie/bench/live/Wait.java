package dev.vigie.bench.live;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waiting for a condition, up to a deadline. */
public final class Wait {

    private static final long LOOK_MILLIS = 5;

    private Wait() {}

    /** What is waited for. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** False if the condition does not hold by the deadline. */
    public static boolean until(Duration timeout, Condition condition) throws Exception {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadlineNanos) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }

    /** Ends the benchmark if the condition does not hold by the deadline: nothing could be measured. */
    public static void orFail(String what, Duration timeout, Condition condition) throws Exception {
        if (!until(timeout, condition)) {
            throw new IllegalStateException("after " + timeout.toSeconds() + " s still not: " + what);
        }
    }
}
