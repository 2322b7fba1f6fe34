package dev.vigie.ingest;

import dev.vigie.model.AccessEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Points in time as logs write them, turned into epoch milliseconds. Where a log states no zone, its source's stands in
 * for it, if there is one: an hour that a clock shows twice is then the first, one that it skips is the next.
 */
final class Times {

    private static final String EXPECTED =
            "time must be ISO-8601 with a zone or an offset, such as 2026-01-31T08:15:00Z," + " or epoch milliseconds";
    private static final String EXPECTED_COMBINED = "time must be as in 31/Jan/2026:08:15:00 +0100";
    private static final long DAY_MILLIS = 86_400_000L;
    private static final int YEARLESS = 0;
    private static final int LEAP_YEARS_APART_MAX = 8;

    private static final String EXPECTED_POSTGRES =
            "time must be as in 2026-01-31 08:15:00.123 UTC; of zones by name, UTC, GMT and those of Europe are known";
    private static final String EXPECTED_CEF = "time must be as in Jan 31 2026 08:15:00.123 UTC, or epoch milliseconds;"
            + " of zones by name, UTC, GMT and those of Europe are known";

    private Times() {}

    /**
     * Reads ISO-8601 text, or epoch milliseconds in digits. Years have four digits; a fraction counts to the
     * millisecond.
     *
     * @param zone of text that states none; null where it must
     */
    static long ofText(String text, @Nullable ZoneId zone) throws Rejection {
        if (text.length() < 5 || text.charAt(4) != '-') {
            return ofMillis(count(text));
        }
        TimeScanner scanner = new TimeScanner(text, EXPECTED);
        int year = scanner.digits(4);
        scanner.skip("-");
        int month = scanner.digits(2);
        scanner.skip("-");
        int day = scanner.digits(2);
        scanner.skip("Tt ");
        long millis = millis(year, month, day, EXPECTED) + scanner.clockMillis();
        if (scanner.isAt(".,")) {
            scanner.skip(".,");
            millis += scanner.fractionMillis();
        }
        return zone != null && scanner.isAtEnd()
                ? ofMillis(inZone(millis, zone))
                : ofMillis(millis - scanner.offsetMillis());
    }

    /** Reads the time of an access log, such as {@code 31/Jan/2026:08:15:00 +0100}. */
    static long ofCombined(String text) throws Rejection {
        TimeScanner scanner = new TimeScanner(text, EXPECTED_COMBINED);
        int day = scanner.digits(2);
        scanner.skip("/");
        int month = scanner.month();
        scanner.skip("/");
        int year = scanner.digits(4);
        scanner.skip(":");
        long millis = millis(year, month, day, EXPECTED_COMBINED) + scanner.clockMillis();
        scanner.skip(" ");
        return ofMillis(millis - scanner.offsetMillis());
    }

    /**
     * Reads the time of a PostgreSQL log, such as {@code 2026-01-31 08:15:00.123 UTC}.
     *
     * @param zone meant by a name that means several, such as IST; null where such a name must not be
     */
    static long ofPostgres(String text, @Nullable ZoneId zone) throws Rejection {
        TimeScanner scanner = new TimeScanner(text, EXPECTED_POSTGRES);
        int year = scanner.digits(4);
        scanner.skip("-");
        int month = scanner.digits(2);
        scanner.skip("-");
        int day = scanner.digits(2);
        scanner.skip(" ");
        long millis = millis(year, month, day, EXPECTED_POSTGRES) + scanner.clockMillis();
        if (scanner.isAt(".")) {
            scanner.skip(".");
            millis += scanner.fractionMillis();
        }
        scanner.skip(" ");
        return zone != null && scanner.isAtUnknownZone()
                ? ofMillis(inZone(millis, zone))
                : ofMillis(millis - scanner.zoneMillis());
    }

    /**
     * Reads a time of a CEF event: epoch milliseconds, {@code Jan 31 2026 08:15:00.123 UTC}, or ISO-8601, which the
     * format does not have but many products write.
     *
     * @param zone of text that states none, or null
     * @param latestMillis tells the year of text that states none: the latest point that it can mean; or unknown
     * @return {@link AccessEvent#UNKNOWN} where year or zone, which the format may omit, are not told either
     */
    static long ofCef(String text, @Nullable ZoneId zone, long latestMillis) throws Rejection {
        if (text.length() < 6 || text.charAt(0) <= '9') {
            return ofText(text, zone);
        }
        TimeScanner scanner = new TimeScanner(text, EXPECTED_CEF);
        int month = scanner.month();
        scanner.skip(" ");
        int day = scanner.dayOfMonth();
        scanner.skip(" ");
        int year = YEARLESS;
        if (scanner.isAtYear()) {
            year = scanner.digits(4);
            scanner.skip(" ");
        }
        long clockMillis = scanner.clockMillis();
        if (scanner.isAt(".")) {
            scanner.skip(".");
            clockMillis += scanner.fractionMillis();
        }
        ZoneId stated = zone;
        if (!scanner.isAtEnd()) {
            scanner.skip(" ");
            stated = ZoneOffset.ofTotalSeconds((int) (scanner.zoneMillis() / 1_000));
        }
        if (year == YEARLESS) {
            return ofYearless(month, day, clockMillis, stated, latestMillis);
        }
        long localMillis = millis(year, month, day, EXPECTED_CEF) + clockMillis;
        return stated == null ? AccessEvent.UNKNOWN : ofMillis(inZone(localMillis, stated));
    }

