package dev.vigie.replay;

import dev.vigie.detect.Plan;
import dev.vigie.model.Alert;
import dev.vigie.replay.Batch.Passage;
import dev.vigie.replay.Progress.Phase;
import dev.vigie.store.HeapBudget;
import dev.vigie.store.RocksMemory;
import dev.vigie.store.SpillingPeerDays;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The detector at work over events in order, on several threads, with the very result of one.
 *
 * <pre>
 *   a day's events, account by account -> batches -> worker 1 .. n -> what they report to peers, in order
 *       what they contribute, sorted  -> place by place -> worker 1 .. n
 * </pre>
 *
 * An account, and a group above accounts, falls to one worker, which sees what concerns it in the order of time. What
 * else passes from one to the other are peers' days, which apply from the second day after, and operators' clocks,
 * which only have to be right when a day is over: so it does not matter in which order the accounts of a day come, and
 * they come one after the other. An account of which there are two million is read from the disk once for each of its
 * days, and not for each of its events.
 */
final class DetectionRun implements Closeable {

    /**
     * So many events pass from step to step together, or so many bytes of them, of which one may name a hundred
     * thousand people.
     */
    private static final int BATCH_EVENTS_MAX = 1_024;

    private static final int BATCH_BYTES_MAX = 1 << 18;
    /**
     * Batches under way may take so much of what events may take of the heap, or so many bytes: while one worker is at
     * a busy account the others go on with those after it.
     */
    private static final int UNDER_WAY_SHARE = 8;

    private static final long UNDER_WAY_BYTES_MIN = 1 << 18;
    /** While workers are at it, alerts are told so often. */
    private static final long TELLING_MILLIS = 100;
    /** What a day's events contribute may take a half of the heap that events may take while they are sorted. */
    private static final int CONTRIBUTIONS_SHARE = 2;

    private final Milestone milestone;
    private final ReplayAlerts alerts;
    private final ReplayOutput output;
    private final SpillingPeerDays peerDays;
    private final RocksMemory memory;
    private final List<DetectionWorker> workers = new ArrayList<>();
    private final Deque<Batch> underWay = new ArrayDeque<>();
    private final Division division;
    private final ShardDivision shardDivision;
    private final EventsToCome toCome;
    private final Scratch contributions;
    private final long contributionBytes;
    private final int reportsOfDay;
    private final long underWayBytesMax;
    private long underWayBytes;
    /** The day at hand. */
    private @Nullable GroupDay contributed;

    private long endMillis = Long.MIN_VALUE;
    /** How many events were given out. */
    private long given;

    /**
     * @param places by log, where its events come from
     * @param toCome of whom the events are; it is used up
     * @param scratch where profiles, peers' days and contributions go that do not fit the heap
     * @param output is told of every event that the job's scope covers, day by day, and of every message
     */
    DetectionRun(
            ReplayJob job,
            List<InputLogs.Place> places,
            EventsToCome toCome,
            Path scratch,
            ReplayAlerts alerts,
            ReplayOutput output,
            Milestone milestone)
            throws IOException {
        // A directory of its own: only one gives names to the files in it.
        this.contributions = new Scratch(Files.createDirectory(scratch.resolve("groups")), milestone);
        this.milestone = milestone;
        this.toCome = toCome;
        this.alerts = alerts;
        this.output = output;
        Plan plan = new Plan(job.rules());
        this.reportsOfDay = plan.reportsOfDay();
        Effort effort = job.effort();
        this.memory = new RocksMemory(effort.storeBytes());
        this.peerDays = new SpillingPeerDays(scratch.resolve("peers"), memory);
        HeapBudget budget = new HeapBudget(effort.profileBytes());
        DetectionWorker.Shared shared =
                new DetectionWorker.Shared(job, plan, places, scratch, memory, budget, peerDays, toCome, alerts);
        this.contributionBytes = effort.eventBytes() / CONTRIBUTIONS_SHARE;
        this.underWayBytesMax = Math.max(UNDER_WAY_BYTES_MIN, effort.eventBytes() / UNDER_WAY_SHARE);
        this.division = new Division(effort.workers());
        this.shardDivision = new ShardDivision(GroupDay.going(effort.workers(), contributionBytes));
        for (int i = 0; i < effort.workers(); i++) {
            workers.add(new DetectionWorker(i, shared, output.events()));
        }
    }

