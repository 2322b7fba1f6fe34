package dev.vigie.ingest;

import java.io.IOException;

/** A value that is one record. Its number is 0: it is no member of anything. */
final class WholeRecord extends Records {

    WholeRecord(ByteWindow window) {
        super(window);
    }

    @Override
    boolean next() throws IOException {
        drop();
        while (window.more()) {
            if (window.length() > LineParser.LINE_BYTES_MAX) {
                problem = tooLong();
                window.keepFirst(KEPT_BYTES);
            }
        }
        length = window.length();
        used = length;
        if (length > LineParser.LINE_BYTES_MAX) {
            problem = tooLong();
        }
        return length > 0;
    }
}
