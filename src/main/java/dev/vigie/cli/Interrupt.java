package dev.vigie.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a command that runs until it is told to stop: by Ctrl-C, or by a terminated process's signal. */
final class Interrupt implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Interrupt.class);

    private final long stopMillisMax;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** The process waits until everything is closed, however long. */
    Interrupt() {
        this(Duration.ofMillis(Long.MAX_VALUE));
    }

    /** @param stopMax after which the process ends with or without that, as it would if it were killed */
    Interrupt(Duration stopMax) {
        this.stopMillisMax = stopMax.toMillis();
        Runtime.getRuntime().addShutdownHook(new Thread(this::askAndWait, "interrupt"));
    }

    void askAndWait() {
        asked.countDown();
        try {
            if (!stopped.await(stopMillisMax, TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "not stopped within {} s; what was not committed will be done again",
                        TimeUnit.MILLISECONDS.toSeconds(stopMillisMax));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the process is asked to stop. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** Waits until the process is asked to stop. False if it was not within the time. */
    boolean await(Duration time) throws InterruptedException {
        return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the process has been asked to stop. */
    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Lets the process go: everything is closed. */
    @Override
    public void close() {
        stopped.countDown();
    }
}
