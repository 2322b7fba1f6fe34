package dev.vigie.replay;

import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.store.SpillException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Several threads that do the same work together, until all of it is done. */
final class Workers implements AutoCloseable {

    private static final long STOP_MILLIS = 60_000;

    private final int count;
    private final ExecutorService threads;

    /** What each of them does. */
    @FunctionalInterface
    interface Work {
        void run() throws UnreadableLogException, IOException;
    }

    Workers(String name, int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count, work -> daemon(name, work));
    }

    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, "replay-" + name);
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for all; throws what the first that failed threw, as soon as it has. */
    void run(Work work) throws UnreadableLogException, IOException {
        CompletionService<@Nullable Void> all = new ExecutorCompletionService<>(threads);
        for (int i = 0; i < count; i++) {
            all.submit(() -> {
                work.run();
                return null;
            });
        }
        for (int i = 0; i < count; i++) {
            awaitNext(all);
        }
    }

    private static void awaitNext(CompletionService<@Nullable Void> all) throws UnreadableLogException, IOException {
        try {
            all.take().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplayStoppedException("interrupted");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof UnreadableLogException fault) {
                throw fault;
            }
            throw failed(cause);
        }
    }

    /** What a thread failed with, as the thread that waits for it should have it. */
    static IOException failed(@Nullable Throwable cause) {
        if (cause instanceof IOException fault) {
            return fault;
        }
        if (cause instanceof UncheckedIOException fault) {
            return Objects.requireNonNull(fault.getCause());
        }
        if (cause instanceof SpillException fault) {
            return new IOException(fault.getMessage(), fault);
        }
        throw new IllegalStateException("a thread of a replay failed", cause);
    }

    /** Waits for threads that were told to stop; false if they are still at work after {@value #STOP_MILLIS} ms. */
    static boolean ends(ExecutorService threads) {
        boolean interrupted = false;
        while (true) {
            try {
                boolean ended = threads.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return ended;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    /**
     * Has those stop who are still at work, since another one failed, and waits for them: what they write to is removed
     * next. They learn of it from {@link Milestone#check}.
     */
    @Override
    public void close() {
        threads.shutdownNow();
        ends(threads);
    }
}
