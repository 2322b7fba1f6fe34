package dev.vigie.detect;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.List;
import java.util.stream.Stream;

/** Events for tests, each differing from a plain successful read in what the test is about. */
public final class Events {

    /** 2025-12-15T08:00:00Z. */
    public static final long MORNING = 1_765_785_600_000L;

    public static final long MINUTE = 60_000;
    public static final long HOUR = 3_600_000;
    public static final long DAY = 86_400_000;

    private Events() {}

    public static AccessEvent read(String account, String id, long timeMillis, String... subjects) {
        return event(account, id, timeMillis, Action.READ, Outcome.SUCCESS, AccessEvent.UNKNOWN, subjects);
    }

    public static AccessEvent denied(String account, String id, long timeMillis, String... subjects) {
        return event(account, id, timeMillis, Action.READ, Outcome.DENIED, AccessEvent.UNKNOWN, subjects);
    }

    public static AccessEvent counted(String account, String id, long timeMillis, long records) {
        return event(account, id, timeMillis, Action.SEARCH, Outcome.SUCCESS, records);
    }

    public static AccessEvent event(
            String account,
            String id,
            long timeMillis,
            Action action,
            Outcome outcome,
            long recordCount,
            String... subjects) {
        return ingested(account, id, timeMillis, AccessEvent.UNKNOWN, action, outcome, recordCount, subjects);
    }

    public static AccessEvent ingested(
            String account,
            String id,
            long timeMillis,
            long ingestedAtMillis,
            Action action,
            Outcome outcome,
            long recordCount,
            String... subjects) {
        return new AccessEvent(
                id,
                timeMillis,
                ingestedAtMillis,
                "op-07",
                account,
                "caseworker",
                null,
                "cir-dossiers",
                action,
                outcome,
                Stream.of(subjects).map(Subject::of).toList(),
                recordCount,
                AccessEvent.UNKNOWN,
                List.of("name", "birth_date"),
                "192.0.2.7",
                null,
                null,
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
    }

    /** The same where the log says which fields were shown. */
    public static AccessEvent withFields(AccessEvent event, List<String> fields) {
        return new AccessEvent(
                event.id(),
                event.timeMillis(),
                event.ingestedAtMillis(),
                event.operator(),
                event.account(),
                event.role(),
                event.session(),
                event.resource(),
                event.action(),
                event.outcome(),
                event.subjects(),
                event.recordCount(),
                event.bytes(),
                fields,
                event.sourceIp(),
                event.userAgent(),
                event.country(),
                event.purpose(),
                event.assigned(),
                event.sequence(),
                event.claimedOperator());
    }
}
