package dev.vigie.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a row into cells as strictly as PostgreSQL and pgAudit write them: separated by commas; a cell in quotes may
 * contain anything, a quote in it is doubled. Unlike {@link CsvCells} it refuses what breaks off or goes on behind a
 * quote: the cells behind would be somebody's text that poses as the log's.
 */
final class QuotedCells {

    private QuotedCells() {}

    /** @throws Rejection if the quotes do not match up, or there are more than {@code cellsMax} cells */
    static List<String> split(String row, int cellsMax) throws Rejection {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (true) {
            if (cells.size() == cellsMax) {
                throw new Rejection(Reason.NOT_PGAUDIT, "more than " + cellsMax + " fields");
            }
            boolean quoted = at < row.length() && row.charAt(at) == '"';
            int end = quoted ? closingQuote(row, at + 1) + 1 : endOfPlain(row, at);
            cells.add(quoted ? row.substring(at + 1, end - 1).replace("\"\"", "\"") : row.substring(at, end));
            if (end == row.length()) {
                return cells;
            }
            if (row.charAt(end) != ',') {
                throw new Rejection(Reason.NOT_PGAUDIT, "text behind a closing quote");
            }
            at = end + 1;
        }
    }

    private static int closingQuote(String row, int from) throws Rejection {
        for (int i = from; i < row.length(); i++) {
            if (row.charAt(i) == '"') {
                if (i + 1 == row.length() || row.charAt(i + 1) != '"') {
                    return i;
                }
                i++;
            }
        }
        throw new Rejection(Reason.NOT_PGAUDIT, "a quote opens a field and is not closed");
    }

    private static int endOfPlain(String row, int from) throws Rejection {
        int comma = row.indexOf(',', from);
        int end = comma < 0 ? row.length() : comma;
        int quote = row.indexOf('"', from);
        if (quote >= 0 && quote < end) {
            throw new Rejection(Reason.NOT_PGAUDIT, "a quote within a field that does not begin with one");
        }
        return end;
    }
}
