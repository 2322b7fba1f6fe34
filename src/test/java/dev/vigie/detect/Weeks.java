package dev.vigie.detect;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Ordinary work of several accounts over weeks, a day at a time, to which a test adds what is not ordinary. */
final class Weeks {

    private static final long STEP_MILLIS = 4 * Events.MINUTE;

    private final Random random;
    private int count;

    Weeks(Random random) {
        this.random = random;
    }

    /** One day of an account that usually reads about so many people, with now and then a busier day. */
    List<AccessEvent> work(int day, String operator, String account, String role, int usually) {
        int people = 1 + (int) Math.round(usually * (0.5 + random.nextDouble() + (random.nextInt(12) == 0 ? 0.6 : 0)));
        return read(day, operator, account, role, people, "");
    }

    /** So many people from eight o'clock on, one an event, all of one nationality or, where none is given, of any. */
    List<AccessEvent> read(int day, String operator, String account, String role, int people, String nationality) {
        List<AccessEvent> events = new ArrayList<>();
        long firstMillis = Events.MORNING + day * Events.DAY;
        for (int i = 0; i < people; i++) {
            long timeMillis = firstMillis + i * STEP_MILLIS / (1 + people / 100);
            String any = "N" + Math.min(random.nextInt(9), random.nextInt(9));
            String its = nationality.isEmpty() ? any : nationality;
            Subject subject = new Subject("P-" + random.nextInt(1_000_000), Map.of("nationality", its));
            events.add(event(operator, account, role, timeMillis, AccessEvent.UNKNOWN, subject));
        }
        return events;
    }

    AccessEvent event(
            String operator, String account, String role, long timeMillis, long ingestedAtMillis, Subject subject) {
        return new AccessEvent(
                "e" + count++,
                timeMillis,
                ingestedAtMillis,
                operator,
                account,
                role.isEmpty() ? null : role,
                null,
                "register-" + random.nextInt(2),
                Action.READ,
                Outcome.SUCCESS,
                List.of(subject),
                AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                List.of("name", random.nextInt(5) == 0 ? "birth_date" : "address"),
                "192.0.2." + random.nextInt(3),
                "agent",
                null,
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
    }
}
