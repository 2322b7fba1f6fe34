package dev.vigie.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of text in aligned columns, numbers to the right. A column ends before two spaces, the last one may be of any
 * width.
 */
final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(
                    cell instanceof Long number
                            ? String.format("%,d", number)
                            : Console.printableLine(cell.toString()));
        }
        rows.add(row);
    }

    void print(PrintWriter out) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                int gap = width(i) - cell.length();
                boolean last = i == row.size() - 1;
                line.append(isNumbers(i) ? " ".repeat(gap) + cell : last ? cell : cell + " ".repeat(gap));
                line.append(last ? "" : GAP);
            }
            out.println(line);
        }
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    /** Whether what stands below the heading is a number throughout. */
    private boolean isNumbers(int column) {
        return rows.size() > 1
                && rows.stream()
                        .skip(1)
                        .allMatch(row -> row.size() > column && row.get(column).matches("[0-9,]+(\\.[0-9]+)?"));
    }
}
