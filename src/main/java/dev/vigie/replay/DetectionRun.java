package dev.vigie.replay;

import dev.vigie.detect.PeerDays;
import dev.vigie.detect.Plan;
import dev.vigie.detect.Verdict;
import dev.vigie.detect.Verdict.Fate;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.replay.Batch.Contributed;
import dev.vigie.replay.Batch.Passage;
import dev.vigie.replay.Progress.Phase;
import dev.vigie.store.HeapBudget;
import dev.vigie.store.RocksMemory;
import dev.vigie.store.SpillingPeerDays;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The detector at work over events in order, on several threads, with the very result of one.
 *
 * <pre>
 *   events in order -> batches -> accounts: worker 1 .. n -> groups above: worker 1 .. n -> settled, in order
 * </pre>
 *
 * An account, and a group above accounts, falls to one worker, which sees what concerns it in the order of the events.
 * What else passes from one to the other are peers' days: they are taken in when a batch is settled, event by event,
 * and apply from the second day after; so no batch begins before those of two days earlier are settled, and a batch
 * ends with its day. Several batches are under way at a time.
 */
final class DetectionRun implements Closeable {

    /**
     * So many events pass from step to step together, or so many bytes of them, of which one may name a hundred
     * thousand people; and so many batches may be under way.
     */
    private static final int BATCH_EVENTS_MAX = 1_024;

    private static final int BATCH_BYTES_MAX = 1 << 20;

    private static final int BATCHES_MAX = 4;
    private static final long DAY_MILLIS = 86_400_000;
    private static final List<String> SOURCE = List.of(Field.SRC_IP.fieldName());

    private final Scope scope;
    private final Milestone milestone;
    private final ReplayAlerts alerts;
    private final ReplayOutput output;
    private final SpillingPeerDays peerDays;
    private final RocksMemory memory;
    private final List<DetectionWorker> workers = new ArrayList<>();
    private final Deque<Batch> underWay = new ArrayDeque<>();
    private final Division division;
    private final OperatorClocks clocks = new OperatorClocks();
    /** True if source addresses are groups that end with their last event. */
    private final boolean endsSources;

    private EventsToCome toCome = new EventsToCome(0);
    /** The last batch, whose groups have to wait until the next one's accounts have work to do meanwhile. */
    private @Nullable Batch accountsOnly;

    private long endMillis;
    private long counted;
    private long late;
    private long duplicate;
    private long skewed;
    private long lateForSomeRules;
    private long idReused;

    /**
     * @param places by log, where its events come from
     * @param scratch where profiles go that do not fit the heap
     * @param output is told of every event that the job's scope covers, in order, and of every message
     */
    DetectionRun(
            ReplayJob job,
            List<InputLogs.Place> places,
            Path scratch,
            ReplayAlerts alerts,
            ReplayOutput output,
            Milestone milestone) {
        this.scope = job.scope();
        this.milestone = milestone;
        this.alerts = alerts;
        this.output = output;
        Plan plan = new Plan(job.rules());
        Effort effort = job.effort();
        this.memory = new RocksMemory(effort.storeBytes());
        this.peerDays = new SpillingPeerDays(scratch.resolve("peers"), memory);
        HeapBudget budget = new HeapBudget(effort.profileBytes());
        DetectionWorker.Shared shared =
                new DetectionWorker.Shared(job, plan, places, scratch, memory, budget, peerDays, alerts);
        this.endsSources = plan.groupsBy(Field.SRC_IP);
        this.division = new Division(effort.workers());
        for (int i = 0; i < effort.workers(); i++) {
            workers.add(new DetectionWorker(i, effort.workers(), shared));
        }
    }

