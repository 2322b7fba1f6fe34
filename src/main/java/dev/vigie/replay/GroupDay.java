package dev.vigie.replay;

import dev.vigie.detect.PackedContribution;
import dev.vigie.detect.PackedContributions;
import dev.vigie.detect.PeerDays;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * What one day's events contribute to the groups above their accounts: gathered while the accounts are gone through,
 * then gone through, each group in order and by one worker. What does not fit the heap goes to the disk.
 */
final class GroupDay implements Closeable {

    /**
     * More workers do not share it, nor so many that what one gathers for another were less than
     * {@value #LANE_BYTES_MIN} bytes at a time: the smaller the runs, the more files there are to merge.
     */
    static final int WORKERS_MAX = 8;

    private static final int LANE_BYTES_MIN = 1 << 18;
    /** So many files all of them together may read at once. */
    private static final int FILES_MAX = 4 * ExternalSorter.FAN_IN_MAX;

    /** By who goes through it. */
    private final List<ExternalSorter<GroupShare>> sorters = new ArrayList<>();

    private final List<ShareGatherer> gatherers = new ArrayList<>();
    private final ShardDivision division;
    private final ShardedReports reports = new ShardedReports(GroupShare.SHARDS);
    private final Step step;

    /**
     * @param dayMillis when the day begins
     * @param workers how many gather
     * @param division of {@link #going} workers, the same every day
     * @param heapBytesMax what all of it may take of the heap, about
     */
    GroupDay(Scratch scratch, long dayMillis, int workers, ShardDivision division, long heapBytesMax) {
        this.step = new Step(workers);
        this.division = division;
        int fanInMax = Math.min(ExternalSorter.FAN_IN_MAX, FILES_MAX / division.workers());
        for (int i = 0; i < division.workers(); i++) {
            sorters.add(new ExternalSorter<>(scratch, GroupShare.FORMAT, GroupShare.ORDER, 0, 1, fanInMax, null));
        }
        for (int i = 0; i < workers; i++) {
            gatherers.add(new ShareGatherer(i, scratch, dayMillis, heapBytesMax / workers, sorters, division));
        }
    }

    /** How many of the workers go through what all of them have gathered. */
    static int going(int workers, long heapBytesMax) {
        long lanes = heapBytesMax / LANE_BYTES_MIN / workers;
        return (int) Math.max(1, Math.min(lanes, Math.min(workers, WORKERS_MAX)));
    }

    /** Where a worker packs what an event contributes, before it is {@linkplain #gather gathered}. */
    PackedContributions packing(int worker) {
        return gatherers.get(worker).packing();
    }

    /** Gathers what the worker has packed of an event, if anything; each worker for itself. */
    void gather(int worker) throws IOException {
        gatherers.get(worker).gather();
    }

    /** Moves {@code contribution} to the share's, once everybody has gathered. */
    void move(PackedContribution contribution, GroupShare share) {
        contribution.move(gatherers.get(share.gatherer()).packing(), share.packed(), share.from(), share.place());
    }

    /** How many were gathered, once everybody has. */
    long gathered() {
        return gatherers.stream().mapToLong(ShareGatherer::gathered).sum();
    }

    /** All that one worker goes through, in {@link GroupShare#ORDER}, once everybody has gathered. */
    Iterator<GroupShare> of(int worker) throws IOException {
        if (worker >= sorters.size()) {
            return Collections.emptyIterator();
        }
        long[] sharesByShard = new long[GroupShare.SHARDS];
        gatherers.forEach(each -> each.count(sharesByShard));
        division.divide(sharesByShard);
        for (ShareGatherer each : gatherers) {
            each.end(worker);
        }
        return sorters.get(worker).sorted();
    }

    /** Takes what was reported of one group. */
    void report(int shard, List<Batch.Report> its) {
        reports.add(shard, its);
    }

    /** In which every worker goes through its part. */
    Step step() {
        return step;
    }

    /** Hands on what the groups reported. */
    void handOverReports(PeerDays to) {
        reports.handOver(to);
    }

    @Override
    public void close() throws IOException {
        for (ExternalSorter<GroupShare> each : sorters) {
            each.close();
        }
    }
}
