package dev.vigie.backtest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Incidents that are known to be in the logs: CSV with the columns {@code incident}, {@code account} (as
 * OPERATOR/ACCOUNT), {@code subject} and {@code time} (ISO 8601, UTC), one row for each person whom an account read, as
 * {@code vigie simulate} writes them. At most {@value #ROWS_MAX} rows.
 */
public final class Incidents {

    /** No incident is known. */
    public static final Incidents NONE = new Incidents(List.of());

    static final int ROWS_MAX = 1_000_000;

    private static final List<String> COLUMNS = List.of("incident", "account", "subject", "time");

    private final List<Incident> incidents;

    private Incidents(List<Incident> incidents) {
        this.incidents = List.copyOf(incidents);
    }

    /** One of them: when each account that takes part began, and when each person was first read. */
    public static final class Incident {
        private final String name;
        private final Map<String, Long> startMillisByAccount = new HashMap<>();
        private final Map<String, Long> readAtMillisBySubject = new HashMap<>();

        private Incident(String name) {
            this.name = name;
        }

        private void add(String account, String subject, long timeMillis) {
            startMillisByAccount.merge(account, timeMillis, Math::min);
            readAtMillisBySubject.merge(subject, timeMillis, Math::min);
        }

        public String name() {
            return name;
        }

        /** How many people it exposed in the end. */
        public long taken() {
            return readAtMillisBySubject.size();
        }

        /** How many people it had exposed before this moment. */
        public long exposedBefore(long millis) {
            return readAtMillisBySubject.values().stream()
                    .filter(readAt -> readAt < millis)
                    .count();
        }

        /** Whether the alert is on an account that takes part in it, or on a group with one, and not from before it. */
        public boolean isToldBy(Raised alert) {
            return toldAtMillis(alert) != Long.MAX_VALUE;
        }

        /**
         * When the alert first told of it: its first message from the first reading of one of its accounts on, an
         * update of an alert that was open already too; {@link Long#MAX_VALUE} where none did.
         */
        long toldAtMillis(Raised alert) {
            long startMillis = startMillis(alert);
            return startMillis == Long.MAX_VALUE
                    ? Long.MAX_VALUE
                    : alert.toldAtMillis().stream()
                            .filter(told -> told >= startMillis)
                            .min(Long::compare)
                            .orElse(Long.MAX_VALUE);
        }

        /** Whether the alert opened because of it: a cost to nobody. */
        boolean isOpenedBy(Raised alert) {
            return alert.openedAtMillis() >= startMillis(alert);
        }

        private long startMillis(Raised alert) {
            return alert.accounts().stream()
                    .map(account -> startMillisByAccount.getOrDefault(account, Long.MAX_VALUE))
                    .min(Long::compare)
                    .orElse(Long.MAX_VALUE);
        }
    }

    /**
     * Reads a file of them.
     *
     * @throws BacktestException if it is none; the message names the line
     */
    public static Incidents read(Path file) throws BacktestException, IOException {
        Map<String, Incident> byName = new LinkedHashMap<>();
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(file)) {
            Map<String, Integer> columns = new HashMap<>();
            long count = 0;
            for (CsvRecord row : rows) {
                if (columns.isEmpty()) {
                    header(file, row, columns);
                    continue;
                }
                if (++count > ROWS_MAX) {
                    throw new BacktestException(file + ": more than " + ROWS_MAX + " rows; leave incidents out");
                }
                String name = cell(file, row, columns, "incident");
                byName.computeIfAbsent(name, Incident::new)
                        .add(
                                cell(file, row, columns, "account"),
                                cell(file, row, columns, "subject"),
                                time(file, row, cell(file, row, columns, "time")));
            }
        } catch (CsvParseException e) {
            throw new BacktestException(file + ": not CSV: " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (byName.isEmpty()) {
            throw new BacktestException(file + ": no incident in it; expected rows of " + String.join(",", COLUMNS));
        }
        return new Incidents(List.copyOf(byName.values()));
    }

    private static void header(Path file, CsvRecord row, Map<String, Integer> columns) throws BacktestException {
        for (int i = 0; i < row.getFieldCount(); i++) {
            columns.put(row.getField(i), i);
        }
        for (String name : COLUMNS) {
            if (!columns.containsKey(name)) {
                throw new BacktestException(file + ":" + row.getStartingLineNumber() + ": there is no column " + name
                        + "; expected " + String.join(",", COLUMNS));
            }
        }
    }

    private static String cell(Path file, CsvRecord row, Map<String, Integer> columns, String name)
            throws BacktestException {
        int index = columns.getOrDefault(name, Integer.MAX_VALUE);
        if (index >= row.getFieldCount() || row.getField(index).isEmpty()) {
            throw new BacktestException(file + ":" + row.getStartingLineNumber() + ": " + name + " is missing");
        }
        return row.getField(index);
    }

    private static long time(Path file, CsvRecord row, String text) throws BacktestException {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new BacktestException(
                    file + ":" + row.getStartingLineNumber() + ": time is none such as 2025-12-15T09:12:33.120Z");
        }
    }

    public List<Incident> all() {
        return incidents;
    }

    /** Their names. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        incidents.forEach(each -> names.add(each.name()));
        return names;
    }

    /** The alerts that no incident opened: what they cost is somebody's time. */
    public List<Raised> others(List<Raised> alerts) {
        List<Raised> others = new ArrayList<>();
        for (Raised alert : alerts) {
            if (incidents.stream().noneMatch(each -> each.isOpenedBy(alert))) {
                others.add(alert);
            }
        }
        return others;
    }
}