    /** @param toCome of whom they are; it is used up */
    void run(Iterator<ReadEvent> events, long total, EventsToCome toCome) throws IOException {
        this.toCome = toCome;
        milestone.begin(Phase.DETECT, total);
        try {
            Batch batch = null;
            while (events.hasNext()) {
                ReadEvent read = events.next();
                long day = Math.floorDiv(read.atMillis(), DAY_MILLIS);
                if (batch != null && (batch.day() != day || batch.isFull(BATCH_EVENTS_MAX, BATCH_BYTES_MAX))) {
                    dispatch(batch);
                    batch = null;
                }
                batch = batch == null ? new Batch(day, workers.size()) : batch;
                batch.add(read, division.of(read.partition()), toCome.takeLast(read.partition()));
            }
            if (batch != null) {
                dispatch(batch);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        settleAll();
        Batch end = new Batch(Long.MAX_VALUE, workers.size());
        Collection<Long> clocksMillis = clocks.millis();
        workers.forEach(worker -> worker.takeEnd(end, endMillis, clocksMillis));
        end.awaitAll();
        tellAlerts();
        milestone.end();
    }

    private void dispatch(Batch batch) throws IOException {
        while (!underWay.isEmpty() && underWay.element().day() <= batch.day() - PeerDays.LAG_DAYS) {
            settle();
        }
        workers.forEach(worker -> worker.takeAccounts(batch));
        takeGroups();
        accountsOnly = batch;
        underWay.add(batch);
        if (underWay.size() == BATCHES_MAX) {
            settle();
        }
    }

    private void takeGroups() {
        Batch batch = accountsOnly;
        accountsOnly = null;
        if (batch != null) {
            workers.forEach(worker -> worker.takeGroups(batch));
        }
    }

    private void settleAll() throws IOException {
        while (!underWay.isEmpty()) {
            settle();
        }
    }

    /** Waits for the eldest batch, and takes in, in the order of its events, what came of them. */
    private void settle() throws IOException {
        Batch batch = underWay.remove();
        if (batch == accountsOnly) {
            takeGroups();
        }
        batch.awaitAll();
        for (Passage passage : batch.passages()) {
            settle(passage);
        }
        tellAlerts();
        milestone.advance(batch.passages().size(), alerts.opened());
    }

    /** Every event comes by here once, with its verdict, in {@link ReadEvent#ORDER}. */
    private void settle(Passage passage) throws IOException {
        if (!passage.reports.isEmpty()) {
            takeIn(passage.reports);
        }
        for (Contributed each : passage.contributed) {
            if (!each.reports.isEmpty()) {
                takeIn(each.reports);
            }
        }
        AccessEvent event = Objects.requireNonNull(passage.event);
        endSource(event.sourceIp());
        Verdict verdict = Objects.requireNonNull(passage.verdict);
        endMillis = passage.read.atMillis();
        if (verdict.fate() == Fate.COUNTED) {
            clocks.tick(event.operator(), endMillis);
        }
        if (scope.covers(event)) {
            count(verdict);
            output.judged(event, verdict);
        }
    }

    /** Nothing will be contributed to a source's group any more, and all that was has been taken in. */
    private void endSource(@Nullable String source) {
        if (endsSources && source != null && toCome.takeLastFrom(source)) {
            Group group = new Group(SOURCE, List.of(source));
            workers.forEach(worker -> worker.takeEnded(group));
        }
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

    private void count(Verdict verdict) {
        switch (verdict.fate()) {
            case COUNTED -> {
                counted++;
                skewed += verdict.skewed() ? 1 : 0;
                lateForSomeRules += verdict.lateForSomeRules() ? 1 : 0;
                idReused += verdict.idReused() ? 1 : 0;
            }
            case LATE -> late++;
            case DUPLICATE -> duplicate++;
        }
    }

    Counts counts(long rejected, long filtered) {
        return new Counts(counted, rejected, late, duplicate, skewed, lateForSomeRules, idReused, filtered);
    }

    /** True if some profile did not fit the heap. */
    boolean hasSpilled() {
        return workers.stream().anyMatch(DetectionWorker::hasSpilled);
    }

    @Override
    public void close() {
        workers.forEach(DetectionWorker::close);
        peerDays.close();
        memory.close();
    }
}
