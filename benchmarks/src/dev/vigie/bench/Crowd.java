package dev.vigie.bench;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Group;
import java.util.UUID;

/**
 * Ordinary work without end of so many accounts, in turn and at an even pace, below every built-in limit: each has 100
 * people of its own, of whom it sees 20 in an hour. All accounts do the same, so that after a day all profiles are as
 * large as they get, however long it goes on.
 */
public final class Crowd {

    /** Monday 5 January 2026, in the past of every clock. */
    public static final long BEGIN_MILLIS = 1_767_571_200_000L;

    private static final long HOUR_MILLIS = 3_600_000;
    private static final int CASELOAD = 100;
    private static final int CASES_PER_HOUR = 20;

    private final int accounts;
    private final double stepMillis;
    private long events;

    /** @param eventsPerHour of each account */
    public Crowd(int accounts, double eventsPerHour) {
        this.accounts = accounts;
        this.stepMillis = HOUR_MILLIS / eventsPerHour / accounts;
    }

    public AccessEvent next() {
        long number = events++;
        int account = (int) (number % accounts);
        long timeMillis = timeMillis();
        long hour = timeMillis / HOUR_MILLIS;
        long slot = (hour * CASES_PER_HOUR + number / accounts % CASES_PER_HOUR) % CASELOAD;
        return Reads.of(
                new UUID(mixed(number), number).toString(),
                timeMillis,
                operator(account),
                account(account),
                sourceIp(account),
                mixed(account * (long) CASELOAD + slot) >>> 24);
    }

    /** The time of the latest event. */
    public long timeMillis() {
        return BEGIN_MILLIS + (long) (events * stepMillis);
    }

    public Group group(int account) {
        return Group.account(operator(account), account(account));
    }

    private static String account(int account) {
        return "clerk-" + account;
    }

    private static String operator(int account) {
        return "operator-" + (10 + account % Staff.OPERATORS);
    }

    /** Some six accounts of an operator work in one network. */
    private static String sourceIp(int account) {
        return (10 + (account >> 16)) + "." + account % Staff.OPERATORS + '.' + (account >> 8 & 0xFF) + '.'
                + (account & 0xFF);
    }

    /** Ids and people do not come in a row: that would be a finding. */
    private static long mixed(long number) {
        long mixed = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
