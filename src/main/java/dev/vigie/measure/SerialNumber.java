package dev.vigie.measure;

/**
 * The running number in an id, such as 12345 in {@code FRA-2021-0012345}: its last group of digits, where these stand
 * alone or after letters. A group inside a token of letters and digits mixed, as UUIDs and hashes have them, is none.
 * Nothing is allocated.
 */
public final class SerialNumber {

    /** Stands for an id without a running number. */
    public static final long NONE = -1;

    private static final int DIGITS_MAX = 18;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private SerialNumber() {}

    /** The number, at least 0, or {@link #NONE}. */
    public static long of(CharSequence id) {
        int end = end(id);
        int start = start(id, end);
        if (end - start < 1 || end - start > DIGITS_MAX || isPartOfMixture(id, start, end)) {
            return NONE;
        }
        long number = 0;
        for (int i = start; i < end; i++) {
            number = number * 10 + (id.charAt(i) - '0');
        }
        return number;
    }

    /** A hash of what stands around the number: ids of one series have the same. */
    public static long series(CharSequence id) {
        int end = end(id);
        int start = start(id, end);
        long hash = 0;
        for (int i = 0; i < id.length(); i++) {
            if (i < start || i >= end) {
                hash = (hash ^ id.charAt(i)) * MIX;
                hash ^= hash >>> 29;
            }
        }
        return hash;
    }

    private static int end(CharSequence id) {
        int end = id.length();
        while (end > 0 && !isDigit(id.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static int start(CharSequence id, int end) {
        int start = end;
        while (start > 0 && isDigit(id.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isPartOfMixture(CharSequence id, int start, int end) {
        if (end < id.length() && Character.isLetter(id.charAt(end))) {
            return true;
        }
        int before = start;
        while (before > 0 && Character.isLetter(id.charAt(before - 1))) {
            before--;
        }
        return before < start && before > 0 && isDigit(id.charAt(before - 1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
