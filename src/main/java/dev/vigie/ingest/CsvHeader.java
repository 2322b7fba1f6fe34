package dev.vigie.ingest;

import dev.vigie.model.Field;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the first row of a CSV log says.
 *
 * @param columns what each column means
 */
record CsvHeader(char delimiter, List<Mapping.Target> columns) {

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final List<Field> REQUIRED = List.of(Field.TIME, Field.ACCOUNT, Field.ACTION);

    CsvHeader {
        columns = List.copyOf(columns);
    }

    /**
     * Reads a header.
     *
     * @param what what an error calls the log
     */
    static CsvHeader parse(String row, Mapping mapping, String what) throws UnreadableLogException {
        char delimiter = delimiter(row, mapping);
        List<String> names = cells(row, delimiter);
        List<Mapping.Target> columns = new ArrayList<>();
        Set<Field> fields = EnumSet.noneOf(Field.class);
        for (String name : names) {
            Mapping.Target target = mapping.headerTarget(name);
            if (target == null) {
                throw new UnreadableLogException(what + ": unknown column '" + Texts.description(name) + "'"
                        + Mapping.suggestion(name) + "; the columns are " + String.join(", ", Mapping.names())
                        + ", subject.ATTRIBUTE, and a mapping file gives other names their meaning");
            }
            if (target instanceof Mapping.Known known && !fields.add(known.field())) {
                throw new UnreadableLogException(
                        what + ": two columns are " + known.field().fieldName());
            }
            if (target instanceof Mapping.Attribute attribute && columns.contains(target)) {
                throw new UnreadableLogException(what + ": two columns are " + Texts.description(attribute.column()));
            }
            columns.add(target);
        }
        for (Field field : REQUIRED) {
            if (!fields.contains(field)) {
                throw new UnreadableLogException(what + ": no column is " + field.fieldName()
                        + "; a mapping file may say which one of '" + Texts.description(String.join("', '", names))
                        + "' it is");
            }
        }
        return new CsvHeader(delimiter, columns);
    }

    /** True if the row has at least two columns, and at least half of them are known. */
    static boolean isLikely(String row, Mapping mapping) {
        List<String> names = cells(row, delimiter(row, mapping));
        return names.size() >= 2 && 2 * known(names, mapping) >= names.size();
    }

    private static char delimiter(String row, Mapping mapping) {
        char best = DELIMITERS[0];
        int most = -1;
        for (char delimiter : DELIMITERS) {
            List<String> names = cells(row, delimiter);
            int score = (known(names, mapping) << 16) + Math.min(names.size(), 0xffff);
            if (score > most) {
                best = delimiter;
                most = score;
            }
        }
        return best;
    }

    private static int known(List<String> names, Mapping mapping) {
        return (int) names.stream()
                .filter(name -> mapping.headerTarget(name) != null)
                .count();
    }

    private static List<String> cells(String row, char delimiter) {
        List<String> cells = new ArrayList<>();
        CsvCells.split(row, delimiter, cells);
        return cells;
    }
}
