package dev.vigie.backtest;

import dev.vigie.detect.Verdict;
import dev.vigie.detect.Verdict.Fate;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.replay.ReplayOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gathers the alerts that one rule set raises within a period, at most {@value #ALERTS_MAX}, and counts on how many
 * days its accounts worked. Keeps alerts, and the names of one day's accounts; nothing of an event.
 */
final class RaisedAlerts implements ReplayOutput {

    /** About two kilobytes of heap each. */
    static final int ALERTS_MAX = 50_000;

    /** Of one day; where there are more, the number of account-days is not known. */
    private static final int ACCOUNTS_MAX = 1_000_000;

    private static final Comparator<Raised> IN_ORDER =
            Comparator.comparingLong(Raised::openedAtMillis).thenComparing(Raised::id);

    private final Period period;
    private final Map<String, Open> open = new HashMap<>();
    private final List<Raised> raised = new ArrayList<>();
    private final List<Raised> underWay = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    /** An episode that is not over. */
    private record Open(Alert first, List<Long> toldAtMillis) {}

    RaisedAlerts(Period period) {
        this.period = period;
    }

    /** Says that a rule set raised more alerts than anybody would look at. */
    static final class TooManyException extends IOException {

        private static final long serialVersionUID = 1;

        TooManyException(String message) {
            super(message);
        }
    }

    /** What one worker tells, whose accounts are nobody else's. */
    private final class Part implements Events {
        private final Set<String> accountsOfDay = new HashSet<>();
        private final Map<Long, Long> accountsByDay = new HashMap<>();
        private long day = Long.MIN_VALUE;

        @Override
        public void judged(long number, AccessEvent event, Verdict verdict) {
            if (verdict.fate() == Fate.DUPLICATE) {
                return;
            }
            long atMillis = verdict.atMillis(event);
            if (!period.contains(atMillis)) {
                return;
            }
            long its = Math.floorDiv(atMillis, Period.DAY_MILLIS);
            if (its > day) {
                day = its;
                accountsOfDay.clear();
            }
            if (its == day
                    && accountsOfDay.size() <= ACCOUNTS_MAX
                    && accountsOfDay.add(event.operator() + '/' + event.account())) {
                accountsByDay.merge(day, 1L, Long::sum);
            }
        }
    }

    @Override
    public Events events() {
        Part part = new Part();
        parts.add(part);
        return part;
    }

    private Map<Long, Long> accountsByDay() {
        Map<Long, Long> sums = new HashMap<>();
        parts.forEach(part -> part.accountsByDay.forEach((day, accounts) -> sums.merge(day, accounts, Long::sum)));
        return sums;
    }

    @Override
    public void alert(Alert alert) throws IOException {
        if (alert.openedAtMillis() >= period.toMillis()) {
            return;
        }
        if (alert.state() == State.CLOSED) {
            Open begun = open.remove(alert.id());
            if (begun != null && alert.closedAtMillis() >= period.fromMillis()) {
                List<Raised> its = period.contains(alert.openedAtMillis()) ? raised : underWay;
                its.add(Raised.of(begun.first(), alert, begun.toldAtMillis()));
            }
            return;
        }
        open.computeIfAbsent(alert.id(), unseen -> new Open(alert, new ArrayList<>()))
                .toldAtMillis()
                .add(alert.provenance().detectedAtMillis());
        if (open.size() + raised.size() + underWay.size() > ALERTS_MAX) {
            throw new TooManyException("more than " + String.format("%,d", ALERTS_MAX) + " alerts, most of them by "
                    + loudest() + ": raise its limit, or look at fewer days");
        }
    }

    /** The title of the rule that is in most of the alerts. */
    private String loudest() {
        Stream<String> titles = Stream.concat(
                raised.stream().flatMap(each -> each.causes().stream()).map(Raised.Cause::title),
                open.values().stream()
                        .flatMap(each -> each.first().reasons().stream())
                        .map(Alert.Reason::title));
        return titles.collect(Collectors.groupingBy(title -> title, Collectors.counting())).entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(each -> "'" + each.getKey() + "'")
                .orElse("a rule");
    }

    /** The alerts that were open already when the period began: no cost of it, but they may tell of an incident. */
    List<Raised> underWay() {
        return underWay;
    }

    /** The alerts by the time of their opening. */
    List<Raised> raised() {
        List<Raised> sorted = new ArrayList<>(raised);
        sorted.sort(IN_ORDER);
        return sorted;
    }

    /** On how many UTC days of the period there was an event. */
    int days() {
        return accountsByDay().size();
    }

    /**
     * Account by account, the days with at least one event; {@link AccessEvent#UNKNOWN} where a day had more than
     * {@value #ACCOUNTS_MAX} of them.
     */
    long accountDays() {
        Map<Long, Long> accounts = accountsByDay();
        return accounts.values().stream().anyMatch(count -> count > ACCOUNTS_MAX)
                ? AccessEvent.UNKNOWN
                : accounts.values().stream().mapToLong(Long::longValue).sum();
    }
}
