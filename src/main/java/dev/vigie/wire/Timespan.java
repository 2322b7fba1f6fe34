package dev.vigie.wire;

import java.util.List;

/** Timespans as Sigma writes them: a whole number and a unit, such as {@code 10m}, {@code 1h} or {@code 1d}. */
final class Timespan {

    private record Unit(String suffix, long millis) {}

    private static final List<Unit> UNITS = List.of(
            new Unit("d", 86_400_000),
            new Unit("h", 3_600_000),
            new Unit("m", 60_000),
            new Unit("s", 1_000),
            new Unit("ms", 1));

    private Timespan() {}

    /** In the largest unit that divides it; {@code ms}, which Sigma lacks, where no second does. */
    static String text(long millis) {
        for (Unit unit : UNITS) {
            if (millis % unit.millis == 0) {
                return millis / unit.millis + unit.suffix;
            }
        }
        throw new AssertionError("a millisecond divides every timespan");
    }

    /** @throws IllegalArgumentException if {@code text} is no timespan */
    static long millis(String text) {
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        for (Unit unit : UNITS) {
            if (unit.suffix.equals(text.substring(digits))) {
                return multiply(text.substring(0, digits), unit.millis);
            }
        }
        throw new IllegalArgumentException("a timespan is a number and one of d, h, m, s, ms");
    }

    private static long multiply(String number, long millis) {
        try {
            return Math.multiplyExact(Long.parseLong(number), millis);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a timespan is too long", e);
        }
    }
}
