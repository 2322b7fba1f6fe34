package dev.vigie.replay;

import dev.vigie.detect.PeerKey;
import dev.vigie.detect.PeerTally;
import dev.vigie.detect.Verdict;
import dev.vigie.model.AccessEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a day's events on its way through all workers, of which each takes those of its accounts. Whoever waits
 * for it sees all that was done in it.
 */
final class Batch {

    private final List<Passage> passages = new ArrayList<>();
    private long bytes;
    private final CountDownLatch latch;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** What a group's day that is over told its peers. */
    record Report(PeerKey peers, long day, PeerTally one) {}

    /** One event and what has become of it. */
    static final class Passage {
        final ReadEvent read;
        /** Its number among the events of its day. */
        final long number;
        /** Who works at it, by number. */
        final int worker;
        /** Its account is done with it. */
        final boolean last;

        @Nullable
        AccessEvent event;

        @Nullable
        Verdict verdict;

        List<Report> reports = List.of();

        Passage(ReadEvent read, long number, int worker, boolean last) {
            this.read = read;
            this.number = number;
            this.worker = worker;
            this.last = last;
        }
    }

    Batch(int workers) {
        this.latch = new CountDownLatch(workers);
    }

    boolean isFull(int eventsMax, long bytesMax) {
        return passages.size() >= eventsMax || bytes >= bytesMax;
    }

    /**
     * @param number its number among the events of its day
     * @param worker whose account's it is
     * @param last if the account has none after it
     */
    void add(ReadEvent read, long number, int worker, boolean last) {
        passages.add(new Passage(read, number, worker, last));
        bytes += read.event().length;
    }

    /** In the order of their events. */
    List<Passage> passages() {
        return passages;
    }

    void done() {
        latch.countDown();
    }

    /** Waits for all that is to be done. */
    void awaitAll() throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplayStoppedException("interrupted");
        }
        Throwable cause = failure.get();
        if (cause != null) {
            throw Workers.failed(cause);
        }
    }

    void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    /** True if some worker has failed: nobody need go on. */
    boolean hasFailed() {
        return failure.get() != null;
    }
}
