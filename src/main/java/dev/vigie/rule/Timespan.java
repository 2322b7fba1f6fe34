package dev.vigie.rule;

import java.util.OptionalLong;

/** Stretches of time as rules write them: a timespan such as {@code 90m}, a period such as {@code 10000d}. */
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
     * How rare something is: a whole number and {@code d}, {@code w}, {@code M} (30 days) or {@code y} (365 days), in
     * days on which a group is active. Empty where it is anything else, 0, or more than nine digits.
     */
    static OptionalLong periodDays(String written) {
        if (!written.matches("0*[1-9][0-9]{0,8}[dwMy]")) {
            return OptionalLong.empty();
        }
        int last = written.length() - 1;
        long unitDays = switch (written.charAt(last)) {
            case 'd' -> 1;
            case 'w' -> 7;
            case 'M' -> 30;
            default -> 365;
        };
        return OptionalLong.of(Long.parseLong(written.substring(0, last)) * unitDays);
    }
}
