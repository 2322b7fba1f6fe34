package dev.vigie.backtest;

import dev.vigie.model.Alert;
import dev.vigie.model.Field;
import dev.vigie.model.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An alert that a rule set raised: an episode, as far as a backtest needs it.
 *
 * @param groupKind what the group is made of, such as account or src_ip
 * @param group the group's values by field name
 * @param who the same in words, such as op-07/jdupont
 * @param accounts the account that the group lies in, or those that read most in a group above, as OPERATOR/ACCOUNT
 * @param openedAtMillis when its first message was sent, in event time
 * @param closedAtMillis when it was over
 * @param openingEvent the id of the event that opened it; empty where a silence did
 * @param level the highest that it reached
 * @param last its last message, without the evidence
 * @param causes every rule that crossed, in the order in which they did
 * @param openingRules the ids of those that did in its first message
 * @param exposedBefore people exposed before its first message; 0 for a group above the account
 * @param exposed people exposed in the end
 * @param toldAtMillis when its messages were sent, but for the one that says that it is over
 */
public record Raised(
        String id,
        String groupKind,
        Map<String, String> group,
        String who,
        List<String> accounts,
        long openedAtMillis,
        long closedAtMillis,
        String openingEvent,
        Level level,
        Alert last,
        List<Cause> causes,
        List<String> openingRules,
        long exposedBefore,
        long exposed,
        List<Long> toldAtMillis) {

    public Raised {
        group = Map.copyOf(group);
        accounts = List.copyOf(accounts);
        causes = List.copyOf(causes);
        openingRules = List.copyOf(openingRules);
        toldAtMillis = List.copyOf(toldAtMillis);
    }

    /**
     * A rule that crossed, at its highest.
     *
     * @param rule its id
     * @param value what it measured
     * @param error one standard error of {@code value}, relative
     * @param rarity once in how many active days, where a baseline knew it
     */
    public record Cause(
            String rule,
            String title,
            double value,
            double error,
            @Nullable Double rarity) {}

    /** @param toldAtMillis of its messages before the last */
    static Raised of(Alert open, Alert last, List<Long> toldAtMillis) {
        String who = Arrays.stream(Field.values())
                .map(field -> last.group().get(field.fieldName()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("/"));
        return new Raised(
                last.id(),
                last.groupKind(),
                last.group(),
                who.isEmpty() ? last.groupKind() : who,
                accounts(last),
                open.openedAtMillis(),
                last.closedAtMillis(),
                open.evidence().isEmpty() ? "" : open.evidence().get(0).eventId(),
                last.level(),
                last.withoutEvidence(),
                last.reasons().stream()
                        .map(each -> new Cause(each.rule(), each.title(), each.value(), each.error(), each.rarity()))
                        .toList(),
                open.reasons().stream().map(Alert.Reason::rule).toList(),
                last.peopleExposedBefore(),
                last.peopleExposed(),
                toldAtMillis);
    }

    private static List<String> accounts(Alert alert) {
        List<String> accounts = new ArrayList<>();
        String operator = alert.group().get(Field.OPERATOR.fieldName());
        String account = alert.group().get(Field.ACCOUNT.fieldName());
        if (operator != null && account != null) {
            accounts.add(operator + '/' + account);
        }
        alert.accounts().forEach(share -> accounts.add(share.operator() + '/' + share.account()));
        return accounts;
    }

    /** What its last message says, in English. */
    public String sentence() {
        return last.sentence();
    }

    /** The ids of the rules that crossed. */
    public Set<String> rules() {
        return causes.stream().map(Cause::rule).collect(Collectors.toUnmodifiableSet());
    }

    /** Its UTC day, days since 1970. */
    long day() {
        return Math.floorDiv(openedAtMillis, Period.DAY_MILLIS);
    }

    boolean overlaps(Raised other) {
        return openedAtMillis <= other.closedAtMillis && other.openedAtMillis <= closedAtMillis;
    }
}
