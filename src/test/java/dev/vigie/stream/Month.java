package dev.vigie.stream;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Four weeks of sixteen accounts of four operators, from a seed, a day at a time: ordinary work, and in the last week
 * something for each measure and condition, by one account and by several whose events lie in several partitions. What
 * groups above the account add up does not depend on how their events interleave.
 */
final class Month {

    static final int DAYS = 27;
    /** Whose updates come days late. */
    static final String BACKDATER = "account-12";

    private static final int ACCOUNTS = 16;
    private static final int HOLIDAY = 12;
    private static final int REGISTERS = 10;
    private static final long DAY_MILLIS = 86_400_000;
    /** 2025-12-15T08:00:00Z. */
    private static final long MORNING_MILLIS = 1_765_785_600_000L;

    private static final long MINUTE_MILLIS = 60_000;
    private static final List<String> ROLES = List.of("clerk", "auditor", "clerk", "nurse");

    private final SplittableRandom random;
    private final List<AccessEvent> events = new ArrayList<>();
    private int count;
    private int day;

    private Month(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Each day's events, in the order in which they arrive. */
    static List<List<AccessEvent>> of(long seed) {
        Month month = new Month(seed);
        List<List<AccessEvent>> days = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            if (day != HOLIDAY) {
                days.add(month.work(day));
            }
        }
        return days;
    }

    private List<AccessEvent> work(int today) {
        day = today;
        events.clear();
        for (int account = 0; account < ACCOUNTS; account++) {
            if (!isAway(account)) {
                ordinary(account);
            }
        }
        switch (day) {
            case 22 -> addPeople(2, 60);
            case 23 -> addRun();
            case 24 -> addSensitive();
            case 25 -> addUpdates();
            case 26 -> addRegister();
            default -> {}
        }
        List<AccessEvent> sorted = new ArrayList<>(events);
        // The backdated ones arrive after what happened meanwhile.
        sorted.sort(Comparator.comparingLong(
                event -> event.timeMillis() < morning() ? Long.MAX_VALUE : event.timeMillis()));
        return sorted;
    }

    private boolean isAway(int account) {
        return account == 9 && day > 5 && day < 22;
    }

    private long morning() {
        return MORNING_MILLIS + day * DAY_MILLIS;
    }

    private static boolean isAuditor(int account) {
        return account == 1 || account == 6;
    }

    /** A few people; auditors read more of them towards the end. */
    private void ordinary(int account) {
        boolean drifting = isAuditor(account) && day >= 21;
        int people = (drifting ? 14 : 3) + random.nextInt(3);
        boolean newProgram = day == 25 && (account == 0 || account == 4 || account == 8);
        for (int i = 0; i < people; i++) {
            String program = newProgram && i == 0 ? "program-of-" + account : "program-" + random.nextInt(3);
            events.add(read(account, "register-" + random.nextInt(REGISTERS), address(account), program, person()));
        }
    }

    /** Two accounts share an address, on which one day all are of one nationality; two a network that falls silent. */
    private String address(int account) {
        if (account == 4 || account == 8) {
            return "198.51.100.7";
        }
        boolean silent = day > 8 && (day < 22 || account == 11);
        return (account == 10 || account == 11) && !silent ? "203.0.113." + account : "192.0.2." + account;
    }

    private Subject person() {
        return person("P" + random.nextInt(1_000_000) + "x", day == 24 ? "of-that-day" : "N" + random.nextInt(5));
    }

    private static Subject person(String id, String nationality) {
        return new Subject(id, Map.of("nationality", nationality));
    }

    private void addPeople(int account, int people) {
        for (int i = 0; i < people; i++) {
            events.add(read(account, "register-1", "192.0.2." + account, "program-1", person()));
        }
    }

    /** Two accounts of one operator take ids in a row by turns. */
    private void addRun() {
        for (int i = 0; i < 40; i++) {
            int account = i % 2 == 0 ? 3 : 7;
            Subject subject = person("FRA-2021-" + (70_000 + i), "N" + random.nextInt(5));
            events.add(read(account, "register-2", "192.0.2." + account, "program-1", subject));
        }
    }

    /** Two accounts of one operator are shown passports; two at one address read one nationality only. */
    private void addSensitive() {
        for (int i = 0; i < 20; i++) {
            int account = i % 2 == 0 ? 10 : 14;
            events.add(event(
                    "event-" + count++,
                    account,
                    time(),
                    Action.READ,
                    "register-3",
                    "192.0.2." + account,
                    "program-1",
                    List.of("passport_number", "birth_date", "religion"),
                    person()));
        }
        for (int i = 0; i < 24; i++) {
            events.add(read(i % 2 == 0 ? 4 : 8, "register-4", "198.51.100.7", "program-1", person()));
        }
    }

    /** One account dates updates back by days, into a register that it never opened; another repeats an id. */
    private void addUpdates() {
        for (int i = 0; i < 8; i++) {
            events.add(event(
                    "event-" + count++,
                    12,
                    time() - 3 * DAY_MILLIS,
                    Action.UPDATE,
                    "archive",
                    "192.0.2.12",
                    "program-1",
                    List.of("name"),
                    person()));
        }
        for (int i = 0; i < 5; i++) {
            events.add(event(
                    "the-same-id",
                    13,
                    time(),
                    Action.READ,
                    "register-5",
                    "192.0.2.13",
                    "program-1",
                    List.of("name"),
                    person()));
        }
    }

    /** Two accounts of two operators read much of one register. */
    private void addRegister() {
        for (int i = 0; i < 80; i++) {
            int account = i % 2 == 0 ? 0 : 15;
            events.add(read(account, "register-6", "192.0.2." + account, "program-1", person()));
        }
    }

    private long time() {
        return morning() + MINUTE_MILLIS + random.nextLong(500 * MINUTE_MILLIS);
    }

    private AccessEvent read(int account, String resource, @Nullable String address, String program, Subject subject) {
        String id = "event-" + count++;
        return event(id, account, time(), Action.READ, resource, address, program, List.of("name"), subject);
    }

    private static AccessEvent event(
            String id,
            int account,
            long timeMillis,
            Action action,
            String resource,
            @Nullable String address,
            String program,
            List<String> fields,
            Subject subject) {
        return new AccessEvent(
                id,
                timeMillis,
                AccessEvent.UNKNOWN,
                Story.OPERATORS.get(account % Story.OPERATORS.size()),
                "account-" + account,
                isAuditor(account) ? ROLES.get(1) : ROLES.get(account % 4 == 1 ? 0 : account % 4),
                null,
                resource,
                action,
                Outcome.SUCCESS,
                List.of(subject),
                AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                fields,
                address,
                program,
                null,
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
    }
}
