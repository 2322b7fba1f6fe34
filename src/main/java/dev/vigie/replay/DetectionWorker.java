package dev.vigie.replay;

import dev.vigie.detect.Contribution;
import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.EventGroups;
import dev.vigie.detect.PeerDays;
import dev.vigie.detect.Plan;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.replay.Batch.Contributed;
import dev.vigie.replay.Batch.Passage;
import dev.vigie.store.HeapBudget;
import dev.vigie.store.RocksMemory;
import dev.vigie.store.SpillingProfiles;
import dev.vigie.wire.EventDecoder;
import dev.vigie.wire.RegistryException;
import dev.vigie.wire.SchemaRegistry;
import dev.vigie.wire.WireException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * One thread that detects: for the accounts, and for the groups above, that fall to it. Each group falls to one worker,
 * which sees all that concerns it in the order of the events; so what is said of it does not depend on how many workers
 * there are.
 */
final class DetectionWorker implements AutoCloseable {

    private static final long STOP_MILLIS = 60_000;

    private final int number;
    private final int count;
    private final List<InputLogs.Place> places;
    private final ExecutorService thread;
    private final WaitingPeerDays peerDays;
    private final SpillingProfiles profiles;
    private final Detector detector;
    private final EventGroups groups;
    private final ReplayAlerts alerts;
    private final EventDecoder decoder = new EventDecoder(SchemaRegistry.none(), List.of());
    /** Groups that nothing will be contributed to any more. */
    private final Queue<Group> ended = new ConcurrentLinkedQueue<>();

    private long nowMillis;
    private long sweptDay = Long.MIN_VALUE;

    /** What all workers share. */
    record Shared(
            ReplayJob job,
            Plan plan,
            List<InputLogs.Place> places,
            Path scratch,
            RocksMemory memory,
            HeapBudget budget,
            PeerDays peerDays,
            ReplayAlerts alerts) {}

    DetectionWorker(int number, int count, Shared shared) {
        this.number = number;
        this.count = count;
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
    }

    /** Has the batch's events of its accounts run, after all that it was given before. */
    void takeAccounts(Batch batch) {
        thread.execute(() -> {
            try {
                if (!batch.hasFailed()) {
                    runAccounts(batch);
                }
            } catch (IOException | RuntimeException | Error e) {
                batch.fail(e);
            } finally {
                batch.accountsDone();
            }
        });
    }

    /** Has what the batch's events contribute to its groups run, once every account has. */
    void takeGroups(Batch batch) {
        thread.execute(() -> {
            try {
                batch.awaitAccounts();
                if (!batch.hasFailed()) {
                    runGroups(batch);
                }
            } catch (InterruptedException | RuntimeException | Error e) {
                batch.fail(e);
            } finally {
                batch.groupsDone();
            }
        });
    }

    /**
     * Has all that is still open closed: the logs have ended.
     *
     * @param endMillis when their last event was
     * @param clocksMillis the operators' clocks
     */
    void takeEnd(Batch last, long endMillis, Collection<Long> clocksMillis) {
        thread.execute(() -> {
            try {
                nowMillis = endMillis;
                detector.closeAll(clocksMillis, profiles, alerts::add);
            } catch (RuntimeException | Error e) {
                last.fail(e);
            } finally {
                last.groupsDone();
            }
        });
    }

    private void runAccounts(Batch batch) throws IOException {
        if (batch.day() != sweptDay) {
            sweptDay = batch.day();
            detector.closeSilent(profiles, alerts::add);
        }
        for (Group group = ended.poll(); group != null; group = ended.poll()) {
            profiles.forget(group);
        }
        for (Passage passage : batch.passages()) {
            if (passage.worker == number) {
                run(passage);
            }
        }
    }

    /** Has a group forgotten that has ended, where it fell to this worker; by then all it was given has been run. */
    void takeEnded(Group group) {
        if (isMine(group)) {
            ended.add(group);
        }
    }

    private void run(Passage passage) throws IOException {
        ReadEvent read = passage.read;
        AccessEvent event = decode(read);
        InputLogs.Place place = places.get(read.log());
        nowMillis = read.atMillis();
        List<Contributed> contributed = new ArrayList<>(0);
        passage.event = event;
        passage.verdict = detector.process(
                event,
                new Origin(place.name(), place.partition(), read.line()),
                profiles,
                alerts::add,
                contribution -> contributed.add(new Contributed(contribution)));
        passage.contributed = contributed;
        passage.reports = peerDays.take();
        if (passage.last) {
            groups.withinAccount(event, profiles::forget);
        }
    }

    private AccessEvent decode(ReadEvent read) throws IOException {
        try {
            return decoder.decode(read.event());
        } catch (WireException | RegistryException e) {
            throw new IOException("an event that this replay has just written cannot be read: " + e.getMessage(), e);
        }
    }

    private void runGroups(Batch batch) {
        for (Passage passage : batch.passages()) {
            List<Contributed> contributed = passage.contributed;
            for (int i = 0; i < contributed.size(); i++) {
                Contribution contribution = contributed.get(i).contribution;
                if (isMine(contribution.group())) {
                    nowMillis = contribution.timeMillis();
                    detector.processContribution(contribution, profiles, alerts::add);
                    contributed.get(i).reports = peerDays.take();
                }
            }
        }
    }

    /** True if a group above accounts falls to this worker. */
    private boolean isMine(Group group) {
        return (group.hashCode() & Integer.MAX_VALUE) % count == number;
    }

    boolean hasSpilled() {
        return profiles.hasSpilled();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            // A database must not be closed while its thread is in it.
            if (thread.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                profiles.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
