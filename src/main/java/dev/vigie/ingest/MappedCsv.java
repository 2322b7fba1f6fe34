package dev.vigie.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows of CSV of which a mapping alone knows what their columns mean. Case does not matter in the columns' names. */
final class MappedCsv implements RecordParser {

    private static final char DELIMITER = ',';

    private final char delimiter;
    private final List<String> columns;
    private final MappedFields fields;
    private final List<String> cells = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();

    private MappedCsv(char delimiter, List<String> columns, Mapping mapping) {
        this.delimiter = delimiter;
        this.columns = columns.stream().map(MappedCsv::key).toList();
        this.fields = new MappedFields(mapping);
    }

    /** For rows whose columns the mapping names; it has been checked against them. */
    static MappedCsv withoutHeader(Mapping mapping) {
        Character stated = mapping.delimiter();
        return new MappedCsv(stated == null ? DELIMITER : stated, mapping.columns(), mapping);
    }

    /**
     * For rows below a header.
     *
     * @param what what an error calls the log
     * @throws UnreadableLogException if the header lacks a column that the mapping reads, or has it twice
     */
    static MappedCsv below(String header, Mapping mapping, String what) throws UnreadableLogException {
        List<String> read = mapping.mentioned().stream().map(MappedCsv::key).toList();
        Character stated = mapping.delimiter();
        char delimiter = stated != null ? stated : CsvHeader.delimiter(header, column -> read.contains(key(column)));
        List<String> columns = CsvHeader.cells(header, delimiter);
        check(mapping, columns, what);
        return new MappedCsv(delimiter, columns, mapping);
    }

    /** Checks that the columns that the mapping reads are there, each once; of several that will do, one. */
    static void check(Mapping mapping, List<String> columns, String what) throws UnreadableLogException {
        List<String> keys = columns.stream().map(MappedCsv::key).toList();
        for (FieldRule rule : mapping.rules()) {
            List<Place> read = rule.origin().places().stream()
                    .filter(place -> !place.isGroup())
                    .toList();
            boolean oneWillDo = rule.origin() instanceof Origin.First
                    && (read.size() < rule.origin().places().size()
                            || read.stream().anyMatch(place -> keys.contains(key(place.written()))));
            for (Place place : read) {
                check(place, rule.where(), oneWillDo, columns, what);
            }
        }
        for (PatternRule rule : mapping.patterns()) {
            check(rule.place(), rule.where(), false, columns, what);
        }
    }

    private static void check(Place place, String where, boolean optional, List<String> columns, String what)
            throws UnreadableLogException {
        String wanted = key(place.written());
        long times =
                columns.stream().filter(column -> key(column).equals(wanted)).count();
        if (times == 1 || (times == 0 && optional)) {
            return;
        }
        String name = "'" + Texts.description(place.written()) + "'";
        throw new UnreadableLogException(
                times > 1
                        ? what + ": two columns are called " + name + ", which " + where + " reads"
                        : what + ": no column is called " + name + ", which " + where + " reads"
                                + OwnFields.suggestion(place.written(), columns) + "; the columns are "
                                + Texts.description(String.join(", ", columns)));
    }

    private static String key(String column) {
        return column.strip().toLowerCase(Locale.ROOT);
    }

    char delimiter() {
        return delimiter;
    }

    @Override
    public void parse(byte[] bytes, int from, int to, Draft draft) throws Rejection {
        cells.clear();
        CsvCells.split(new String(bytes, from, to - from, StandardCharsets.UTF_8), delimiter, cells);
        if (cells.size() != columns.size()) {
            throw new Rejection(
                    Reason.NOT_CSV, cells.size() + " cells, where there are " + columns.size() + " columns");
        }
        values.clear();
        for (int i = 0; i < cells.size(); i++) {
            values.put(columns.get(i), cells.get(i));
        }
        fields.read(new MappedRecord.Named(values, true), draft);
    }
}