    void run(Iterator<ReadEvent> events, long total) throws IOException {
        milestone.begin(Phase.DETECT, total);
        try {
            ReadEvent next = events.hasNext() ? events.next() : null;
            while (next != null) {
                next = runDay(next, events);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Step end = new Step(workers.size());
        OperatorClocks clocks = new OperatorClocks();
        workers.forEach(worker -> worker.tally().tick(clocks));
        Collection<Long> clocksMillis = clocks.millis();
        workers.forEach(worker -> worker.takeEnd(end, endMillis, clocksMillis));
        await(end);
        milestone.end();
    }

    /** Runs the day of {@code first}; what comes back is the first event of the next one. */
    private @Nullable ReadEvent runDay(ReadEvent first, Iterator<ReadEvent> events) throws IOException {
        DayProgress progress = new DayProgress(milestone, alerts);
        GroupDay day = new GroupDay(contributions, first.dayMillis(), workers.size(), shardDivision, contributionBytes);
        contributed = day;
        ReadEvent next = runAccounts(first, events, day, progress);
        progress.begin(day.gathered());
        workers.forEach(worker -> worker.takeGroups(day, progress));
        await(day.step());
        synchronized (peerDays) {
            day.handOverReports(peerDays);
        }
        day.close();
        progress.end();
        return next;
    }

    private @Nullable ReadEvent runAccounts(
            ReadEvent first, Iterator<ReadEvent> events, GroupDay day, DayProgress progress) throws IOException {
        ReadEvent read = first;
        Batch batch = new Batch(given, workers.size());
        int partition = -1;
        for (; read != null && read.day() == first.day(); given++) {
            if (batch.isFull(BATCH_EVENTS_MAX, BATCH_BYTES_MAX)) {
                dispatch(batch, day, progress);
                batch = new Batch(given, workers.size());
            }
            boolean begins = read.partition() != partition;
            partition = read.partition();
            batch.add(read, division.of(partition), toCome.takeLast(partition), begins ? reportsOfDay : 0);
            endMillis = Math.max(endMillis, read.atMillis());
            read = events.hasNext() ? events.next() : null;
        }
        dispatch(batch, day, progress);
        while (!underWay.isEmpty()) {
            settle(progress);
        }
        return read;
    }

    private void dispatch(Batch batch, GroupDay day, DayProgress progress) throws IOException {
        workers.forEach(worker -> worker.takeAccounts(batch, day));
        underWay.add(batch);
        underWayBytes += batch.heapBytes();
        while (!underWay.isEmpty()
                && (underWayBytes > underWayBytesMax
                        || underWay.element().step().isDone())) {
            settle(progress);
        }
    }

    /** Waits for the eldest batch, and takes in what its events reported, in their order. */
    private void settle(DayProgress progress) throws IOException {
        Batch batch = underWay.remove();
        underWayBytes -= batch.heapBytes();
        await(batch.step());
        for (Passage passage : batch.passages()) {
            if (!passage.reports.isEmpty()) {
                takeIn(passage.reports);
            }
        }
        progress.advanceAccounts(batch.passages().size());
    }

    /** Alerts go on meanwhile: a day's groups may have more of them than fit the heap. */
    private void await(Step step) throws IOException {
        boolean done;
        do {
            done = step.await(TELLING_MILLIS);
            tellAlerts();
        } while (!done);
    }

    private void tellAlerts() throws IOException {
        for (Alert alert : alerts.takeFresh()) {
            output.alert(alert);
        }
    }

    private void takeIn(List<Batch.Report> reports) {
        synchronized (peerDays) {
            for (Batch.Report report : reports) {
                peerDays.report(report.peers(), report.day(), report.one());
            }
        }
    }

    /** Of all events, once they have been run. */
    Counts counts(long rejected, long filtered) {
        Counts counts = new Counts(0, rejected, 0, 0, 0, 0, 0, filtered);
        for (DetectionWorker worker : workers) {
            counts = counts.plus(worker.tally().counts());
        }
        return counts;
    }

    @Override
    public void close() throws IOException {
        workers.forEach(DetectionWorker::stop);
        boolean ended = true;
        for (DetectionWorker worker : workers) {
            ended &= worker.end();
        }
        // A database, or a file, must not be closed while a thread is in it.
        if (ended) {
            peerDays.close();
            memory.close();
            if (contributed != null) {
                contributed.close();
            }
        }
    }
}