    /**
     * Reads a time of RFC 3164, such as {@code Jan 31 08:15:00}.
     *
     * @param latestMillis the latest point that it can mean, or unknown
     * @return {@link AccessEvent#UNKNOWN} where zone or latest point are not known, or there is no such time
     */
    static long ofSyslog(String text, @Nullable ZoneId zone, long latestMillis) {
        try {
            TimeScanner scanner = new TimeScanner(text, EXPECTED);
            int month = scanner.month();
            scanner.skip(" ");
            int day = scanner.dayOfMonth();
            scanner.skip(" ");
            return ofYearless(month, day, scanner.clockMillis(), zone, latestMillis);
        } catch (Rejection e) {
            return AccessEvent.UNKNOWN; // an envelope's time is only needed where the payload states none
        }
    }

    /** The latest such point that is not after {@code latestMillis}. */
    private static long ofYearless(int month, int day, long clockMillis, @Nullable ZoneId zone, long latestMillis) {
        if (zone == null || latestMillis == AccessEvent.UNKNOWN) {
            return AccessEvent.UNKNOWN;
        }
        int latestYear = Instant.ofEpochMilli(latestMillis).atZone(zone).getYear();
        for (int year = latestYear; year >= latestYear - LEAP_YEARS_APART_MAX; year--) {
            if (YearMonth.of(year, month).isValidDay(day)) {
                long midnightMillis = LocalDate.of(year, month, day).toEpochDay() * DAY_MILLIS;
                long millis = inZone(midnightMillis + clockMillis, zone);
                if (millis <= latestMillis) {
                    return millis;
                }
            }
        }
        return AccessEvent.UNKNOWN;
    }

    private static long inZone(long localMillis, ZoneId zone) {
        return Instant.ofEpochMilli(localMillis)
                .atOffset(ZoneOffset.UTC)
                .toLocalDateTime()
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    /** The latest point that a time without a year means of what arrived then, by whichever clock is ahead. */
    static long latestMillis(long arrivedAtMillis) {
        return arrivedAtMillis == AccessEvent.UNKNOWN ? AccessEvent.UNKNOWN : arrivedAtMillis + DAY_MILLIS;
    }

    /** The same of a log whose last line is of this day; unknown without a day or a zone. */
    static long latestMillis(@Nullable LocalDate lastDay, @Nullable ZoneId zone) {
        return lastDay == null || zone == null
                ? AccessEvent.UNKNOWN
                : lastDay.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli() - 1;
    }

    /** What is to be said of a time that was not told, because {@code what} states no zone or no year. */
    static Rejection incomplete(String what, @Nullable ZoneId zone) {
        return new Rejection(
                Reason.BAD_TIME,
                zone == null
                        ? what + " must have a zone, unless --time-zone or the source's time-zone says it"
                        : what + " must have a year, unless --log-ends says on which day the log ends");
    }

    static long ofMillis(long millis) throws Rejection {
        if (millis >= AccessEvent.TIME_MILLIS_MIN && millis < AccessEvent.TIME_MILLIS_MAX) {
            return millis;
        }
        boolean looksLikeSeconds =
                millis >= AccessEvent.TIME_MILLIS_MIN / 1_000 && millis < AccessEvent.TIME_MILLIS_MAX / 1_000;
        throw new Rejection(
                Reason.BAD_TIME,
                "time must lie between 1990 and 2099"
                        + (looksLikeSeconds ? "; this looks like seconds, where milliseconds are expected" : ""));
    }

    private static long count(String text) throws Rejection {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Rejection(Reason.BAD_TIME, EXPECTED);
        }
    }

    private static long millis(int year, int month, int day, String expected) throws Rejection {
        try {
            return LocalDate.of(year, month, day).toEpochDay() * DAY_MILLIS;
        } catch (DateTimeException e) {
            throw new Rejection(Reason.BAD_TIME, expected);
        }
    }
}
