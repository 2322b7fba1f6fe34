package dev.vigie.report;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Reads one of the folder's CSV files row by row. Columns are found by their names, so that more may be added. */
final class CsvRows implements Closeable {

    private static final String SEPARATOR = ";";

    private final Path file;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> rows;
    private final Map<String, Integer> columns = new HashMap<>();
    private List<String> cells = List.of();
    private long line;

    /** @throws ReportException if it has no heading with these columns */
    CsvRows(Path file, String... required) throws IOException, ReportException {
        this.file = file;
        this.reader = CsvReader.builder().ofCsvRecord(file);
        this.rows = reader.iterator();
        try {
            if (next()) {
                for (int i = 0; i < cells.size(); i++) {
                    columns.put(cells.get(i), i);
                }
            }
            for (String name : required) {
                if (!columns.containsKey(name)) {
                    throw fault("there is no column " + name);
                }
            }
        } catch (ReportException | IOException e) {
            reader.close();
            throw e;
        }
    }

    /** Goes to the next row; false at the end. */
    boolean next() throws IOException, ReportException {
        try {
            if (!rows.hasNext()) {
                return false;
            }
            CsvRecord row = rows.next();
            line = row.getStartingLineNumber();
            cells = row.getFields();
            return true;
        } catch (CsvParseException e) {
            throw fault("not CSV: " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The cell in this column; empty where the row or the file has none. */
    String text(String column) {
        Integer index = columns.get(column);
        return index == null || index >= cells.size() ? "" : cells.get(index);
    }

    /** The cell's parts between semicolons; none for an empty cell. */
    List<String> texts(String column) {
        String text = text(column);
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(SEPARATOR, -1));
    }

    /** The cell's whole number; 0 for an empty cell. */
    long number(String column) throws ReportException {
        String text = text(column);
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw fault(column + " is no whole number");
        }
    }

    /** The cell's time, epoch milliseconds. */
    long timeMillis(String column) throws ReportException {
        try {
            return Instant.parse(text(column)).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw fault(column + " is no time such as 2025-12-15T09:12:33.120Z");
        }
    }

    /** The cell's day, days since 1970. */
    long day(String column) throws ReportException {
        try {
            return LocalDate.parse(text(column)).toEpochDay();
        } catch (DateTimeException e) {
            throw fault(column + " is no day such as 2025-12-15");
        }
    }

    /** An error that names the row at hand. */
    ReportException fault(String what) {
        return new ReportException(file + ":" + line + ": " + what + "; repeat the replay");
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
