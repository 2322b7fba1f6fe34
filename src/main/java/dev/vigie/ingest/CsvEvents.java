package dev.vigie.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rows of CSV below a header. */
final class CsvEvents implements RecordParser {

    private final CsvHeader header;
    private final List<String> cells = new ArrayList<>();

    CsvEvents(CsvHeader header) {
        this.header = header;
    }

    @Override
    public void parse(byte[] bytes, int from, int to, Draft draft) throws Rejection {
        cells.clear();
        CsvCells.split(new String(bytes, from, to - from, StandardCharsets.UTF_8), header.delimiter(), cells);
        if (cells.size() != header.columns().size()) {
            throw new Rejection(
                    Reason.NOT_CSV,
                    cells.size() + " cells, where the header has "
                            + header.columns().size());
        }
        for (int i = 0; i < cells.size(); i++) {
            if (header.columns().get(i) instanceof Target.Known known) {
                draft.put(known.field(), cells.get(i));
            } else if (header.columns().get(i) instanceof Target.Attribute attribute) {
                draft.subjects.put(attribute, cells.get(i));
            }
        }
    }
}
