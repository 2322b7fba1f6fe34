package dev.vigie.measure;

/**
 * The running number in an id, such as 12345 in {@code FRA-2021-0012345}, and the series that it belongs to.
 *
 * <p>It is the last group of digits, of which the last {@value #DIGITS_MAX} count. A check digit or letter is none: one
 * or two digits behind a mark ({@code 0012345-7}) or one letter ({@code 12345678Z}) that end the id after at least
 * {@value #BODY_DIGITS_MIN} digits are passed over. Digits inside a token of letters and digits mixed, as hashes have
 * them, are none either, but for those of a year or a region before letters ({@code 2021FR00123}). UUIDs have no
 * running number.
 *
 * <p>A check digit that stands amid the others' ({@code 123457}) is not told from them: such ids are ten apart, and
 * have no runs. Nothing is allocated.
 */
public final class SerialNumber {

    /** Stands for an id without a running number. */
    public static final long NONE = -1;

    private static final int DIGITS_MAX = 18;
    private static final int BODY_DIGITS_MIN = 5;
    private static final int CHECK_DIGITS_MAX = 2;
    private static final int UUID_CHARS = 36;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private SerialNumber() {}

    /** The number, at least 0, or {@link #NONE}. */
    public static long of(CharSequence id) {
        int end = end(id);
        int start = start(id, end);
        if (start == end || isPartOfMixture(id, start, end) || isUuid(id)) {
            return NONE;
        }
        long number = 0;
        for (int i = Math.max(start, end - DIGITS_MAX); i < end; i++) {
            number = number * 10 + (id.charAt(i) - '0');
        }
        return number;
    }

    /** A hash of what stands around the number, but for a check digit or letter: ids of one series have the same. */
    public static long series(CharSequence id) {
        int end = end(id);
        int start = Math.max(start(id, end), end - DIGITS_MAX);
        int rest = isCheck(id, start, end) ? id.length() : end;
        long hash = 0;
        for (int i = 0; i < id.length(); i++) {
            if (i < start || i >= rest) {
                hash = (hash ^ id.charAt(i)) * MIX;
                hash ^= hash >>> 29;
            }
        }
        return hash;
    }

    /** Behind the number. */
    private static int end(CharSequence id) {
        int end = id.length();
        while (end > 0 && !isDigit(id.charAt(end - 1))) {
            end--;
        }
        int start = start(id, end);
        int before = start - 1;
        boolean isBehindMark = before > 0 && !Character.isLetterOrDigit(id.charAt(before));
        return isBehindMark && isCheck(id, start(id, before), before) ? before : end;
    }

    private static int start(CharSequence id, int end) {
        int start = end;
        while (start > 0 && isDigit(id.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** True if nothing but a check digit or letter follows the digits from {@code start} to {@code end}. */
    private static boolean isCheck(CharSequence id, int start, int end) {
        if (end - start < BODY_DIGITS_MIN || end == id.length()) {
            return false;
        }
        boolean isBehindMark = !Character.isLetterOrDigit(id.charAt(end));
        int from = isBehindMark ? end + 1 : end;
        int left = id.length() - from;
        if (left == 1 && Character.isLetter(id.charAt(from))) {
            return true;
        }
        return isBehindMark && left > 0 && left <= CHECK_DIGITS_MAX && start(id, id.length()) == from;
    }

    private static boolean isPartOfMixture(CharSequence id, int start, int end) {
        if (end < id.length() && Character.isLetter(id.charAt(end)) && !isCheck(id, start, end)) {
            return true;
        }
        int letters = start;
        while (letters > 0 && Character.isLetter(id.charAt(letters - 1))) {
            letters--;
        }
        int digits = start(id, letters);
        if (letters == start || digits == letters) {
            return false;
        }
        return end - start < BODY_DIGITS_MIN || (digits > 0 && Character.isLetter(id.charAt(digits - 1)));
    }

    private static boolean isUuid(CharSequence id) {
        return id.length() == UUID_CHARS
                && id.charAt(8) == '-'
                && id.charAt(13) == '-'
                && id.charAt(18) == '-'
                && id.charAt(23) == '-';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
