package dev.vigie.replay;

import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.EventGroups;
import dev.vigie.detect.PackedContribution;
import dev.vigie.detect.PackedContributions;
import dev.vigie.detect.PeerDays;
import dev.vigie.detect.Plan;
import dev.vigie.detect.Verdict;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.CacheLines;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.replay.Batch.Passage;
import dev.vigie.store.HeapBudget;
import dev.vigie.store.RocksMemory;
import dev.vigie.store.SpillingProfiles;
import dev.vigie.wire.EventDecoder;
import dev.vigie.wire.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One thread that detects: for the accounts, and for the groups above, that fall to it. Each group falls to one worker,
 * which sees all that concerns it in the order of time; so what is said of it does not depend on how many workers there
 * are.
 */
final class DetectionWorker {

    private static final int SHARES_PER_TELLING = 1_024;
    private static final List<String> SOURCE = List.of(Field.SRC_IP.fieldName());

    private final int number;
    private final List<InputLogs.Place> places;
    private final ExecutorService thread;
    private final WaitingPeerDays peerDays;
    private final SpillingProfiles profiles;
    private final Detector detector;
    private final EventGroups groups;
    private final ReplayAlerts alerts;
    private final EventsToCome toCome;
    private final VerdictTally tally;
    private final EventDecoder decoder = new EventDecoder(SchemaRegistry.none(), List.of());
    /** True if source addresses are groups that end with their last event. */
    private final boolean endsSources;
    /** Where what is fetched is put, so that the compiler cannot leave it out. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    private long nowMillis;

    /** What all workers share. */
    record Shared(
            ReplayJob job,
            Plan plan,
            List<InputLogs.Place> places,
            Path scratch,
            RocksMemory memory,
            HeapBudget budget,
            PeerDays peerDays,
            EventsToCome toCome,
            ReplayAlerts alerts) {}

    /** @param output is told of the events of its accounts */
    DetectionWorker(int number, Shared shared, ReplayOutput.Events output) {
        this.number = number;
        this.toCome = shared.toCome();
        this.tally = new VerdictTally(shared.job().scope(), toCome, output);
        this.places = shared.places();
        this.thread = Executors.newSingleThreadExecutor(work -> Workers.daemon("detect", work));
        this.peerDays = new WaitingPeerDays(shared.peerDays());
        this.profiles = new SpillingProfiles(
                shared.plan(),
                shared.scratch().resolve("profiles-" + number),
                shared.memory(),
                shared.budget(),
                peerDays);
        // A replay's clock is its logs': "detected at" is the time of the event at hand, and two replays agree to the
        // byte.
        DetectorSettings settings = shared.job().settings().apply(() -> nowMillis);
        this.detector = new Detector(shared.plan(), settings);
        this.groups = new EventGroups(shared.plan(), settings);
        this.alerts = shared.alerts();
        this.endsSources = shared.plan().groupsBy(Field.SRC_IP);
    }

    /** Has the batch's events of its accounts run, after all that it was given before. */
    void takeAccounts(Batch batch, GroupDay day) {
        take(batch.step(), () -> runAccounts(batch, day));
    }

    /**
     * Has what a day's events contribute to its groups run, once every account's day has been, and whatever has fallen
     * silent closed.
     */
    void takeGroups(GroupDay day, DayProgress progress) {
        take(day.step(), () -> {
            runGroups(day, progress);
            detector.closeSilent(profiles, alerts::add);
        });
    }

    /**
     * Has all that is still open closed: the logs have ended.
     *
     * @param endMillis when their last event was
     * @param clocksMillis the operators' clocks
     */
    void takeEnd(Step end, long endMillis, Collection<Long> clocksMillis) {
        take(end, () -> {
            nowMillis = endMillis;
            detector.closeAll(clocksMillis, profiles, alerts::add);
        });
    }

    private void take(Step step, Step.Part part) {
        thread.execute(() -> step.run(part));
    }

    private void runAccounts(Batch batch, GroupDay day) throws IOException {
        List<Passage> passages = batch.passages();
        for (int i = 0; i < passages.size(); i++) {
            if (passages.get(i).worker == number) {
                run(passages.get(i), batch.firstNumber() + i, day);
            }
        }
    }

    private void run(Passage passage, long eventNumber, GroupDay day) throws IOException {
        ReadEvent read = passage.read;
        touched += CacheLines.touch(read.event(), 0, read.event().length);
        AccessEvent event = read.decode(decoder);
        InputLogs.Place place = places.get(read.log());
        nowMillis = read.atMillis();
        Origin origin = new Origin(place.name(), place.partition(), read.line());
        PackedContributions packing = day.packing(number);
        packing.begin(eventNumber);
        Verdict verdict = detector.process(event, origin, profiles, alerts::add, packing);
        day.gather(number);
        tally.add(eventNumber, read, event, verdict);
        passage.reports = peerDays.take();
        if (passage.last) {
            groups.withinAccount(event, profiles::forget);
        }
    }

    private void runGroups(GroupDay day, DayProgress progress) throws IOException {
        Iterator<GroupShare> shares = day.of(number);
        GroupsOfPlace here = new GroupsOfPlace();
        PackedContribution contribution = new PackedContribution();
        int place = -1;
        long gone = 0;
        while (shares.hasNext() && !day.step().hasFailed()) {
            GroupShare share = shares.next();
            if (share.placeOfGroup() != place) {
                here.end(this::end);
                place = share.placeOfGroup();
            }
            day.move(contribution, share);
            here.add(contribution.group());
            nowMillis = contribution.timeMillis();
            detector.processContribution(contribution, profiles, alerts::add);
            List<Batch.Report> reports = peerDays.take();
            if (!reports.isEmpty()) {
                day.report(share.shard(), reports);
            }
            if (++gone % SHARES_PER_TELLING == 0) {
                progress.advance(SHARES_PER_TELLING);
            }
        }
        here.end(this::end);
    }

    /** Has a group forgotten whose last event, too, has been contributed. */
    private void end(Group group) {
        if (endsSources
                && group.names().equals(SOURCE)
                && toCome.isDone(group.values().get(0))) {
            profiles.forget(group);
        }
    }

    /** What has become of its events, once it has gone through them. */
    VerdictTally tally() {
        return tally;
    }

    /** Has the thread stop, which learns of it from {@link Milestone#check}. */
    void stop() {
        thread.shutdownNow();
    }

    /** Waits for a thread that was stopped, and closes the profiles; false if it is still at work and has them. */
    boolean end() {
        boolean ended = Workers.ends(thread);
        if (ended) {
            profiles.close();
        }
        return ended;
    }
}
