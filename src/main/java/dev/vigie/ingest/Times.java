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
     * @param arrivedAtMillis tells the year of text that states none; or unknown
     * @return {@link AccessEvent#UNKNOWN} where year or zone, which the format may omit, are not told either
     */
    static long ofCef(String text, @Nullable ZoneId zone, long arrivedAtMillis) throws Rejection {
        if (text.length() < 6 || text.charAt(0) <= '9') {
            return ofText(text, zone);
        }
        TimeScanner scanner = new TimeScanner(text, EXPECTED_CEF);
        int month = scanner.month();
        scanner.skip(" ");
        int day = scanner.dayOfMonth();
        scanner.skip(" ");
        if (!scanner.isAtYear()) {
            return ofYearless(month, day, scanner.clockMillis(), zone, arrivedAtMillis);
        }
        int year = scanner.digits(4);
        scanner.skip(" ");
        long millis = millis(year, month, day, EXPECTED_CEF) + scanner.clockMillis();
        if (scanner.isAt(".")) {
            scanner.skip(".");
            millis += scanner.fractionMillis();
        }
        if (scanner.isAtEnd()) {
            return zone == null ? AccessEvent.UNKNOWN : ofMillis(inZone(millis, zone));
        }
        scanner.skip(" ");
        return ofMillis(millis - scanner.zoneMillis());
    }

    /**
     * Reads a time of RFC 3164, such as {@code Jan 31 08:15:00}.
     *
     * @return {@link AccessEvent#UNKNOWN} where the zone or the arrival is not known, or there is no such time
     */
    static long ofSyslog(String text, @Nullable ZoneId zone, long arrivedAtMillis) {
        try {
            TimeScanner scanner = new TimeScanner(text, EXPECTED);
            int month = scanner.month();
            scanner.skip(" ");
            int day = scanner.dayOfMonth();
            scanner.skip(" ");
            return ofYearless(month, day, scanner.clockMillis(), zone, arrivedAtMillis);
        } catch (Rejection e) {
            return AccessEvent.UNKNOWN; // an envelope's time is only needed where the payload states none
        }
    }

    /**
     * The latest such point that is not a day after its arrival: a line written at the year's end arrives in the next.
     */
    private static long ofYearless(int month, int day, long clockMillis, @Nullable ZoneId zone, long arrivedAtMillis) {
        if (zone == null || arrivedAtMillis == AccessEvent.UNKNOWN) {
            return AccessEvent.UNKNOWN;
        }
        int arrivedIn = Instant.ofEpochMilli(arrivedAtMillis).atZone(zone).getYear();
        for (int year = arrivedIn + 1; year >= arrivedIn - LEAP_YEARS_APART_MAX; year--) {
            if (YearMonth.of(year, month).isValidDay(day)) {
                long midnightMillis = LocalDate.of(year, month, day).toEpochDay() * DAY_MILLIS;
                long millis = inZone(midnightMillis + clockMillis, zone);
                if (millis <= arrivedAtMillis + DAY_MILLIS) {
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
