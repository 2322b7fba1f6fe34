package dev.vigie.ingest;

import java.io.IOException;

/** The lines of a stream, without blank ones. */
final class LineRecords extends Records {

    LineRecords(ByteWindow window) {
        super(window);
    }

    @Override
    boolean next() throws IOException {
        do {
            drop();
            if (!takeLine()) {
                return false;
            }
            number++;
        } while (isBlank());
        return true;
    }

    private boolean takeLine() throws IOException {
        int scanned = 0;
        int newline;
        while ((newline = window.indexOf((byte) '\n', scanned)) < 0) {
            scanned = window.length();
            if (scanned > LineParser.LINE_BYTES_MAX) {
                takeOverlongLine();
                return true;
            }
            if (!window.more()) {
                length = window.length();
                used = length;
                return length > 0;
            }
        }
        length = newline;
        used = newline + 1;
        if (length > LineParser.LINE_BYTES_MAX) {
            problem = tooLong();
        }
        return true;
    }
}
