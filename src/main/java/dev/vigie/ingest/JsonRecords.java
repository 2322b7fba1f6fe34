package dev.vigie.ingest;

import java.io.IOException;

/**
 * The members of JSON arrays in a stream: {@code [..., ...]}, or {@code {"Records": [..., ...]}} as CloudTrail writes
 * its files.
 *
 * <p>Only brackets and quotes are looked at here, so that a member that is broken in itself, or too long, costs nothing
 * but itself. Where they do not match up, the rest of the stream is given up in one rejection.
 */
final class JsonRecords extends Records {

    private static final byte[] RECORDS_KEY = {'"', 'R', 'e', 'c', 'o', 'r', 'd', 's', '"'};

    /** The beginning of a container must fit into this, white space included. */
    private static final int OPENING_BYTES_MAX = 256;

    /** Where in the stream the window stands. */
    private enum State {
        OUTSIDE,
        BEFORE_FIRST,
        BEFORE_NEXT,
        AFTER_MEMBER,
        BROKEN
    }

    private final JsonExtent extent = new JsonExtent();
    private State state = State.OUTSIDE;
    private boolean inObject;

    JsonRecords(ByteWindow window) {
        super(window);
    }

    /** For JSON logs: their lines, unless they are an array. */
    static Records inJson(ByteWindow window) {
        return opens(window, false) ? new JsonRecords(window) : new LineRecords(window);
    }

    /** For CloudTrail logs: their lines, unless they are an array or an object that holds one. */
    static Records inCloudTrail(ByteWindow window) {
        return opens(window, true) ? new JsonRecords(window) : new LineRecords(window);
    }

    /** For one value through Kafka: all of it, however many lines it takes, unless it is an array. */
    static Records inJsonValue(ByteWindow window) {
        return opens(window, false) ? new JsonRecords(window) : new WholeRecord(window);
    }

    /** The same for CloudTrail. */
    static Records inCloudTrailValue(ByteWindow window) {
        return opens(window, true) ? new JsonRecords(window) : new WholeRecord(window);
    }

    private static boolean opens(ByteWindow window, boolean objectToo) {
        window.peek(OPENING_BYTES_MAX);
        int length = openingLength(window);
        return length > 0 && (objectToo || window.bytes()[window.start() + skipSpace(window, 0)] == '[');
    }

    @Override
    boolean next() throws IOException {
        drop();
        while (state != State.BROKEN) {
            int b = nextByte();
            if (b < 0) {
                return state != State.OUTSIDE && giveUp(Reason.TRUNCATED, "the array does not end");
            }
            if (state == State.OUTSIDE) {
                window.peek(OPENING_BYTES_MAX);
                int opening = openingLength(window);
                if (opening < 0) {
                    return giveUp(Reason.NOT_JSON, "no array begins here");
                }
                inObject = b == '{';
                window.drop(opening);
                state = State.BEFORE_FIRST;
            } else if (b == ']' && state != State.BEFORE_NEXT) {
                close();
            } else if (b == ',' && state == State.AFTER_MEMBER) {
                window.drop(1);
                state = State.BEFORE_NEXT;
            } else if (state == State.AFTER_MEMBER || b == ']' || b == ',' || b == '}') {
                return giveUp(Reason.NOT_JSON, "a member or a comma is missing");
            } else {
                return takeMember();
            }
        }
        return false;
    }

    private boolean takeMember() throws IOException {
        number++;
        state = State.AFTER_MEMBER;
        extent.begin(0);
        int read = 0;
        while (!extent.ends()) {
            if (read == window.length()) {
                if (read > LineParser.LINE_BYTES_MAX) {
                    problem = tooLong();
                    window.keepFirst(KEPT_BYTES);
                    read = KEPT_BYTES;
                }
                if (!window.more()) {
                    number--;
                    return giveUp(Reason.TRUNCATED, "the log ends within a member of an array");
                }
            }
            read = extent.read(window.bytes(), window.start(), read, window.length());
        }
        used = read;
        length = problem == null ? read : KEPT_BYTES;
        if (length > LineParser.LINE_BYTES_MAX) {
            problem = tooLong();
        }
        return true;
    }

    /** Leaves the array, and the object around it with whatever follows in there. */
    private void close() throws IOException {
        window.drop(1);
        state = State.OUTSIDE;
        if (!inObject) {
            return;
        }
        extent.begin(1);
        while (!extent.ends()) {
            if (window.length() == 0 && !window.more()) {
                return;
            }
            window.drop(extent.read(window.bytes(), window.start(), 0, window.length()));
        }
    }

    private boolean giveUp(Reason reason, String detail) {
        number++;
        state = State.BROKEN;
        length = window.length();
        problem = new Rejection(
                reason, detail + ", at byte " + window.position() + " of the log; what follows is not read");
        return true;
    }

    /** The next byte that is no white space, at which the window then starts; -1 at the end. */
    private int nextByte() throws IOException {
        while (true) {
            int space = skipSpace(window, 0);
            window.drop(space);
            if (window.length() > 0) {
                return window.bytes()[window.start()];
            }
            if (!window.more()) {
                return -1;
            }
        }
    }

    /**
     * How many bytes of the window open an array, or an object that begins with {@code "Records"} and an array; -1 if
     * they do not.
     */
    private static int openingLength(ByteWindow window) {
        int at = skipSpace(window, 0);
        if (isAt(window, at, '{')) {
            at = skipSpace(window, at + 1);
            for (byte b : RECORDS_KEY) {
                if (!isAt(window, at++, b)) {
                    return -1;
                }
            }
            at = skipSpace(window, at);
            if (!isAt(window, at, ':')) {
                return -1;
            }
            at = skipSpace(window, at + 1);
        }
        return isAt(window, at, '[') ? at + 1 : -1;
    }

    private static boolean isAt(ByteWindow window, int offset, int wanted) {
        return offset < window.length() && window.bytes()[window.start() + offset] == wanted;
    }

    private static int skipSpace(ByteWindow window, int offset) {
        int at = offset;
        while (isAt(window, at, ' ') || isAt(window, at, '\n') || isAt(window, at, '\r') || isAt(window, at, '\t')) {
            at++;
        }
        return at;
    }
}
