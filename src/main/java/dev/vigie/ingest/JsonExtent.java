package dev.vigie.ingest;

/** Finds where a JSON value ends, by its brackets and quotes alone. */
final class JsonExtent {

    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean ends;

    /** Starts anew, within {@code depth} open brackets. */
    void begin(int depth) {
        this.depth = depth;
        inString = false;
        escaped = false;
        ends = false;
    }

    /** True once the value's end has been read. */
    boolean ends() {
        return ends;
    }

    /**
     * Reads on from one offset, up to the value's end or another offset at most, and returns how far it came. An end by
     * a bracket or a quote belongs to the value; an end by what follows a number or a literal does not.
     */
    int read(byte[] bytes, int base, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[base + i];
            if (inString) {
                readInString(b);
                if (ends) {
                    return i + 1;
                }
                continue;
            }
            switch (b) {
                case '"' -> inString = true;
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    ends = depth <= 1;
                    if (ends) {
                        return depth == 1 ? i + 1 : i;
                    }
                    depth--;
                }
                case ',', ' ', '\t', '\r', '\n' -> {
                    ends = depth == 0;
                    if (ends) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return to;
    }

    private void readInString(byte b) {
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            inString = false;
            ends = depth == 0;
        }
    }
}
