package dev.vigie.ingest;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Cuts a row of CSV into its cells. The rows themselves are cut by us: a library's reader cannot go on after a broken
 * one.
 */
final class CsvCells {

    /** More than a row has bytes. */
    private static final int CELLS_MAX = LineParser.LINE_BYTES_MAX + 1;

    private CsvCells() {}

    /**
     * Adds the row's cells to {@code cells}, without quotes and surrounding spaces. Never fails: a stray quote stands
     * for itself.
     */
    static void split(String row, char delimiter, List<String> cells) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .build(CsvRecordHandler.of(cell -> cell.maxFields(CELLS_MAX)), row)) {
            for (CsvRecord record : reader) {
                for (String cell : record.getFields()) {
                    cells.add(cell.strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a string does not fail to be read", e);
        }
        if (row.isEmpty()) {
            cells.add("");
        }
    }
}
