package dev.vigie.detect;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Weeks of four accounts of two operators, from a seed: prefixed running ids, roles that change, events that come late,
 * by days too, out of order, twice, with an id that was there before, ahead of their ingestion, after long absences.
 */
final class Histories {

    private static final int ACCOUNTS = 4;
    private static final int DAYS = 21;
    /** So recent that an id is remembered for certain. */
    private static final long RECENT_MILLIS = 10 * Events.HOUR;

    private final Random random;
    private final List<AccessEvent> events = new ArrayList<>();
    private final long[] cursors = {1_000, 2_000, 3_000, 4_000};
    private final long[] clockMillis = new long[ACCOUNTS];

    private Histories(Random random) {
        this.random = random;
    }

    static List<AccessEvent> of(Random random) {
        Histories history = new Histories(random);
        for (int day = 0; day < DAYS; day++) {
            history.day(day);
        }
        return history.events;
    }

    private void day(int day) {
        long nowMillis = Events.MORNING + day * Events.DAY;
        for (int i = 0; i < 14; i++) {
            nowMillis += random.nextInt(60) * Events.MINUTE;
            int account = random.nextInt(ACCOUNTS);
            boolean away = (day + account) % 7 >= 5 || (account == 3 && day > 4 && day < 9);
            if (away) {
                continue;
            }
            AccessEvent again = random.nextInt(12) == 0 ? recent(account, nowMillis) : null;
            if (again == null) {
                add(account, event("e" + events.size(), account, nowMillis));
            } else if (random.nextBoolean()) {
                add(account, ingested(again, nowMillis));
            } else {
                add(account, event(again.id(), account, nowMillis));
            }
        }
    }

    private void add(int account, AccessEvent event) {
        events.add(event);
        clockMillis[account] = Math.max(clockMillis[account], timeMillis(event));
    }

    /** When the event counts. */
    static long timeMillis(AccessEvent event) {
        long ingestedMillis = event.ingestedAtMillis();
        boolean ahead =
                ingestedMillis >= 0 && event.timeMillis() > ingestedMillis + DetectorSettings.SKEW_TOLERANCE_MILLIS;
        return ahead ? ingestedMillis : event.timeMillis();
    }

    private @Nullable AccessEvent recent(int account, long nowMillis) {
        List<AccessEvent> known = events.stream()
                .filter(event -> event.account().equals("acc" + account)
                        && timeMillis(event) > Math.max(nowMillis, clockMillis[account]) - RECENT_MILLIS)
                .toList();
        return known.isEmpty() ? null : known.get(random.nextInt(known.size()));
    }

    private AccessEvent event(String id, int account, long nowMillis) {
        long timeMillis = nowMillis;
        if (random.nextInt(4) == 0) {
            timeMillis -= random.nextInt(240) * Events.MINUTE;
        } else if (random.nextInt(10) == 0) {
            timeMillis -= Events.DAY + random.nextInt(60) * Events.HOUR;
        }
        long ingestedMillis =
                random.nextBoolean() ? AccessEvent.UNKNOWN : nowMillis + random.nextInt(3) * Events.MINUTE;
        if (ingestedMillis >= 0 && random.nextInt(15) == 0) {
            timeMillis = nowMillis + random.nextInt(100) * Events.HOUR;
        }
        int operator = account / 2;
        int role = random.nextInt(20) == 0 ? 1 - operator : operator;
        return new AccessEvent(
                id,
                timeMillis,
                ingestedMillis,
                "op" + operator,
                "acc" + account,
                oneOf(6, null, "role" + role),
                null,
                oneOf(5, null, random.nextInt(3) == 0 ? "stay" : "visa"),
                random.nextInt(5) == 0 ? Action.UPDATE : Action.READ,
                random.nextInt(8) == 0 ? Outcome.DENIED : Outcome.SUCCESS,
                subjects(account),
                random.nextInt(3) == 0 ? 1 + random.nextInt(4) : AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                fields(),
                oneOf(6, null, "10.0." + random.nextInt(2) + "." + random.nextInt(2)),
                "agent" + Math.min(random.nextInt(6), random.nextInt(6)),
                oneOf(4, null, random.nextInt(9) == 0 ? "DE" : "FR"),
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
    }

    private @Nullable String oneOf(int in, @Nullable String seldom, @Nullable String usual) {
        return random.nextInt(in) == 0 ? seldom : usual;
    }

    private List<String> fields() {
        return switch (random.nextInt(5)) {
            case 0 -> List.of();
            case 3 -> List.of("name", "field-" + (random.nextInt(3) == 0 ? random.nextInt(30) : 0));
            case 1 -> List.of("name");
            case 2 -> List.of("name", "birth_date");
            default -> List.of("passport_number", "name", "unheard_of");
        };
    }

    private List<Subject> subjects(int account) {
        List<Subject> subjects = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            cursors[account] += random.nextInt(12) == 0 ? 500 : random.nextInt(6) - 1;
            String series = random.nextInt(5) == 0 ? "ESP-" : "FRA-";
            String id = random.nextInt(9) == 0 ? "nobody" : series + cursors[account] + "-x";
            subjects.add(
                    random.nextInt(4) == 0
                            ? Subject.of(id)
                            : new Subject(id, Map.of("nationality", random.nextInt(5) == 0 ? "PER" : "ARG")));
        }
        return subjects;
    }

    /** The event as it would have been had it been taken in at another time. */
    static AccessEvent ingested(AccessEvent event, long ingestedAtMillis) {
        return copy(event, ingestedAtMillis, event.resource());
    }

    /** The event as it would have been at another register, or none. */
    static AccessEvent at(AccessEvent event, @Nullable String resource) {
        return copy(event, event.ingestedAtMillis(), resource);
    }

    private static AccessEvent copy(AccessEvent event, long ingestedAtMillis, @Nullable String resource) {
        return new AccessEvent(
                event.id(),
                event.timeMillis(),
                ingestedAtMillis,
                event.operator(),
                event.account(),
                event.role(),
                event.session(),
                resource,
                event.action(),
                event.outcome(),
                event.subjects(),
                event.recordCount(),
                event.bytes(),
                event.fields(),
                event.sourceIp(),
                event.userAgent(),
                event.country(),
                event.purpose(),
                event.assigned(),
                event.sequence(),
                event.claimedOperator());
    }
}
