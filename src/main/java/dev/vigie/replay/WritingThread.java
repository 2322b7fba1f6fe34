package dev.vigie.replay;

import dev.vigie.detect.Verdict;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Tells an output what it is told, in the same order, on a thread of its own: to write something down costs whoever
 * runs the detection no more than to hand it over. Used by one thread.
 */
final class WritingThread implements ReplayOutput, Closeable {

    /** So much is handed over together, as far as it names few people, and so many such batches may wait. */
    private static final int BATCH_MAX = 1_024;

    /** An event that names so many more weighs one more. */
    private static final int PEOPLE_PER_WEIGHT = 8;

    private static final int BATCHES_MAX = 4;

    private final ReplayOutput output;
    /** An empty batch is the last. */
    private final BlockingQueue<List<Told>> batches = new ArrayBlockingQueue<>(BATCHES_MAX);

    private final Thread thread;
    private List<Told> batch = new ArrayList<>(BATCH_MAX);
    private int batchWeight;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    @FunctionalInterface
    private interface Told {
        void tell(ReplayOutput output) throws IOException;
    }

    /** @param output is told by nobody else until this is finished or closed */
    WritingThread(ReplayOutput output) {
        this.output = output;
        this.thread = Workers.daemon("write", this::write);
        thread.start();
    }

    @Override
    public void judged(AccessEvent event, Verdict verdict) throws IOException {
        add(1 + event.subjects().size() / PEOPLE_PER_WEIGHT, to -> to.judged(event, verdict));
    }

    @Override
    public void alert(Alert alert) throws IOException {
        add(1, to -> to.alert(alert));
    }

    private void add(int weight, Told told) throws IOException {
        batch.add(told);
        batchWeight += weight;
        if (batchWeight >= BATCH_MAX) {
            handOver();
        }
    }

    private void handOver() throws IOException {
        check();
        List<Told> full = batch;
        batch = new ArrayList<>(BATCH_MAX);
        batchWeight = 0;
        try {
            batches.put(full);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Waits until the output has been told everything; nothing can be told from then on. */
    void finish() throws IOException {
        if (!batch.isEmpty()) {
            handOver();
        }
        handOver();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        check();
    }

    private void write() {
        try {
            for (List<Told> next = batches.take(); !next.isEmpty() && !closed; next = batches.take()) {
                for (Told told : next) {
                    told.tell(output);
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

    /** What waits is not told any more. */
    @Override
    public void close() {
        // An interrupt would close the files that the output is writing to.
        closed = true;
        batches.clear();
        batches.offer(List.of());
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
