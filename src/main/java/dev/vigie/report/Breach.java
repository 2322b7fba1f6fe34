package dev.vigie.report;

import dev.vigie.model.Alert;
import dev.vigie.siem.AlertFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a folder tells of the alerts that one notification is about.
 *
 * @param folder with these alerts alone
 * @param people how many people they exposed
 */
record Breach(ReplayFolder folder, PeopleCount people) {

    /** A nationality is none of the special categories; what tells of racial or ethnic origin is. */
    static final String ORIGIN = "nationality-origin";

    /** Of article 9 of the GDPR and of article 10 of the directive. */
    private static final Set<String> SPECIAL = Set.of("health", "biometric", "belief", "sexual-life", Breach.ORIGIN);

    /** Of article 10 of the GDPR; in the files that the directive is about they are the rule. */
    private static final String OFFENCES = "criminal";

    /** @throws ReportException if the folder lacks one of the alerts */
    static Breach read(Path directory, Collection<String> alertIds) throws IOException, ReportException {
        Set<String> wanted = Set.copyOf(alertIds);
        ReplayFolder folder = ReplayFolder.read(directory, wanted::contains, Breach::countsPeople);
        Set<String> absent = new TreeSet<>(wanted);
        folder.episodes()
                .gravest()
                .forEach(episode -> absent.remove(episode.last().id()));
        if (!absent.isEmpty()) {
            throw new ReportException(FolderFile.ALERTS.in(directory) + ": has no alert " + String.join(", ", absent)
                    + "; its alerts are listed in summary.json and report.html");
        }
        List<Episode> counted = folder.episodes().gravest().stream()
                .filter(Breach::countsPeople)
                .toList();
        return new Breach(folder, PeopleCount.of(counted, folder.affected()));
    }

    private static boolean countsPeople(Episode episode) {
        return AlertFacts.countsPeople(episode.last());
    }

    /** Whether some of the people were read by a group of accounts, ordinary work included. */
    boolean hasGroups() {
        return alerts().stream().anyMatch(AlertFacts::isAboveAccount);
    }

    List<Episode> episodes() {
        return folder.episodes().gravest();
    }

    @Nullable
    AffectedPeople affected() {
        return folder.affected();
    }

    long startMillis() {
        return alerts().stream().mapToLong(Alert::firstEventAtMillis).min().orElseThrow();
    }

    long endMillis() {
        return alerts().stream().mapToLong(Alert::lastEventAtMillis).max().orElseThrow();
    }

    /** When the first of the alerts was raised, by the logs' own time. */
    long raisedMillis() {
        return alerts().stream().mapToLong(Alert::openedAtMillis).min().orElseThrow();
    }

    AtLeast recordsUnnamed() {
        return AtLeast.of(alerts(), Alert::recordsUnnamed);
    }

    AtLeast accessesUncounted() {
        return AtLeast.of(alerts(), Alert::accessesUncounted);
    }

    /** The alert that begins or ends the breach, or was raised first: where such a figure comes from. */
    Alert first(Function<Alert, Long> order) {
        return alerts().stream()
                .min((a, b) -> Long.compare(order.apply(a), order.apply(b)))
                .orElseThrow();
    }

    /** Names, and whether there are more than the alerts could keep. */
    record Listed(Set<String> names, boolean isCut) {}

    Listed listed(Function<Alert, Alert.Names> of) {
        Set<String> names = new TreeSet<>();
        boolean isCut = false;
        for (Alert alert : alerts()) {
            names.addAll(of.apply(alert).names());
            isCut |= of.apply(alert).total() > of.apply(alert).names().size();
        }
        return new Listed(names, isCut);
    }

    /** Of the alerts' data categories those that the law protects more than others. */
    Set<String> sensitiveCategories(Regime regime) {
        Set<String> sensitive = new TreeSet<>(listed(Alert::dataCategories).names());
        sensitive.removeIf(
                category -> !SPECIAL.contains(category) && !(regime == Regime.GDPR && category.equals(OFFENCES)));
        return sensitive;
    }

    Set<String> operators() {
        Set<String> operators = new TreeSet<>();
        for (Alert alert : alerts()) {
            String operator = AlertFacts.operator(alert);
            if (operator != null) {
                operators.add(operator);
            }
            alert.accounts().forEach(share -> operators.add(share.operator()));
        }
        return operators;
    }

    Set<String> accounts() {
        Set<String> accounts = new TreeSet<>();
        for (Alert alert : alerts()) {
            String account = AlertFacts.account(alert);
            if (account != null) {
                accounts.add(AlertFacts.operator(alert) + "/" + account);
            }
        }
        return accounts;
    }

    /** What speaks for somebody else at the accounts, and what for their holders, as the texts' names of them. */
    Set<String> signs() {
        Set<String> signs = new HashSet<>();
        for (Alert alert : alerts()) {
            alert.speaksForTakeover().forEach(sign -> signs.add("js.sign." + sign.id()));
            alert.speaksForHolder().forEach(sign -> signs.add("js.sign." + sign.id()));
        }
        return new TreeSet<>(signs);
    }

    private List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        episodes().forEach(episode -> alerts.add(episode.last()));
        return alerts;
    }
}
