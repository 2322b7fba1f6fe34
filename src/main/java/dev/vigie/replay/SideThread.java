package dev.vigie.replay;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Does what it is given, in the same order, on a thread of its own: it costs whoever gives it no more than to hand it
 * over. Used by one thread.
 */
final class SideThread implements Closeable {

    /** So much is handed over together, by weight, and so many such batches may wait. */
    private static final int BATCH_MAX = 1_024;

    private static final int BATCHES_MAX = 4;
    /** An event that names so many more people weighs one more. */
    private static final int PEOPLE_PER_WEIGHT = 8;

    /** An empty batch is the last. */
    private final BlockingQueue<List<Work>> batches = new ArrayBlockingQueue<>(BATCHES_MAX);

    private final Thread thread;
    private List<Work> batch = new ArrayList<>(BATCH_MAX);
    private int batchWeight;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    /** Something to do. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    SideThread(String name) {
        this.thread = Workers.daemon(name, this::work);
        thread.start();
    }

    /**
     * Has something done.
     *
     * @param people how many are named by what it holds on to
     * @throws IOException what something earlier failed with
     */
    void add(int people, Work work) throws IOException {
        batch.add(work);
        batchWeight += 1 + people / PEOPLE_PER_WEIGHT;
        if (batchWeight >= BATCH_MAX) {
            handOver();
        }
    }

    private void handOver() throws IOException {
        check();
        List<Work> full = batch;
        batch = new ArrayList<>(BATCH_MAX);
        batchWeight = 0;
        try {
            batches.put(full);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Has what was added so far begun; more can be added. */
    void flush() throws IOException {
        if (!batch.isEmpty()) {
            handOver();
        }
    }

    /** Waits until everything is done; nothing can be added from then on. */
    void finish() throws IOException {
        flush();
        handOver();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        check();
    }

    private void work() {
        try {
            for (List<Work> next = batches.take(); !next.isEmpty() && !closed; next = batches.take()) {
                for (int i = 0; i < next.size() && !closed; i++) {
                    next.get(i).run();
                }
            }
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            failure = e;
            // Whoever waits for room goes on, and learns of it.
            batches.clear();
        }
    }

    private void check() throws IOException {
        Throwable cause = failure;
        if (cause != null) {
            throw Workers.failed(cause);
        }
    }

    private static ReplayStoppedException interrupted() {
        Thread.currentThread().interrupt();
        return new ReplayStoppedException("interrupted");
    }

    /** What waits is not done any more, and what is being done is not done to its end. */
    @Override
    public void close() {
        closed = true;
        batches.clear();
        // Whatever is being done learns of it from Milestone.check.
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
