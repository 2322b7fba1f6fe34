package dev.vigie.ingest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into records, each a candidate, in memory that one record of {@link LineParser#LINE_BYTES_MAX} bounds.
 * Passes over what is none.
 */
abstract class Records {

    /** One byte more than a rejection keeps, so that it says that the record went on. */
    static final int KEPT_BYTES = Parsed.RAW_BYTES_MAX + 1;

    /** What the record is looked at in; another one where an envelope was opened. */
    ByteWindow window;

    /** The record's bytes are the window's first. */
    int length;

    /** How many bytes of the window this record has used up, delimiters included. */
    int used;

    /** Which line, or which member of a container, counted from 1. */
    long number;

    /** Why the record cannot be parsed, as far as that shows before parsing. */
    @Nullable
    Rejection problem;

    Records(ByteWindow window) {
        this.window = window;
    }

    /** Whether the line that was taken last is the stream's last and lacks its end. */
    boolean unended;

    /** Goes to the next record; false where there is none. */
    abstract boolean next() throws IOException;

    /** Passes over the record before. */
    final void drop() {
        window.drop(used);
        used = 0;
        length = 0;
        problem = null;
        unended = false;
    }

    /** Takes the next line, from {@code from} in the window on; false where nothing is left. */
    final boolean takeLine(int from) throws IOException {
        int scanned = from;
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
                unended = true;
                return length > from;
            }
        }
        length = newline;
        used = newline + 1;
        if (length > LineParser.LINE_BYTES_MAX) {
            problem = tooLong();
        }
        return true;
    }

    /**
     * Takes the rest of the line that was read as far as the window goes; its end, when it comes, is too far away to
     * parse it.
     */
    final void takeOverlongLine() throws IOException {
        problem = tooLong();
        length = KEPT_BYTES;
        int scanned = KEPT_BYTES;
        int newline;
        while ((newline = window.indexOf((byte) '\n', scanned)) < 0) {
            window.keepFirst(KEPT_BYTES);
            if (!window.more()) {
                used = window.length();
                return;
            }
        }
        used = newline + 1;
    }

    /** True where nothing but white space stands between the record's delimiters. */
    final boolean isBlank() {
        byte[] bytes = window.bytes();
        for (int i = window.start(), end = i + length; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /**
     * What is wrong with a last line that lacks its end, in a format where a value that breaks off looks like a shorter
     * one.
     */
    static Rejection endsWithinALine() {
        return new Rejection(Reason.TRUNCATED, "the log ends within a line: no line end follows");
    }

    static Rejection tooLong() {
        return new Rejection(Reason.LINE_TOO_LONG, "longer than " + LineParser.LINE_BYTES_MAX + " bytes");
    }
}
