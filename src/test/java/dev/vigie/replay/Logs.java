package dev.vigie.replay;

import dev.vigie.detect.DetectorSettings;
import dev.vigie.ingest.Mapping;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.wire.EventJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Logs for tests: one account that extracts among others at ordinary work. */
final class Logs {

    /** Loaded once: it takes longer than most replays here. */
    static final RuleSet RULES = SigmaLoader.builtIn();

    static final long START_MILLIS = 1_765_789_200_000L;
    static final String THIEF = "m.petit";
    static final int STOLEN = 300;

    private Logs() {}

    /** 300 people read by one account within ten minutes, and three by each of ten others. */
    static List<AccessEvent> extraction() {
        List<AccessEvent> events = new ArrayList<>();
        for (int i = 0; i < STOLEN; i++) {
            events.add(event("t-" + i, START_MILLIS + i * 2_000L, THIEF, "A-" + i));
        }
        for (int i = 0; i < 30; i++) {
            events.add(event("o-" + i, START_MILLIS + i * 20_000L, "clerk-" + i % 10, "B-" + i));
        }
        return events;
    }

    static AccessEvent event(String id, long timeMillis, String account, String subject) {
        return event(id, timeMillis, account, List.of(Subject.of(subject)));
    }

    static AccessEvent event(String id, long timeMillis, String account, List<Subject> subjects) {
        return event(id, timeMillis, "atlas", account, subjects);
    }

    static AccessEvent event(String id, long timeMillis, String operator, String account, List<Subject> subjects) {
        return new AccessEvent(
                id,
                timeMillis,
                AccessEvent.UNKNOWN,
                operator,
                account,
                null,
                null,
                "residence-permits",
                Action.READ,
                Outcome.SUCCESS,
                subjects,
                AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                List.of("email"),
                "192.0.2.7",
                null,
                null,
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
    }

    static Path write(Path file, List<AccessEvent> events) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        events.forEach(event -> lines.writeBytes(EventJson.line(event)));
        return Files.write(file, lines.toByteArray());
    }

    /** Nobody is told, and somebody may ask to stop. */
    static Progress stoppedBy(BooleanSupplier asked) {
        return new Progress() {
            @Override
            public void at(Phase phase, long done, long total, long alerts) {}

            @Override
            public boolean isStopAsked() {
                return asked.getAsBoolean();
            }
        };
    }

    /** One that nobody stops. */
    static Scratch scratch(Path directory) {
        return new Scratch(directory, new Milestone(Progress.none()));
    }

    static ReplayJob job(Path directory, Path... logs) {
        return job(directory, Scope.ALL, Effort.usual(), logs);
    }

    /** With so much of the heap for events, and half as much for tables. */
    static ReplayJob job(Path directory, long heapBytes, Path... logs) {
        return job(directory, heapBytes, FolderOptions.PLAIN, logs);
    }

    static ReplayJob job(Path directory, long heapBytes, FolderOptions folder, Path... logs) {
        Effort effort = new Effort(2, heapBytes, 1 << 20, heapBytes / 2, 8 << 20);
        return job(directory, Scope.ALL, effort, folder, logs);
    }

    static ReplayJob job(Path directory, FolderOptions folder, Path... logs) {
        return job(directory, Scope.ALL, Effort.usual(), folder, logs);
    }

    static ReplayJob job(Path directory, Scope scope, Effort effort, Path... logs) {
        return job(directory, scope, effort, FolderOptions.PLAIN, logs);
    }

    static ReplayJob job(Path directory, Scope scope, Effort effort, FolderOptions folder, Path... logs) {
        return new ReplayJob(
                List.of(logs),
                List.of(),
                directory,
                null,
                Mapping.NONE,
                ReplayJob.OPERATOR_UNKNOWN,
                RULES,
                clock -> new DetectorSettings(
                        new long[] {1, 2}, new byte[DetectorSettings.SUBJECT_KEY_BYTES_MIN], 0, "test", clock),
                "test",
                scope,
                effort,
                folder);
    }

    /** The same where the controller has set no key for subjects. */
    static ReplayJob withoutKey(ReplayJob job) {
        return new ReplayJob(
                job.logs(),
                job.others(),
                job.directory(),
                job.layout(),
                job.mapping(),
                job.operator(),
                job.rules(),
                clock -> new DetectorSettings(new long[] {1, 2}, null, 0, "test", clock),
                job.version(),
                job.scope(),
                job.effort(),
                job.folder());
    }
}
