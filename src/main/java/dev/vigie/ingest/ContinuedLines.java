package dev.vigie.ingest;

import java.io.IOException;

/**
 * The messages of a PostgreSQL server's plain log: a line each, and the lines behind it that begin with a tab, which
 * the server puts behind each line end within a message. A message's number is that of its first line.
 */
final class ContinuedLines extends Records {

    private final boolean needsEnds;
    private int lines;

    /** @param needsEnds whether the last line only counts with its end: see {@link #endsWithinALine} */
    ContinuedLines(ByteWindow window, boolean needsEnds) {
        super(window);
        this.number = 1;
        this.needsEnds = needsEnds;
    }

    @Override
    boolean next() throws IOException {
        do {
            drop();
            number += lines;
            lines = 1;
            if (!takeLine(0)) {
                return false;
            }
            while (problem == null && !unended && goesOn()) {
                takeLine(used);
                lines++;
            }
        } while (isBlank());
        if (needsEnds && unended && problem == null) {
            problem = endsWithinALine();
        }
        return true;
    }

    private boolean goesOn() throws IOException {
        return (window.length() > used || window.more()) && window.bytes()[window.start() + used] == '\t';
    }
}
