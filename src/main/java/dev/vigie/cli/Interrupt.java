package dev.vigie.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of a command that runs until it is told to stop: by Ctrl-C, or by a terminated process's signal. */
final class Interrupt implements AutoCloseable {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    Interrupt() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::askAndWait, "interrupt"));
    }

    private void askAndWait() {
        asked.countDown();
        try {
            stopped.await();
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
