package dev.vigie.ingest;

import java.io.IOException;

/** The lines of a stream, without blank ones. */
final class LineRecords extends Records {

    private final boolean needsEnds;

    LineRecords(ByteWindow window) {
        this(window, false);
    }

    private LineRecords(ByteWindow window, boolean needsEnds) {
        super(window);
        this.needsEnds = needsEnds;
    }

    /** Lines of a file whose last one only counts with its end: see {@link #endsWithinALine}. */
    static LineRecords ended(ByteWindow window) {
        return new LineRecords(window, true);
    }

    @Override
    boolean next() throws IOException {
        do {
            drop();
            if (!takeLine(0)) {
                return false;
            }
            number++;
        } while (isBlank());
        if (needsEnds && unended && problem == null) {
            problem = endsWithinALine();
        }
        return true;
    }
}
