package dev.vigie.ingest;

/**
 * How a CSV log is to be read.
 *
 * @param hasHeader whether its first row is one
 */
record CsvForm(char delimiter, RecordParser parser, boolean hasHeader) {

    /**
     * The form of a log that begins with this row: Vigie's own without a mapping.
     *
     * @param what what an error calls the log
     */
    static CsvForm of(String firstRow, Mapping mapping, String what) throws UnreadableLogException {
        if (mapping.format() == null) {
            CsvHeader header = CsvHeader.parse(firstRow, what);
            return new CsvForm(header.delimiter(), new CsvEvents(header), true);
        }
        MappedCsv rows =
                mapping.namesColumns() ? MappedCsv.withoutHeader(mapping) : MappedCsv.below(firstRow, mapping, what);
        return new CsvForm(rows.delimiter(), rows, !mapping.namesColumns());
    }
}
