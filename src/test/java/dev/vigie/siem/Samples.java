package dev.vigie.siem;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.AccountShare;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Alert.Names;
import dev.vigie.model.Alert.Provenance;
import dev.vigie.model.Alert.Reason;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Level;
import dev.vigie.model.Outcome;
import dev.vigie.model.Sign;
import java.util.List;
import java.util.Map;

/** Two episodes, message by message: an account that sweeps a register, and an operator whose accounts do together. */
final class Samples {

    private static final long OPENED = 1_765_789_953_120L;
    private static final long HOUR = 3_600_000L;
    private static final Reason BULK = new Reason(
            "a73712e0-2799-4a8b-bfb6-7971c8157437",
            "Many people read within an hour",
            Level.HIGH,
            List.of("attack.collection", "attack.t1213"),
            "value_count(subject)",
            HOUR,
            51,
            "> 50",
            12.5,
            20_000.0,
            0,
            null,
            null);
    private static final Reason TAKEN_OVER = new Reason(
            "2b4a98f9-6564-5533-8265-714c7dcfcadf",
            "From a new network, and many people at once",
            Level.CRITICAL,
            List.of("attack.initial-access", "attack.t1078.004", "gdpr"),
            "temporal",
            HOUR,
            2,
            ">= 2",
            null,
            null,
            0,
            null,
            null);
    private static final Reason TOGETHER = new Reason(
            "26d4b953-2501-5743-8dd6-268cf85c2d65",
            "One operator reads many people within a day",
            Level.MEDIUM,
            List.of("attack.collection", "attack.t1078", "attack.t1213"),
            "value_count(subject)",
            24 * HOUR,
            21_344,
            "> 20000",
            1_204.0,
            10_000.0,
            0.016,
            null,
            null);
    private static final List<Evidence> EVIDENCE = List.of(
            new Evidence(
                    "e-50",
                    OPENED,
                    Action.EXPORT,
                    Outcome.SUCCESS,
                    "residence",
                    "192.0.2.7",
                    List.of(
                            "5f3c1d0a9e7b4c2d8f6a1b3c5d7e9f0a1b2c3d4e5f60718293a4b5c6d7e8f901",
                            "0a1b2c3d4e5f60718293a4b5c6d7e8f9015f3c1d0a9e7b4c2d8f6a1b3c5d7e9f"),
                    2),
            new Evidence("e-51", OPENED + 1, Action.READ, Outcome.DENIED, null, "2001:db8::7", List.of(), 0));

    private Samples() {}

    /** The account's message of this state. */
    static Alert account(State state) {
        boolean open = state == State.OPEN;
        return new Alert(
                "2025-12-15-8c5a0f3e1d2b4a69-1",
                sequence(state),
                state,
                "account",
                Map.of("operator", "atlas", "account", "m.petit"),
                open ? Level.HIGH : Level.CRITICAL,
                open
                        ? "atlas/m.petit read 51 people in 53 s, 50 before the first alert; once in 20,000 active days."
                        : "atlas/m.petit read 1,204 people in 1 h, 50 before the first alert;"
                                + " first time from this network.",
                open ? List.of(BULK) : List.of(BULK, TAKEN_OVER),
                OPENED,
                OPENED - 53_120,
                open ? OPENED : OPENED + HOUR,
                state == State.CLOSED ? OPENED + 2 * HOUR : AccessEvent.UNKNOWN,
                open ? 51 : 1_204,
                50,
                open ? 0 : 0.016,
                open ? 0 : 7,
                0,
                AccessEvent.UNKNOWN,
                List.of(),
                new Names(List.of("email", "phone"), 2),
                new Names(List.of("contact"), 1),
                new Names(List.of("residence"), 1),
                open ? new Names(List.of("192.0.2.7"), 1) : new Names(List.of("192.0.2.7", "2001:db8::7"), 300),
                open ? EVIDENCE.subList(0, 1) : EVIDENCE,
                open ? List.of() : List.of(Sign.NEW_NETWORK),
                List.of(Sign.USUAL_HOURS),
                provenance(state, "vigie.events"));
    }

    /** The operator's message of this state. */
    static Alert operator(State state) {
        boolean open = state == State.OPEN;
        return new Alert(
                "2025-12-15-1f2e3d4c5b6a7988-1",
                sequence(state),
                state,
                "operator",
                Map.of("operator", "atlas"),
                Level.MEDIUM,
                "atlas (212 accounts) read 21,344 people in 24 h; once in 10,000 active days.",
                List.of(TOGETHER),
                OPENED,
                OPENED - 24 * HOUR,
                open ? OPENED : OPENED + HOUR,
                state == State.CLOSED ? OPENED + 25 * HOUR : AccessEvent.UNKNOWN,
                0,
                0,
                0.016,
                0,
                3,
                open ? 21_344 : 30_112,
                List.of(new AccountShare("atlas", "m.petit", 812), new AccountShare("atlas", "j.doe", 790)),
                Names.NONE,
                Names.NONE,
                new Names(List.of("residence", "visa"), 2),
                new Names(List.of("192.0.2.7", "gateway.example:8443"), 2),
                EVIDENCE.subList(0, 1),
                List.of(),
                List.of(),
                provenance(state, "vigie.contributions"));
    }

    /** An account that only runs into refusals: nobody was exposed, and so nothing but a detection. */
    static Alert refusals() {
        return shownNothing(account(State.OPEN).sources(), EVIDENCE);
    }

    /** The same without evidence, from these sources. */
    static Alert seenFrom(Names sources) {
        return shownNothing(sources, List.of());
    }

    private static Alert shownNothing(Names sources, List<Evidence> evidence) {
        Alert account = account(State.OPEN);
        return new Alert(
                account.id(),
                0,
                State.OPEN,
                account.groupKind(),
                account.group(),
                Level.LOW,
                "atlas/m.petit was shown nothing in 53 s.",
                account.reasons(),
                account.openedAtMillis(),
                account.firstEventAtMillis(),
                account.lastEventAtMillis(),
                account.closedAtMillis(),
                0,
                0,
                0,
                0,
                0,
                AccessEvent.UNKNOWN,
                List.of(),
                Names.NONE,
                Names.NONE,
                account.registers(),
                sources,
                evidence,
                List.of(),
                List.of(),
                account.provenance());
    }

    private static int sequence(State state) {
        return switch (state) {
            case OPEN -> 0;
            case UPDATE -> 1;
            case CLOSED -> 2;
        };
    }

    private static Provenance provenance(State state, String topic) {
        return new Provenance(OPENED + sequence(state) * HOUR + 24, topic, 3, 17, 4_711, "0.1.0", "a1b2c3d4");
    }
}
