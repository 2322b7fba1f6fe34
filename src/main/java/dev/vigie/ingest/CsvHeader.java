package dev.vigie.ingest;

import dev.vigie.model.Field;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the first row of a CSV log says.
 *
 * @param columns what each column means
 */
record CsvHeader(char delimiter, List<Target> columns) {

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
    static CsvHeader parse(String row, String what) throws UnreadableLogException {
        char delimiter = delimiter(row, CsvHeader::isOwn);
        List<String> names = cells(row, delimiter);
        List<Target> columns = new ArrayList<>();
        Set<Field> fields = EnumSet.noneOf(Field.class);
        for (String name : names) {
            Target target = OwnFields.headerTarget(name);
            if (target == null) {
                throw new UnreadableLogException(what + ": unknown column '" + Texts.description(name) + "'"
                        + OwnFields.suggestion(name) + "; the columns are " + String.join(", ", OwnFields.names())
                        + ", subject.ATTRIBUTE, and a mapping file gives other names their meaning");
            }
            if (target instanceof Target.Known known && !fields.add(known.field())) {
                throw new UnreadableLogException(
                        what + ": two columns are " + known.field().fieldName());
            }
            if (target instanceof Target.Attribute attribute && columns.contains(target)) {
                throw new UnreadableLogException(
                        what + ": two columns are " + Texts.description(attribute.targetName()));
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

    /** True if the row has at least two columns, and at least half of them are named like fields. */
    static boolean isLikely(String row) {
        List<String> names = cells(row, delimiter(row, CsvHeader::isOwn));
        return names.size() >= 2 && 2 * known(names, CsvHeader::isOwn) >= names.size();
    }

    private static boolean isOwn(String name) {
        return OwnFields.headerTarget(name) != null;
    }

    /** What separates a header's columns: what makes most of them known, else most of them. */
    static char delimiter(String row, Predicate<String> known) {
        char best = DELIMITERS[0];
        int most = -1;
        for (char delimiter : DELIMITERS) {
            List<String> names = cells(row, delimiter);
            int score = (known(names, known) << 16) + Math.min(names.size(), 0xffff);
            if (score > most) {
                best = delimiter;
                most = score;
            }
        }
        return best;
    }

    private static int known(List<String> names, Predicate<String> known) {
        return (int) names.stream().filter(known).count();
    }

    static List<String> cells(String row, char delimiter) {
        List<String> cells = new ArrayList<>();
        CsvCells.split(row, delimiter, cells);
        return cells;
    }
}
