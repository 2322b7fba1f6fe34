package dev.vigie.bench.quality;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.AccountShare;
import dev.vigie.model.Alert.Names;
import dev.vigie.model.Alert.Provenance;
import dev.vigie.model.Alert.Reason;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Group;
import dev.vigie.model.Level;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Hand-made events and alerts on day 50 of a house that began on day 0 of the epoch's year 2000. */
final class Story {

    static final Calendar CALENDAR = new Calendar(10_957, 60);
    static final String OPERATOR = "op-1";

    private static final long MINUTE_MILLIS = 60_000;

    private Story() {}

    /** Minutes after midnight of day 50. */
    static long at(long minute) {
        return CALENDAR.startMillis(50) + minute * MINUTE_MILLIS;
    }

    static AccessEvent read(String account, long minute, String... people) {
        List<Subject> subjects = Arrays.stream(people).map(Subject::of).toList();
        return new AccessEvent(
                account + minute,
                at(minute),
                AccessEvent.UNKNOWN,
                OPERATOR,
                account,
                null,
                null,
                "register",
                Action.READ,
                Outcome.SUCCESS,
                subjects,
                AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
    }

    /** About an account, since {@code firstMinute}. */
    static Alert onAccount(State state, String account, long firstMinute, long minute, String... rules) {
        return alert(state, Group.account(OPERATOR, account), List.of(), firstMinute, minute, rules);
    }

    /** About the operator, listing these accounts. */
    static Alert onOperator(State state, List<String> accounts, long firstMinute, long minute, String... rules) {
        List<AccountShare> shares = accounts.stream()
                .map(account -> new AccountShare(OPERATOR, account, 1))
                .toList();
        return alert(state, new Group(List.of("operator"), List.of(OPERATOR)), shares, firstMinute, minute, rules);
    }

    private static Alert alert(
            State state, Group group, List<AccountShare> accounts, long firstMinute, long minute, String... rules) {
        return new Alert(
                group + "/1",
                0,
                state,
                group.kind(),
                group.valuesByName(),
                Level.HIGH,
                "A sentence.",
                Stream.of(rules).map(Story::reason).toList(),
                at(minute),
                at(firstMinute),
                at(minute),
                state == State.CLOSED ? at(minute) : AccessEvent.UNKNOWN,
                0,
                0,
                0,
                0,
                0,
                AccessEvent.UNKNOWN,
                accounts,
                Names.NONE,
                Names.NONE,
                Names.NONE,
                Names.NONE,
                List.of(),
                List.of(),
                List.of(),
                new Provenance(0, "story", 0, 0, 0, "test", "hash"));
    }

    private static Reason reason(String rule) {
        return new Reason(
                rule, rule, Level.HIGH, List.of(), "value_count(subject)", 0, 1, ">= 1", null, null, 0, null, null);
    }
}
