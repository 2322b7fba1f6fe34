package dev.vigie.replay;

import dev.vigie.detect.Contribution;
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
 * A stretch of a day's events on its way through all workers: first each takes those of its accounts, then what these
 * contribute to its groups above. Whoever waits for a step sees all that was done in it.
 */
final class Batch {

    private final long day;
    private final List<Passage> passages = new ArrayList<>();
    private long bytes;
    private final CountDownLatch accounts;
    private final CountDownLatch groups;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** What a group's day that is over told its peers. */
    record Report(PeerKey peers, long day, PeerTally one) {}

    /** What an event contributed to a group above its account, and what came of it. */
    static final class Contributed {
        final Contribution contribution;
        List<Report> reports = List.of();

        Contributed(Contribution contribution) {
            this.contribution = contribution;
        }
    }

    /** One event and what has become of it. */
    static final class Passage {
        final ReadEvent read;
        /** Who works at it, by number. */
        final int worker;
        /** Its account is done with it. */
        final boolean last;

        @Nullable
        AccessEvent event;

        @Nullable
        Verdict verdict;

        List<Report> reports = List.of();
        List<Contributed> contributed = List.of();

        Passage(ReadEvent read, int worker, boolean last) {
            this.read = read;
            this.worker = worker;
            this.last = last;
        }
    }

    Batch(long day, int workers) {
        this.day = day;
        this.accounts = new CountDownLatch(workers);
        this.groups = new CountDownLatch(workers);
    }

    /** The UTC day of all its events, counted from 1970. */
    long day() {
        return day;
    }

    boolean isFull(int eventsMax, long bytesMax) {
        return passages.size() >= eventsMax || bytes >= bytesMax;
    }

    /**
     * @param worker whose account's it is
     * @param last if the account has none after it
     */
    void add(ReadEvent read, int worker, boolean last) {
        passages.add(new Passage(read, worker, last));
        bytes += read.event().length;
    }

    /** In the order of their events. */
    List<Passage> passages() {
        return passages;
    }

    void accountsDone() {
        accounts.countDown();
    }

    void groupsDone() {
        groups.countDown();
    }

    void awaitAccounts() throws InterruptedException {
        accounts.await();
    }

    /** Waits for all that is to be done. */
    void awaitAll() throws IOException {
        try {
            groups.await();
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
