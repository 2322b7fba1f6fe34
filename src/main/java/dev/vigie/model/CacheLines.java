package dev.vigie.model;

/** Has memory fetched that no cache holds, from many places at a time, before it is read from one after the other. */
public final class CacheLines {

    private static final int LINE_BYTES = 64;

    private CacheLines() {}

    /**
     * Has bytes fetched: where what is read next follows from what was read before, each line would be waited for.
     *
     * @param to exclusive, at most the length
     * @return nothing that means anything; but it must be put somewhere, or nothing is read
     */
    public static long touch(byte[] bytes, int from, int to) {
        long touched = 0;
        for (int at = from; at < to; at += LINE_BYTES) {
            touched += bytes[at];
        }
        return touched;
    }
}
