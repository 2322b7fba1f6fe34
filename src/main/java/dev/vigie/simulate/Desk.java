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

    private static final int SESSIONS_MAX = 2 * Scenario.DAYS_MAX;
    private static final int EVENTS_MAX = 1 << 20;
    private static final int SESSION_DIGITS = 12;
    private static final int BYTES_PER_FIELD = 180;

    private final long seed;
    private final Account account;
    private final long session;
    private final String sourceIp;
    private int events;

    private Desk(long seed, Account account, int session, String sourceIp) {
        this.seed = Dice.mix(seed);
        this.account = account;
        this.session = (long) account.index() * SESSIONS_MAX + session;
        this.sourceIp = sourceIp;
    }

    /** The caseworker's own session on the day with this index. */
    static Desk ofDay(long seed, Account account, int day, String sourceIp) {
        return new Desk(seed, account, 2 * day, sourceIp);
    }

    /** A theft's session on the day with this index. */
    static Desk ofTheft(long seed, Account account, int day, String sourceIp) {
        return new Desk(seed, account, 2 * day + 1, sourceIp);
    }

    AccessEvent login(long timeMillis, Outcome outcome) {
        return event(
                timeMillis, "portail", Action.LOGIN, outcome, List.of(), AccessEvent.UNKNOWN, List.of(), null, null);
    }

    /** A list that the log counts without naming the people on it. */
    AccessEvent counted(long timeMillis, Register register, int records) {
        return event(
                timeMillis,
                register.resource(),
                Action.LIST,
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
        return event(
                timeMillis,
                register.resource(),
                action,
                outcome,
                subjects,
                AccessEvent.UNKNOWN,
                outcome == Outcome.SUCCESS ? fields : List.of(),
                account.operator().logsPurpose() ? purpose : null,
                account.operator().logsAssignment() ? assigned : null);
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
        long bytes = 400 + (long) BYTES_PER_FIELD * fields.size() * (subjects.isEmpty() ? 1 : subjects.size());
        return new AccessEvent(
                HexFormat.of().toHexDigits(Dice.mix(seed + session * EVENTS_MAX + events++)),
                timeMillis,
                AccessEvent.UNKNOWN,
                account.operator().name(),
                account.name(),
                account.role(),
                HexFormat.of().toHexDigits(Dice.mix(seed - 1 - session), SESSION_DIGITS),
                resource,
                action,
                outcome,
                subjects,
                records,
                bytes,
                fields,
                sourceIp,
                account.userAgent(),
                null,
                purpose,
                assigned,
                AccessEvent.UNKNOWN,
                null);
    }
}
