package dev.vigie.ingest;

import java.io.IOException;

/**
 * The members of JSON arrays in a stream, whatever {@link JsonOpening opens} them; and, where records may be spread
 * over lines, the objects that stand between them.
 *
 * <p>Only brackets and quotes are looked at here, so that a member that is broken in itself, or too long, costs nothing
 * but itself. Where they do not match up, the rest of the stream is given up in one rejection.
 */
final class JsonRecords extends Records {

    /** Where in the stream the window stands. */
    private enum State {
        OUTSIDE,
        BEFORE_FIRST,
        BEFORE_NEXT,
        AFTER_MEMBER,
        BROKEN
    }

    private final JsonExtent extent = new JsonExtent();
    private final JsonOpening opening;
    private final boolean spread;
    private State state = State.OUTSIDE;
    private boolean inObject;

    private JsonRecords(ByteWindow window, JsonOpening opening, boolean spread) {
        super(window);
        this.opening = opening;
        this.spread = spread;
    }

    /** For JSON logs: their lines, unless they are an array. */
    static Records inJson(ByteWindow window) {
        return membersOrLines(window, JsonOpening.ARRAY);
    }

    /** For CloudTrail logs: their lines, unless they are an array or an object that holds one. */
    static Records inCloudTrail(ByteWindow window) {
        return membersOrLines(window, inCloudTrailOpening(window));
    }

    /** For one value through Kafka: all of it, however many lines it takes, unless it is an array. */
    static Records inJsonValue(ByteWindow window) {
        return inValue(window, JsonOpening.ARRAY);
    }

    /** The same for CloudTrail. */
    static Records inCloudTrailValue(ByteWindow window) {
        return inValue(window, inCloudTrailOpening(window));
    }

    private static JsonOpening inCloudTrailOpening(ByteWindow window) {
        return !JsonOpening.RECORDS.isAt(window) && JsonOpening.LOG_EVENTS.isAt(window)
                ? JsonOpening.LOG_EVENTS
                : JsonOpening.RECORDS;
    }

    /**
     * For logs whose records may be spread over lines, as people print JSON to read it: their lines, unless the first
     * one opens a container or an object that goes on in the next.
     */
    static Records inSpread(ByteWindow window, JsonOpening opening) {
        return opening.isAt(window) || isSpread(window)
                ? new JsonRecords(window, opening, true)
                : new LineRecords(window);
    }

    /** For one value through Kafka: all of it, unless it is a container. */
    static Records inValue(ByteWindow window, JsonOpening opening) {
        return opening.isAt(window) ? new JsonRecords(window, opening, false) : new WholeRecord(window);
    }

    private static Records membersOrLines(ByteWindow window, JsonOpening opening) {
        return opening.isAt(window) ? new JsonRecords(window, opening, false) : new LineRecords(window);
    }

    /** In a log of one object a line, a line that breaks off is followed by one that begins another object. */
    private static boolean isSpread(ByteWindow window) {
        window.peek(Recognition.PREFIX_BYTES);
        int start = JsonOpening.skipSpace(window, 0);
        int newline = window.indexOf((byte) '\n', start);
        if (newline < 0 || window.bytes()[window.start() + start] != '{') {
            return false;
        }
        JsonExtent extent = new JsonExtent();
        extent.begin(0);
        extent.read(window.bytes(), window.start(), start, newline);
        int next = JsonOpening.skipSpace(window, newline);
        return !extent.ends() && (next == window.length() || window.bytes()[window.start() + next] != '{');
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
                int length = opening.length(window);
                if (length < 0 && spread && b == '{') {
                    return takeMember(State.OUTSIDE);
                }
                if (length < 0) {
                    return giveUp(Reason.NOT_JSON, spread ? "no object begins here" : "no array begins here");
                }
                inObject = b == '{';
                window.drop(length);
                state = State.BEFORE_FIRST;
            } else if (b == ']' && state != State.BEFORE_NEXT) {
                close();
            } else if (b == ',' && state == State.AFTER_MEMBER) {
                window.drop(1);
                state = State.BEFORE_NEXT;
            } else if (state == State.AFTER_MEMBER || b == ']' || b == ',' || b == '}') {
                return giveUp(Reason.NOT_JSON, "a member or a comma is missing");
            } else {
                return takeMember(State.AFTER_MEMBER);
            }
        }
        return false;
    }

    private boolean takeMember(State after) throws IOException {
        number++;
        state = after;
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
                    return giveUp(Reason.TRUNCATED, "the log ends within a record");
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
            int space = JsonOpening.skipSpace(window, 0);
            window.drop(space);
            if (window.length() > 0) {
                return window.bytes()[window.start()];
            }
            if (!window.more()) {
                return -1;
            }
        }
    }
}
