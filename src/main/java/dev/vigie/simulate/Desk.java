package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account logged in at a workstation: turns what is done there into events. Ids are scrambled numbers, so that they
 * are unique over the whole simulation and tell nothing.
 */
final class Desk {

    /** Sessions of the account's own on one day; thefts have those from here on. */
    static final int OWN_SESSIONS = 2;

    static final int SESSIONS_PER_DAY = 64;

    private static final int EVENTS_MAX = 1 << 20;
    private static final int SESSION_DIGITS = 12;
    private static final long BYTES_PER_FIELD = 180;

    private final long seed;
    private final Account account;
    private final Courier courier;
    private final Workplace workplace;
    private final @Nullable String role;
    private final long session;
    private final String sessionId;
    private int events;

    /** @param session which of the account's on that day, from 0 to {@value #SESSIONS_PER_DAY} - 1 */
    Desk(House house, Account account, int day, int session, Workplace workplace) {
        if (session < 0 || session >= SESSIONS_PER_DAY) {
            throw new IllegalArgumentException("an account has at most " + SESSIONS_PER_DAY + " sessions a day");
        }
        this.seed = Dice.mix(house.scenario().seed());
        this.account = account;
        this.courier = house.mishaps().courier(account.operator());
        this.workplace = workplace;
        this.role = account.role(day);
        this.session = ((long) account.index() * Scenario.DAYS_MAX + day) * SESSIONS_PER_DAY + session;
        this.sessionId = HexFormat.of().toHexDigits(Dice.mix(seed - 1 - this.session), SESSION_DIGITS);
    }

    AccessEvent login(long timeMillis, Outcome outcome) {
        return event(
                timeMillis, "portail", Action.LOGIN, outcome, List.of(), AccessEvent.UNKNOWN, List.of(), null, null);
    }

    /** Records that the log counts without naming the people on them. */
    AccessEvent counted(long timeMillis, Register register, Action action, int records) {
        return event(
                timeMillis,
                register.resource(),
                action,
                Outcome.SUCCESS,
                List.of(),
                records,
                register.listFields(),
                null,
                null);
    }

    /** An access to people's records; what is denied shows no fields. */
    AccessEvent named(
            long timeMillis,
            Register register,
            Action action,
            Outcome outcome,
            List<Subject> subjects,
            List<String> fields,
            @Nullable String purpose,
            boolean assigned) {
        Operator.LogHabits habits = account.operator().habits();
        return event(
                timeMillis,
                register.resource(),
                action,
                outcome,
                subjects,
                AccessEvent.UNKNOWN,
                outcome == Outcome.SUCCESS ? fields : List.of(),
                habits.purpose() ? purpose : null,
                habits.assignment() ? assigned : null);
    }

    private AccessEvent event(
            long timeMillis,
            String resource,
            Action action,
            Outcome outcome,
            List<Subject> subjects,
            long records,
            List<String> fields,
            @Nullable String purpose,
            @Nullable Boolean assigned) {
        if (events == EVENTS_MAX) {
            throw new IllegalStateException("more than " + EVENTS_MAX + " events in one session");
        }
        long people = subjects.isEmpty() ? records > 0 ? records : 1 : subjects.size();
        return new AccessEvent(
                HexFormat.of().toHexDigits(Dice.mix(seed + session * EVENTS_MAX + events++)),
                courier.writtenMillis(account, timeMillis),
                courier.arrivesMillis(timeMillis),
                account.operator().name(),
                account.name(),
                role,
                sessionId,
                resource,
                action,
                outcome,
                subjects,
                records,
                400 + BYTES_PER_FIELD * fields.size() * people,
                fields,
                workplace.sourceIp(),
                workplace.userAgent(),
                null,
                purpose,
                assigned,
                AccessEvent.UNKNOWN,
                null);
    }
}
