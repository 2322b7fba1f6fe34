package dev.vigie.ingest;

import java.io.IOException;

/**
 * The rows of a CSV stream, whose quoted cells may contain line ends.
 *
 * <p>A quote that is never closed must not swallow the rest of the log. Where none comes before the end, or within
 * {@link LineParser#LINE_BYTES_MAX}, only the line that it stands in is given up, and what was searched for its end is
 * then taken line by line: so every byte is looked at twice at most.
 */
final class CsvRecords extends Records {

    private final byte delimiter;
    private final boolean needsEnds;
    private long lineByLineUntil;
    private int lines;

    CsvRecords(ByteWindow window, char delimiter) {
        this(window, delimiter, false);
    }

    /** @param needsEnds whether the last row only counts with its end: see {@link #endsWithinALine} */
    CsvRecords(ByteWindow window, char delimiter, boolean needsEnds) {
        super(window);
        this.needsEnds = needsEnds;
        this.delimiter = (byte) delimiter;
    }

    @Override
    boolean next() throws IOException {
        do {
            drop();
            number += lines;
            if (!takeRow()) {
                return false;
            }
        } while (isBlank());
        return true;
    }

    /** The number of a row is that of its first line. */
    private boolean takeRow() throws IOException {
        if (number == 0) {
            number = 1;
        }
        lines = 1;
        int firstLineLength = -1;
        boolean quotesCount = window.position() >= lineByLineUntil;
        boolean quoted = false;
        boolean closed = false;
        byte previous = delimiter;
        for (int i = 0; ; i++) {
            if (i == window.length() && !isReadOn(i)) {
                return takeUnended(i, quoted, firstLineLength);
            }
            byte b = window.bytes()[window.start() + i];
            if (b == '\n' && !quoted) {
                take(i, i + 1);
                return true;
            }
            if (b == '\n') {
                lines++;
                firstLineLength = firstLineLength < 0 ? i : firstLineLength;
            }
            // A quote opens a cell at its start; within a quoted cell two of them stand for one: the first closes, the
            // second opens again.
            boolean quote = b == '"' && quotesCount;
            boolean opens = quote && !quoted && (closed || previous == delimiter);
            closed = quote && quoted;
            quoted = opens || (quoted && !quote);
            previous = b;
        }
    }

    private boolean isReadOn(int length) throws IOException {
        return length <= LineParser.LINE_BYTES_MAX && window.more();
    }

    private boolean takeUnended(int read, boolean quoted, int firstLineLength) throws IOException {
        boolean tooLong = read > LineParser.LINE_BYTES_MAX;
        if (firstLineLength >= 0 && (quoted || tooLong)) {
            lineByLineUntil = window.position() + read;
            lines = 1;
            take(firstLineLength, firstLineLength + 1);
        } else if (tooLong) {
            takeOverlongLine();
            return true;
        } else {
            take(read, read);
            problem = needsEnds ? endsWithinALine() : problem;
        }
        if (quoted || tooLong) {
            problem = new Rejection(Reason.NOT_CSV, "a quote opens a cell and is not closed");
        }
        return used > 0;
    }

    private void take(int length, int used) {
        this.length = length;
        this.used = used;
        if (length > LineParser.LINE_BYTES_MAX) {
            problem = tooLong();
        }
    }
}
