package dev.vigie.ingest;

/** How a container of JSON records begins: an array, or an object that has one under a certain key. */
enum JsonOpening {

    /** {@code [...]}. */
    ARRAY("", 256),

    /** The same, or {@code {"Records": [...]}} with no other key before, as CloudTrail writes its files. */
    RECORDS("Records", 256),

    /**
     * The same, or {@code {"messageType": ..., "logEvents": [...]}}, as CloudWatch Logs hands lines to a subscription.
     * The names of the log's group and stream and of its filters stand before, of at most 512 characters each.
     */
    LOG_EVENTS("logEvents", 4_096),

    /** The same, or {@code {"resourceType": "Bundle", ..., "entry": [...]}}, as FHIR servers answer. */
    ENTRIES("entry", 16_384);

    private final String quotedKey;
    private final int bytesMax;

    JsonOpening(String key, int bytesMax) {
        this.quotedKey = '"' + key + '"';
        this.bytesMax = bytesMax;
    }

    /** What the beginning of a container must fit into, white space included. */
    int bytesMax() {
        return bytesMax;
    }

    /** Whether a container begins where {@code window} starts. */
    boolean isAt(ByteWindow window) {
        return length(window) > 0;
    }

    /** How many bytes of the window open the container, up to its array's bracket; -1 if they do not. */
    int length(ByteWindow window) {
        window.peek(bytesMax);
        int at = skipSpace(window, 0);
        if (this != ARRAY && isAt(window, at, '{')) {
            at = arrayUnderKey(window, skipSpace(window, at + 1));
        }
        return isAt(window, at, '[') && at < bytesMax ? at + 1 : -1;
    }

    /** The offset of what the wanted key has; -1 where no such key is found. */
    private int arrayUnderKey(ByteWindow window, int from) {
        JsonExtent extent = new JsonExtent();
        int end = Math.min(window.length(), bytesMax);
        int at = from;
        while (isAt(window, at, '"')) {
            boolean wanted = isKeyAt(window, at);
            extent.begin(0);
            at = skipSpace(window, extent.read(window.bytes(), window.start(), at, end));
            if (!extent.ends() || !isAt(window, at, ':')) {
                return -1;
            }
            at = skipSpace(window, at + 1);
            if (wanted || this == RECORDS) {
                return wanted ? at : -1;
            }
            extent.begin(0);
            at = skipSpace(window, extent.read(window.bytes(), window.start(), at, end));
            if (!extent.ends() || !isAt(window, at, ',')) {
                return -1;
            }
            at = skipSpace(window, at + 1);
        }
        return -1;
    }

    private boolean isKeyAt(ByteWindow window, int offset) {
        for (int i = 0; i < quotedKey.length(); i++) {
            if (!isAt(window, offset + i, quotedKey.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAt(ByteWindow window, int offset, int wanted) {
        return offset >= 0 && offset < window.length() && window.bytes()[window.start() + offset] == wanted;
    }

    /** The offset of the first byte from {@code offset} on that is no white space. */
    static int skipSpace(ByteWindow window, int offset) {
        int at = offset;
        while (isAt(window, at, ' ') || isAt(window, at, '\n') || isAt(window, at, '\r') || isAt(window, at, '\t')) {
            at++;
        }
        return at;
    }
}
