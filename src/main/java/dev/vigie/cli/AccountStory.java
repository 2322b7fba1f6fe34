package dev.vigie.cli;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Sign;
import dev.vigie.report.AccountWords;
import dev.vigie.report.BoundedLines;
import dev.vigie.report.Language;
import dev.vigie.report.ReportException;
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

    /** What is told of a day. */
    private static final List<Column> COLUMNS = List.of(
            new Column("day", "day"),
            new Column("events", "events"),
            new Column("peopleRead", "people"),
            new Column("peopleNew", "new"),
            new Column("recordsUnnamed", "unnamed"),
            new Column("denied", "denied"),
            new Column("registers", "registers"),
            new Column("sources", "sources"));

    /**
     * A column.
     *
     * @param source its name in {@code timeline.csv}
     * @param word what it is called, by the name of the text
     */
    private record Column(String source, String word) {}

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

    /** Tells it in a language; what logs say in it is text. */
    void print(Language language, PrintWriter out) {
        AccountWords words = new AccountWords(language);
        String noun = words.noun(totals.getOrDefault("subjects", ""));
        line("", name(totals), out);
        line("  ", words.text("events", total("events"), total("firstEventAt"), total("lastEventAt")), out);
        line("  ", words.text("read", total("peopleRead"), noun, total("recordsUnnamed")), out);
        line("  ", words.alerts(alertCount(), total("highestLevel"), total("peopleExposed"), noun), out);
        for (Alert alert : alerts) {
            print(alert, words, out);
        }
        out.println();
        printDays(words, out);
    }

    private static void line(String indent, String text, PrintWriter out) {
        out.println(indent + Console.printableLine(text));
    }

    private String total(String column) {
        return totals.getOrDefault(column, "?");
    }

    /** Of the table, which knows those, too, that the story has no room for. */
    private long alertCount() {
        String count = total("alerts");
        return alerts.isEmpty() ? 0 : count.matches("[0-9]{1,18}") ? Long.parseLong(count) : alerts.size();
    }

    private static void print(Alert alert, AccountWords words, PrintWriter out) {
        out.println();
        line("", time(alert.openedAtMillis()) + "  " + words.level(alert.level().name()) + "  " + alert.id(), out);
        line("  ", words.sentence(alert), out);
        line("  ", words.text("span", time(alert.firstEventAtMillis()), time(alert.lastEventAtMillis())), out);
        list("registers", alert.registers(), words, out);
        list("fields", alert.fields(), words, out);
        list("sources", alert.sources(), words, out);
        signs("takeover", alert.speaksForTakeover(), words, out);
        signs("holder", alert.speaksForHolder(), words, out);
    }

    private static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }

    private static void list(String what, Alert.Names names, AccountWords words, PrintWriter out) {
        if (!names.names().isEmpty()) {
            line("  ", words.names(what, names), out);
        }
    }

    private static void signs(String what, List<Sign> signs, AccountWords words, PrintWriter out) {
        if (!signs.isEmpty()) {
            line("  ", words.signs(what, signs), out);
        }
    }

    private void printDays(AccountWords words, PrintWriter out) {
        Table table = new Table();
        List<Object> head = new ArrayList<>();
        COLUMNS.forEach(column -> head.add(words.text("column." + column.word())));
        head.add(1, "");
        table.row(head.toArray());
        for (Map<String, String> day : days) {
            List<Object> row = new ArrayList<>();
            COLUMNS.forEach(column -> row.add(day.getOrDefault(column.source(), "")));
            row.add(1, isDayOfAlert(day.getOrDefault("day", "")) ? words.text("ofAlert") : "");
            table.row(row.toArray());
        }
        table.print(out);
    }

    private boolean isDayOfAlert(String day) {
        return alerts.stream()
                .map(alert -> LocalDate.ofInstant(Instant.ofEpochMilli(alert.openedAtMillis()), ZoneOffset.UTC))
                .anyMatch(opened -> opened.toString().equals(day));
    }
}
