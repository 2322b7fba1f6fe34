package dev.vigie.rule;

import java.util.OptionalLong;

/** A correlation's timespan, such as {@code 90m}. */
final class Timespan {

    /** Ten mean Gregorian years. */
    static final long TIMESPAN_MILLIS_MAX = 10 * 31_556_952_000L;

    private Timespan() {}

    /**
     * A whole number and a unit, in milliseconds: {@code s}, {@code m}, {@code h}, {@code d}, {@code w}, {@code M} (a
     * mean Gregorian month) and {@code y} (a mean Gregorian year), the last three as pySigma counts them. Empty where
     * it is anything else, 0, or longer than ten years.
     */
    static OptionalLong millis(String written) {
        if (!written.matches("[0-9]{1,10}[smhdwMy]")) {
            return OptionalLong.empty();
        }
        int last = written.length() - 1;
        long unitSeconds = switch (written.charAt(last)) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3_600;
            case 'd' -> 86_400;
            case 'w' -> 604_800;
            case 'M' -> 2_629_746;
            default -> 31_556_952;
        };
        long unitMillis = unitSeconds * 1_000;
        long count = Long.parseLong(written.substring(0, last));
        boolean inRange = count > 0 && count <= TIMESPAN_MILLIS_MAX / unitMillis;
        return inRange ? OptionalLong.of(count * unitMillis) : OptionalLong.empty();
    }

    /**
     * True for a whole number and {@code d}, {@code w}, {@code M} or {@code y}, however long: how rare something is.
     */
    static boolean isPeriod(String written) {
        return written.matches("0*[1-9][0-9]{0,8}[dwMy]");
    }
}
