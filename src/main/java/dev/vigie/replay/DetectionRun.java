package dev.vigie.replay;

import dev.vigie.detect.Detector;
import dev.vigie.detect.Plan;
import dev.vigie.detect.Verdict;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.replay.Progress.Phase;
import dev.vigie.store.MemoryProfiles;
import dev.vigie.wire.AlertJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** The detector at work over events in order. Alerts go to a stream, one a line. */
final class DetectionRun {

    /** How often silent groups are looked for, in event time; what they say does not depend on it. */
    private static final long SWEEP_MILLIS = 3_600_000;

    private static final long PROGRESS_EVERY = 4_096;

    private final List<String> names;
    private final OutputStream alerts;
    private final ReplayOutput output;
    private final Detector detector;
    private final MemoryProfiles profiles;
    private final GravestEpisodes gravest = new GravestEpisodes();
    private long nowMillis;
    private long sweptMillis;
    private long counted;
    private long late;
    private long duplicate;
    private long skewed;
    private long lateForSomeRules;
    private long idReused;
    private long opened;
    private long updated;
    private long closed;

    DetectionRun(ReplayJob job, List<String> names, OutputStream alerts, ReplayOutput output) {
        this.names = names;
        this.alerts = alerts;
        this.output = output;
        Plan plan = new Plan(job.rules());
        // A replay's clock is its logs': "detected at" is the time of the event at hand, and two replays agree to the
        // byte.
        this.detector = new Detector(plan, job.settings().apply(() -> nowMillis));
        this.profiles = new MemoryProfiles(plan);
    }

    void run(Iterator<ReadEvent> events, long total, Progress progress) throws IOException {
        try {
            long done = 0;
            while (events.hasNext()) {
                process(events.next());
                if (++done % PROGRESS_EVERY == 0) {
                    progress.at(Phase.DETECT, done, total);
                }
            }
            detector.closeAll(profiles, this::write);
            progress.at(Phase.DETECT, total, total);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void process(ReadEvent read) throws IOException {
        nowMillis = read.event().timeMillis();
        Verdict verdict = detector.process(
                read.event(), new Origin(names.get(read.log()), 0, read.line()), profiles, this::write);
        count(verdict);
        output.judged(read.event(), verdict);
        if (nowMillis - sweptMillis >= SWEEP_MILLIS) {
            sweptMillis = nowMillis;
            detector.closeSilent(profiles, this::write);
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

    private void write(Alert alert) {
        switch (alert.state()) {
            case OPEN -> opened++;
            case UPDATE -> updated++;
            case CLOSED -> {
                closed++;
                gravest.add(alert);
            }
        }
        try {
            output.alert(alert);
            alerts.write((AlertJson.line(alert) + '\n').getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Counts counts(long rejected) {
        return new Counts(counted, rejected, late, duplicate, skewed, lateForSomeRules, idReused);
    }

    long opened() {
        return opened;
    }

    long updated() {
        return updated;
    }

    long closed() {
        return closed;
    }

    List<Alert> gravest() {
        return gravest.list();
    }
}
