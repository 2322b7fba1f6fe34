package dev.vigie.replay;

import dev.vigie.detect.PeerKey;
import dev.vigie.detect.PeerTally;
import java.util.ArrayList;
import java.util.List;

/** A stretch of a day's events on its way through all workers, of which each takes those of its accounts. */
final class Batch {

    /** What a passage takes on the heap beside the event's bytes, */
    private static final long PASSAGE_BYTES = 100;
    /** and one thing that is told peers. */
    private static final long REPORT_BYTES = 700;

    private final List<Passage> passages = new ArrayList<>();
    private long eventBytes;
    private long heapBytes;
    private final long firstNumber;
    private final Step step;

    /** What a group's day that is over told its peers. */
    record Report(PeerKey peers, long day, PeerTally one) {}

    /** One event, and what came of it to others. */
    static final class Passage {
        final ReadEvent read;
        /** Who works at it, by number. */
        final int worker;
        /** Its account is done with it. */
        final boolean last;

        List<Report> reports = List.of();

        Passage(ReadEvent read, int worker, boolean last) {
            this.read = read;
            this.worker = worker;
            this.last = last;
        }
    }

    /** @param firstNumber of its first event, among all */
    Batch(long firstNumber, int workers) {
        this.firstNumber = firstNumber;
        this.step = new Step(workers);
    }

    long firstNumber() {
        return firstNumber;
    }

    /** In which every worker takes what is its own. */
    Step step() {
        return step;
    }

    boolean isFull(int eventsMax, long bytesMax) {
        return passages.size() >= eventsMax || eventBytes >= bytesMax;
    }

    /**
     * @param worker whose account's it is
     * @param last if the account has none after it
     * @param reports how much it may tell peers: a day's first event, of the days before
     */
    void add(ReadEvent read, int worker, boolean last, int reports) {
        passages.add(new Passage(read, worker, last));
        eventBytes += read.event().length;
        heapBytes += PASSAGE_BYTES + read.event().length + reports * REPORT_BYTES;
    }

    /** What it takes on the heap, about, with what comes of it. */
    long heapBytes() {
        return heapBytes;
    }

    /** In the order of their events. */
    List<Passage> passages() {
        return passages;
    }
}
