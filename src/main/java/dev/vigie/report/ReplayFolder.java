package dev.vigie.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.vigie.model.Alert;
import dev.vigie.siem.AlertFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A replay's folder, read as far as people are told of it. Whatever its size, what is kept is bounded: the gravest
 * episodes, the accounts to look at first and their days.
 *
 * @param run what was replayed, and by what
 * @param ledger what became of it
 * @param episodes the alerts
 * @param accounts those to look at first; none where the folder has no {@code accounts.csv}
 * @param accountsTotal how many accounts there are in all
 * @param days their days by {@link AccountFigures#key}, in order
 * @param affected what the list of people says of the episodes that are counted together, or null where it is missing
 *     or sealed, or does not hold them all
 * @param partial whether the list of people was made of a choice that leaves out some whom these episodes are about
 * @param sealed whether the list of people is encrypted
 * @param manifest {@code manifest.json}, or a missing node
 * @param missing files that the folder lacks
 */
record ReplayFolder(
        RunFacts run,
        LedgerFigures ledger,
        Episodes episodes,
        List<AccountFigures> accounts,
        long accountsTotal,
        Map<String, List<AccountDay>> days,
        @Nullable AffectedPeople affected,
        boolean partial,
        boolean sealed,
        JsonNode manifest,
        Set<FolderFile> missing) {

    /** Days of all accounts together. */
    static final int ACCOUNT_DAYS_MAX = 400_000;

    private static final String CHOSEN_ALERT = "alert=";
    private static final long JSON_BYTES_MAX = 256L << 20;
    private static final JsonMapper JSON = new JsonMapper();

    ReplayFolder {
        accounts = List.copyOf(accounts);
        days = Map.copyOf(days);
        missing = Collections.unmodifiableSet(
                missing.isEmpty() ? EnumSet.noneOf(FolderFile.class) : EnumSet.copyOf(missing));
    }

    /** Reads all of it. */
    static ReplayFolder read(Path directory) throws IOException, ReportException {
        return read(directory, id -> true, Episode::exposesPeople);
    }

    /**
     * Reads the alerts that are wanted, by id, and the rest.
     *
     * @param together which of the alerts the list of people is counted for
     * @throws ReportException if it is no replay's folder, or one of its files is damaged
     */
    static ReplayFolder read(Path directory, Predicate<String> wanted, Predicate<Episode> together)
            throws IOException, ReportException {
        Path file = FolderFile.SUMMARY.in(directory);
        if (!Files.isRegularFile(file) || !FolderFile.ALERTS.isIn(directory)) {
            throw new ReportException(directory + ": has no summary.json and alerts.jsonl;"
                    + " name the folder that vigie replay -o wrote");
        }
        JsonNode summary = json(file);
        Set<FolderFile> missing = EnumSet.noneOf(FolderFile.class);
        for (FolderFile each : FolderFile.values()) {
            if (!each.isIn(directory)) {
                missing.add(each);
            }
        }
        boolean sealed = Files.isRegularFile(directory.resolve(FolderFile.AFFECTED_SEALED));
        if (sealed) {
            missing.remove(FolderFile.AFFECTED);
        }
        Episodes episodes = exposed(Episodes.read(FolderFile.ALERTS.in(directory), wanted), directory);
        AccountFigures.First first = accounts(directory);
        boolean partial = isPartial(summary, episodes, file);
        return new ReplayFolder(
                RunFacts.of(summary, file),
                LedgerFigures.of(summary, optional(FolderFile.LEDGER, directory)),
                episodes,
                first.list(),
                first.total(),
                days(first.list(), directory),
                partial ? null : affected(episodes, together, directory),
                partial,
                sealed,
                optional(FolderFile.MANIFEST, directory),
                missing);
    }

    /**
     * Whether the list of people lacks some of those whom the episodes are about: it was made for other alerts, or of a
     * part of the logs, while an episode is told whole. A scope of accounts holds all that these accounts did.
     */
    private static boolean isPartial(JsonNode summary, Episodes episodes, Path file) throws ReportException {
        List<Alert> alerts = episodes.gravest().stream()
                .map(Episode::last)
                .filter(AlertFacts::countsPeople)
                .toList();
        Set<String> alertsListed = new HashSet<>();
        for (JsonNode choice : summary.path("affected")) {
            String text = choice.asText();
            if (!text.startsWith(CHOSEN_ALERT)) {
                return true;
            }
            alertsListed.add(text.substring(CHOSEN_ALERT.length()));
        }
        JsonNode scope = summary.path("scope");
        long from = scope.has("from") ? RunFacts.time(scope.path("from"), file) : Long.MIN_VALUE;
        long to = scope.has("to") ? RunFacts.time(scope.path("to"), file) : Long.MAX_VALUE;
        boolean ofSomeAccounts = scope.has("operator") || scope.has("accounts");
        return alerts.stream()
                .anyMatch(alert -> scope.has("registers")
                        || alert.firstEventAtMillis() < from
                        || alert.lastEventAtMillis() >= to
                        || (ofSomeAccounts && AlertFacts.isAboveAccount(alert))
                        || (!alertsListed.isEmpty() && !alertsListed.contains(alert.id())));
    }

    private static JsonNode json(Path file) throws IOException, ReportException {
        if (Files.size(file) > JSON_BYTES_MAX) {
            throw new ReportException(file + ": larger than any that a replay writes; repeat the replay");
        }
        try {
            return JSON.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new ReportException(file + ":" + e.getLocation().getLineNr() + ": not JSON; repeat the replay");
        }
    }

    private static JsonNode optional(FolderFile file, Path directory) throws IOException, ReportException {
        return file.isIn(directory) ? json(file.in(directory)) : MissingNode.getInstance();
    }

    /** The episodes with the finer curves of {@code exposure.csv}, where there is one; else as their messages say. */
    private static Episodes exposed(Episodes episodes, Path directory) throws IOException, ReportException {
        if (!FolderFile.EXPOSURE.isIn(directory)) {
            return episodes;
        }
        Map<String, Curve> curves = new HashMap<>();
        episodes.gravest().forEach(episode -> curves.put(episode.last().id(), new Curve()));
        try (CsvRows rows = new CsvRows(FolderFile.EXPOSURE.in(directory), "alertId", "time", "peopleExposed")) {
            while (rows.next()) {
                Curve curve = curves.get(rows.text("alertId"));
                if (curve != null) {
                    curve.add(rows.timeMillis("time"), rows.number("peopleExposed"));
                }
            }
        }
        List<Episode> finer = new ArrayList<>();
        for (Episode episode : episodes.gravest()) {
            Curve curve = curves.getOrDefault(episode.last().id(), new Curve());
            List<Curve.Point> points = curve.points();
            finer.add(points.isEmpty() ? episode : new Episode(episode.last(), points));
        }
        return new Episodes(finer, episodes.total(), episodes.byLevel());
    }

    private static AccountFigures.First accounts(Path directory) throws IOException, ReportException {
        AccountFigures.First first = new AccountFigures.First();
        if (FolderFile.ACCOUNTS.isIn(directory)) {
            try (CsvRows rows = new CsvRows(FolderFile.ACCOUNTS.in(directory), "operator", "account", "peopleRead")) {
                while (rows.next()) {
                    first.add(AccountFigures.of(rows));
                }
            }
        }
        return first;
    }

    /** Days of the accounts to look at first, as many as there is room for. */
    private static Map<String, List<AccountDay>> days(List<AccountFigures> accounts, Path directory)
            throws IOException, ReportException {
        Map<String, List<AccountDay>> days = new HashMap<>();
        if (!FolderFile.TIMELINE.isIn(directory)) {
            return days;
        }
        accounts.forEach(account -> days.put(account.key(), new ArrayList<>()));
        long kept = 0;
        try (CsvRows rows =
                new CsvRows(FolderFile.TIMELINE.in(directory), "day", "operator", "account", "peopleRead")) {
            while (rows.next()) {
                List<AccountDay> own = days.get(AccountKey.of(rows.text("operator"), rows.text("account")));
                if (own != null && kept < ACCOUNT_DAYS_MAX) {
                    own.add(AccountDay.of(rows));
                    kept++;
                }
            }
        }
        return days;
    }

    private static @Nullable AffectedPeople affected(Episodes episodes, Predicate<Episode> together, Path directory)
            throws IOException, ReportException {
        if (!FolderFile.AFFECTED.isIn(directory)) {
            return null;
        }
        Set<String> ids = new HashSet<>();
        Set<String> idsTogether = new HashSet<>();
        for (Episode episode : episodes.gravest()) {
            ids.add(episode.last().id());
            if (together.test(episode)) {
                idsTogether.add(episode.last().id());
            }
        }
        return AffectedPeople.read(FolderFile.AFFECTED.in(directory), ids, idsTogether);
    }
}
