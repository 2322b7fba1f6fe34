package dev.vigie.cli;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Sign;
import dev.vigie.report.BoundedLines;
import dev.vigie.report.ReportException;
import dev.vigie.siem.AlertFacts;
import dev.vigie.wire.AlertJson;
import dev.vigie.wire.WireException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An account's story, from {@code accounts.csv}, {@code alerts.jsonl} and {@code timeline.csv}. The files are read one
 * row at a time; an account has at most as many days as there are, and its story at most {@value #ALERTS_MAX} alerts.
 */
final class AccountStory {

    private static final int ALERTS_MAX = 1_000;

    private final Map<String, String> totals;
    private final List<Alert> alerts;
    private final List<Map<String, String>> days;

    private AccountStory(Map<String, String> totals, List<Alert> alerts, List<Map<String, String>> days) {
        this.totals = totals;
        this.alerts = alerts;
        this.days = days;
    }

    /**
     * Looks for an account in a replay's directory.
     *
     * @param wanted {@code OPERATOR/ACCOUNT}, or the account alone
     * @throws ConfigException if there is none, or several, or no replay's directory
     */
    static AccountStory find(Path directory, String wanted) throws ConfigException, IOException {
        Map<String, String> totals = totals(directory, wanted);
        Predicate<Map<String, String>> own =
                row -> operator(row).equals(operator(totals)) && account(row).equals(account(totals));
        return new AccountStory(totals, alerts(directory, totals), rows(directory.resolve("timeline.csv"), own));
    }

    private static Map<String, String> totals(Path directory, String wanted) throws ConfigException, IOException {
        List<Map<String, String>> named = rows(
                directory.resolve("accounts.csv"),
                row -> name(row).equals(wanted) || account(row).equals(wanted));
        for (Map<String, String> row : named) {
            if (name(row).equals(wanted)) {
                return row;
            }
        }
        if (named.size() == 1) {
            return named.get(0);
        }
        throw new ConfigException(
                named.isEmpty()
                        ? directory + ": has no event of an account " + wanted
                        : wanted + ": several operators have such an account: "
                                + named.stream().map(AccountStory::name).collect(Collectors.joining(", ")));
    }

    private static String operator(Map<String, String> row) {
        return row.getOrDefault("operator", "");
    }

    private static String account(Map<String, String> row) {
        return row.getOrDefault("account", "");
    }

    private static String name(Map<String, String> row) {
        return operator(row) + "/" + account(row);
    }

    private static List<Map<String, String>> rows(Path file, Predicate<Map<String, String>> wanted)
            throws ConfigException, IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> all = CsvReader.builder().ofNamedCsvRecord(file);
                CloseableIterator<NamedCsvRecord> each = all.iterator()) {
            while (each.hasNext()) {
                Map<String, String> row = each.next().getFieldsAsMap();
                if (wanted.test(row)) {
                    rows.add(row);
                }
            }
            return rows;
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + ": no such file; give the directory of a replay");
        } catch (CsvParseException | NoSuchElementException | UncheckedIOException e) {
            throw new ConfigException(file + ": not as a replay wrote it");
        }
    }

    /** The last messages of the account's episodes, and of those above that name it. */
    private static List<Alert> alerts(Path directory, Map<String, String> totals) throws ConfigException, IOException {
        Path file = directory.resolve("alerts.jsonl");
        Map<String, Alert> last = new HashMap<>();
        try (BoundedLines lines = new BoundedLines(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                Alert alert = AlertJson.read(line);
                if (alert.state() == State.CLOSED && concerns(alert, totals) && last.size() < ALERTS_MAX) {
                    last.put(alert.id(), alert);
                }
            }
        } catch (NoSuchFileException | WireException | ReportException e) {
            throw new ConfigException(file + ": not as a replay wrote it");
        }
        return last.values().stream()
                .sorted(Comparator.comparingLong(Alert::openedAtMillis).thenComparing(Alert::id))
                .toList();
    }

    private static boolean concerns(Alert alert, Map<String, String> totals) {
        String operator = operator(totals);
        String account = account(totals);
        return (account.equals(alert.group().get("account"))
                        && operator.equals(alert.group().get("operator")))
                || alert.accounts().stream()
                        .anyMatch(share -> share.account().equals(account)
                                && share.operator().equals(operator));
    }

    void print(PrintWriter out) {
        out.println(Console.printableLine(name(totals)));
        out.println(String.format(
                "  %s events from %s to %s", total("events"), total("firstEventAt"), total("lastEventAt")));
        out.println(String.format(
                "  read %s %s, and %s records without a name", total("peopleRead"), noun(), total("recordsUnnamed")));
        out.println(
                alerts.isEmpty()
                        ? "  no alert"
                        : String.format(
                                "  %s %s, the gravest %s; %s %s exposed in their course",
                                total("alerts"),
                                alerts.size() == 1 ? "alert" : "alerts",
                                total("highestLevel"),
                                total("peopleExposed"),
                                noun()));
        for (Alert alert : alerts) {
            print(alert, out);
        }
        out.println();
        printDays(out);
    }

    /** What was read: people, unless a rule has another word for it. */
    private String noun() {
        String subjects = totals.getOrDefault("subjects", "");
        return subjects.isEmpty() ? AlertFacts.PEOPLE : Console.printableLine(subjects.replace(";", " and "));
    }

    private String total(String column) {
        return Console.printableLine(totals.getOrDefault(column, "?"));
    }

    private static void print(Alert alert, PrintWriter out) {
        out.println();
        out.println(String.format("%s  %s  %s", time(alert.openedAtMillis()), alert.level(), alert.id()));
        out.println("  " + Console.printableLine(alert.sentence()));
        out.println(
                String.format("  from %s to %s", time(alert.firstEventAtMillis()), time(alert.lastEventAtMillis())));
        list("registers", alert.registers(), out);
        list("fields", alert.fields(), out);
        list("sources", alert.sources(), out);
        signs("speaks for somebody else at the account", alert.speaksForTakeover(), out);
        signs("speaks for its holder", alert.speaksForHolder(), out);
    }

    private static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }

    private static void list(String what, Alert.Names names, PrintWriter out) {
        if (!names.names().isEmpty()) {
            long more = names.total() - names.names().size();
            out.println(Console.printableLine("  " + what + ": " + String.join(", ", names.names())
                    + (more > 0 ? " and " + more + " more" : "")));
        }
    }

    private static void signs(String what, List<Sign> signs, PrintWriter out) {
        if (!signs.isEmpty()) {
            out.println("  " + what + ": " + signs.stream().map(Sign::text).collect(Collectors.joining(", ")));
        }
    }

    private void printDays(PrintWriter out) {
        Table table = new Table();
        table.row("Day", "", "Events", "People", "New", "Unnamed", "Denied", "Registers", "Sources");
        for (Map<String, String> day : days) {
            table.row(
                    day.getOrDefault("day", ""),
                    isDayOfAlert(day.getOrDefault("day", "")) ? "alert" : "",
                    day.getOrDefault("events", ""),
                    day.getOrDefault("peopleRead", ""),
                    day.getOrDefault("peopleNew", ""),
                    day.getOrDefault("recordsUnnamed", ""),
                    day.getOrDefault("denied", ""),
                    day.getOrDefault("registers", ""),
                    day.getOrDefault("sources", ""));
        }
        table.print(out);
    }

    private boolean isDayOfAlert(String day) {
        return alerts.stream()
                .map(alert -> LocalDate.ofInstant(Instant.ofEpochMilli(alert.openedAtMillis()), ZoneOffset.UTC))
                .anyMatch(opened -> opened.toString().equals(day));
    }
}
