package dev.vigie.detect;

import java.util.Locale;

/** How figures and durations are written in sentences. */
final class Numbers {

    /** What is left of 52 weeks of five days after holidays and leave, as statistics offices count it. */
    private static final double WORKING_DAYS_A_YEAR = 230;

    private static final int GROUP_DIGITS = 3;

    private Numbers() {}

    /** Thousands separated by commas. A formatter takes fifty times as long, and an alert says dozens of figures. */
    static String whole(long value) {
        StringBuilder text = new StringBuilder().append(value);
        int digitsFrom = value < 0 ? 1 : 0;
        for (int at = text.length() - GROUP_DIGITS; at > digitsFrom; at -= GROUP_DIGITS) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /** Whole numbers with thousands separated by commas, others with two decimals. */
    static String text(double value) {
        return value == Math.rint(value) ? whole((long) value) : String.format(Locale.ROOT, "%,.2f", value);
    }

    /** Such as {@code 40 seconds}, {@code 58 minutes}, {@code 26 hours}: one unit, rounded up. */
    static String duration(long millis) {
        long seconds = Math.max(1, (millis + 999) / 1_000);
        if (seconds < 120) {
            return count(seconds, "second");
        }
        long minutes = (seconds + 59) / 60;
        if (minutes < 120) {
            return count(minutes, "minute");
        }
        long hours = (minutes + 59) / 60;
        return hours < 72 ? count(hours, "hour") : count((hours + 23) / 24, "day");
    }

    /** A timespan as rules write it, such as {@code 1h}: in the largest unit that fits whole. */
    static String timespan(long millis) {
        if (millis % 86_400_000 == 0) {
            return millis / 86_400_000 + "d";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        return millis % 60_000 == 0 ? millis / 60_000 + "m" : millis / 1_000 + "s";
    }

    /** A number of active days as an analyst would say it: {@code 120 working days}, {@code 41 working years}. */
    static String period(double activeDays) {
        double years = activeDays / WORKING_DAYS_A_YEAR;
        return years < 2 ? count((long) activeDays, "working day") : count(Math.round(years), "working year");
    }

    static String count(long number, String noun) {
        return whole(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
