package dev.vigie.replay;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Field;
import dev.vigie.model.Level;
import dev.vigie.model.Outcome;
import dev.vigie.model.Sensitivity;
import dev.vigie.model.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of a replay's folder, worked out from all events and alerts at once by sets: slow and obvious. */
final class SlowPeople {

    private final List<AccessEvent> events;
    private final List<Alert> closed;
    private final Sensitivity sensitivity;

    /**
     * @param events each once
     * @param closed the last message of each episode
     */
    SlowPeople(List<AccessEvent> events, List<Alert> closed, Sensitivity sensitivity) {
        this.events = events;
        this.closed = closed;
        this.sensitivity = sensitivity;
    }

    List<String> accounts() {
        List<String> rows = new ArrayList<>();
        List<AccountName> byPeople = events.stream()
                .map(AccountName::of)
                .distinct()
                .sorted(Comparator.comparing(this::peopleExposed, Comparator.reverseOrder())
                        .thenComparing(AccountName::operator)
                        .thenComparing(AccountName::account))
                .toList();
        for (AccountName account : byPeople) {
            List<AccessEvent> own = events.stream()
                    .filter(event -> AccountName.of(event).equals(account))
                    .toList();
            List<Alert> against = closed.stream()
                    .filter(alert -> parties(alert).contains(account))
                    .toList();
            rows.add(row(
                    account.operator(),
                    account.account(),
                    time(own.stream().mapToLong(AccessEvent::timeMillis).min().orElseThrow()),
                    time(own.stream().mapToLong(AccessEvent::timeMillis).max().orElseThrow()),
                    own.size(),
                    people(own).size(),
                    unnamed(own),
                    against.size(),
                    against.stream()
                            .map(Alert::level)
                            .max(Comparator.naturalOrder())
                            .map(Level::name)
                            .orElse(""),
                    peopleExposed(account),
                    people(own).isEmpty() ? "" : "people"));
        }
        return rows;
    }

    private Integer peopleExposed(AccountName account) {
        return people(events.stream()
                        .filter(event -> AccountName.of(event).equals(account))
                        .filter(event -> closed.stream()
                                .anyMatch(alert -> parties(alert).contains(account) && isOf(event, alert)))
                        .toList())
                .size();
    }

    private static Set<AccountName> parties(Alert alert) {
        String operator = alert.group().get("operator");
        String account = alert.group().get("account");
        return operator != null && account != null
                ? Set.of(new AccountName(operator, account))
                : alert.accounts().stream()
                        .map(share -> new AccountName(share.operator(), share.account()))
                        .collect(Collectors.toSet());
    }

    List<String> timeline() {
        Map<String, List<AccessEvent>> byDay = new TreeMap<>(events.stream()
                .collect(
                        Collectors.groupingBy(event -> day(event) + "\0" + event.operator() + "\0" + event.account())));
        List<String> rows = new ArrayList<>();
        for (List<AccessEvent> ofDay : byDay.values()) {
            AccessEvent any = ofDay.get(0);
            Set<String> before = people(events.stream()
                    .filter(event -> AccountName.of(event).equals(AccountName.of(any)))
                    .filter(event -> day(event).isBefore(day(any)))
                    .toList());
            rows.add(row(
                    day(any),
                    any.operator(),
                    any.account(),
                    ofDay.size(),
                    people(ofDay).size(),
                    people(ofDay).stream()
                            .filter(Predicate.not(before::contains))
                            .count(),
                    unnamed(ofDay),
                    ofDay.stream()
                            .filter(event -> event.outcome() == Outcome.DENIED)
                            .count(),
                    names(ofDay.stream().map(AccessEvent::resource)),
                    names(ofDay.stream().map(AccessEvent::sourceIp))));
        }
        return rows;
    }

    private static LocalDate day(AccessEvent event) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(event.timeMillis()), ZoneOffset.UTC);
    }

    private static String names(Stream<String> all) {
        List<String> names = all.filter(Objects::nonNull).distinct().sorted().toList();
        return names.size() <= NameList.NAMES_MAX
                ? String.join(";", names)
                : String.join(";", names.subList(0, NameList.NAMES_MAX)) + ";+" + (names.size() - NameList.NAMES_MAX);
    }

    List<String> affected() {
        List<String> rows = new ArrayList<>();
        List<AccessEvent> readings = events.stream()
                .filter(event -> closed.stream().anyMatch(alert -> isOf(event, alert)))
                .toList();
        for (String subject : people(readings)) {
            List<AccessEvent> own = readings.stream()
                    .filter(event -> people(List.of(event)).contains(subject))
                    .toList();
            rows.add(row(
                    subject,
                    time(own.stream().mapToLong(AccessEvent::timeMillis).min().orElseThrow()),
                    time(own.stream().mapToLong(AccessEvent::timeMillis).max().orElseThrow()),
                    own.size(),
                    joined(own.stream().map(event -> event.operator() + "/" + event.account())),
                    joined(own.stream()
                            .flatMap(event -> event.fields().stream())
                            .map(field -> Objects.requireNonNullElse(sensitivity.category(field), "other"))),
                    joined(closed.stream()
                            .filter(alert -> own.stream().anyMatch(event -> isOf(event, alert)))
                            .map(Alert::id))));
        }
        return rows;
    }

    /** How many people the alert's group had read up to this time. */
    long exposedAt(String alertId, String time) {
        long timeMillis = Instant.parse(time).toEpochMilli();
        Alert alert = closed.stream()
                .filter(each -> each.id().equals(alertId))
                .findFirst()
                .orElseThrow();
        return people(events.stream()
                        .filter(event -> isOf(event, alert) && event.timeMillis() <= timeMillis)
                        .toList())
                .size();
    }

    private static boolean isOf(AccessEvent event, Alert alert) {
        return event.exposes()
                && event.timeMillis() >= alert.firstEventAtMillis()
                && event.timeMillis() <= alert.lastEventAtMillis()
                && alert.group().entrySet().stream()
                        .allMatch(value ->
                                value.getValue().equals(field(value.getKey()).text(event)));
    }

    private static Field field(String name) {
        return Objects.requireNonNull(Field.named(name), name);
    }

    private static Set<String> people(Collection<AccessEvent> of) {
        return of.stream()
                .filter(AccessEvent::exposes)
                .flatMap(event -> event.subjects().stream())
                .map(Subject::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static long unnamed(List<AccessEvent> of) {
        return of.stream()
                .filter(event -> event.exposes() && event.subjects().isEmpty())
                .mapToLong(event -> Math.max(0, event.recordCount()))
                .sum();
    }

    private static String joined(Stream<String> values) {
        return values.distinct().sorted().collect(Collectors.joining(";"));
    }

    private static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }

    private static String row(Object... cells) {
        return Stream.of(cells).map(String::valueOf).collect(Collectors.joining(","));
    }
}
