package dev.vigie.replay;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A piece of work in which every worker has a part. Whoever waits for it sees all that was done in it. */
final class Step {

    private final CountDownLatch parts;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** What one worker does. */
    @FunctionalInterface
    interface Part {
        void run() throws IOException;
    }

    Step(int workers) {
        this.parts = new CountDownLatch(workers);
    }

    /** Does one worker's part, unless another one has failed. */
    void run(Part part) {
        try {
            if (!hasFailed()) {
                part.run();
            }
        } catch (IOException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        } finally {
            parts.countDown();
        }
    }

    /** True if some worker has failed: nobody need go on. */
    boolean hasFailed() {
        return failure.get() != null;
    }

    /** True if every part is done. */
    boolean isDone() {
        return parts.getCount() == 0;
    }

    /** Waits some time for every part; false if not all are done. Throws what the first one failed with. */
    boolean await(long millis) throws IOException {
        boolean done;
        try {
            done = parts.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplayStoppedException("interrupted");
        }
        Throwable cause = failure.get();
        if (done && cause != null) {
            throw Workers.failed(cause);
        }
        return done;
    }
}
