package dev.vigie.ingest;

import dev.vigie.model.AccessEvent;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;

/** Points in time as logs write them, turned into epoch milliseconds. */
final class Times {

    private static final String EXPECTED =
            "time must be ISO-8601 with a zone or an offset, such as 2026-01-31T08:15:00Z," + " or epoch milliseconds";
    private static final String EXPECTED_COMBINED = "time must be as in 31/Jan/2026:08:15:00 +0100";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final long DAY_MILLIS = 86_400_000L;

    private static final String EXPECTED_POSTGRES =
            "time must be as in 2026-01-31 08:15:00.123 UTC; of zones by name, UTC, GMT and those of Europe are known";
    private static final String EXPECTED_CEF = "time must be as in Jan 31 2026 08:15:00.123 UTC, or epoch milliseconds;"
            + " of zones by name, UTC, GMT and those of Europe are known";

    /** Names that mean one offset only, in minutes; CST, for one, means several. */
    private static final Map<String, Integer> ZONES = Map.of(
            "UTC", 0, "GMT", 0, "WET", 0, "WEST", 60, "CET", 60, "CEST", 120, "EET", 120, "EEST", 180, "MSK", 180);

    private Times() {}

    /**
     * Reads ISO-8601 text, or epoch milliseconds in digits. Years have four digits; a fraction counts to the
     * millisecond.
     */
    static long ofText(String text) throws Rejection {
        if (text.length() < 5 || text.charAt(4) != '-') {
            return ofMillis(count(text));
        }
        Scanner scanner = new Scanner(text, EXPECTED);
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
        return ofMillis(millis - scanner.offsetMillis());
    }

    /** Reads the time of an access log, such as {@code 31/Jan/2026:08:15:00 +0100}. */
    static long ofCombined(String text) throws Rejection {
        Scanner scanner = new Scanner(text, EXPECTED_COMBINED);
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

    /** Reads the time of a PostgreSQL log, such as {@code 2026-01-31 08:15:00.123 UTC}. */
    static long ofPostgres(String text) throws Rejection {
        Scanner scanner = new Scanner(text, EXPECTED_POSTGRES);
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
        return ofMillis(millis - scanner.zoneMillis());
    }

    /**
     * Reads a time of a CEF event: epoch milliseconds, {@code Jan 31 2026 08:15:00.123 UTC}, or ISO-8601, which the
     * format does not have but many products write.
     *
     * @return {@link AccessEvent#UNKNOWN} where the year or the zone is missing, which the format allows
     */
    static long ofCef(String text) throws Rejection {
        if (text.length() < 6 || text.charAt(0) <= '9') {
            return ofText(text);
        }
        Scanner scanner = new Scanner(text, EXPECTED_CEF);
        int month = scanner.month();
        scanner.skip(" ");
        int day = scanner.dayOfMonth();
        scanner.skip(" ");
        if (!scanner.isAtYear()) {
            scanner.clockMillis();
            return AccessEvent.UNKNOWN;
        }
        int year = scanner.digits(4);
        scanner.skip(" ");
        long millis = millis(year, month, day, EXPECTED_CEF) + scanner.clockMillis();
        if (scanner.isAt(".")) {
            scanner.skip(".");
            millis += scanner.fractionMillis();
        }
        if (scanner.isAtEnd()) {
            return AccessEvent.UNKNOWN;
        }
        scanner.skip(" ");
        return ofMillis(millis - scanner.zoneMillis());
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

    /** A position in a text that is read from left to right. */
    private static final class Scanner {

        private final String text;
        private final String expected;
        private int at;

        Scanner(String text, String expected) {
            this.text = text;
            this.expected = expected;
        }

        boolean isAt(String anyOf) {
            return at < text.length() && anyOf.indexOf(text.charAt(at)) >= 0;
        }

        void skip(String anyOf) throws Rejection {
            require(isAt(anyOf));
            at++;
        }

        int digits(int count) throws Rejection {
            int value = 0;
            for (int i = 0; i < count; i++) {
                require(isDigit());
                value = 10 * value + text.charAt(at++) - '0';
            }
            return value;
        }

        int month() throws Rejection {
            require(at + 3 <= text.length());
            int index = MONTHS.indexOf(text.substring(at, at + 3));
            require(index >= 0 && index % 3 == 0);
            at += 3;
            return index / 3 + 1;
        }

        /** {@code HH:mm:ss}; a leap second is the next minute's first. */
        long clockMillis() throws Rejection {
            int hours = digits(2);
            skip(":");
            int minutes = digits(2);
            skip(":");
            int seconds = digits(2);
            require(hours < 24 && minutes < 60 && seconds <= 60);
            return 1_000L * (3_600 * hours + 60 * minutes + seconds);
        }

        long fractionMillis() throws Rejection {
            require(isDigit());
            int millis = 0;
            for (int unit = 100; isDigit(); unit /= 10) {
                millis += unit * (text.charAt(at++) - '0');
            }
            return millis;
        }

        /** {@code Z}, {@code +HH}, {@code +HHmm} or {@code +HH:mm}, and then the text's end. */
        long offsetMillis() throws Rejection {
            boolean utc = isAt("Zz");
            boolean west = isAt("-");
            skip("Zz+-");
            int minutes = 0;
            if (!utc) {
                minutes = 60 * digits(2);
                if (isAt(":")) {
                    at++;
                }
                minutes += at < text.length() ? digits(2) : 0;
            }
            require(at == text.length() && minutes <= 18 * 60);
            return 60_000L * (west ? -minutes : minutes);
        }

        /**
         * A name that means one offset, perhaps with an offset behind {@code GMT}; or an offset; and the text's end.
         */
        long zoneMillis() throws Rejection {
            String name = text.substring(at);
            Integer minutes = ZONES.get(name);
            if (minutes != null) {
                return 60_000L * minutes;
            }
            at += name.startsWith("GMT") || name.startsWith("UTC") ? 3 : 0;
            return offsetMillis();
        }

        /** Two digits, or one with or without a space before it. */
        int dayOfMonth() throws Rejection {
            if (isAt(" ")) {
                at++;
            }
            int day = digits(1);
            return isDigit() ? 10 * day + digits(1) : day;
        }

        boolean isAtYear() {
            return at + 4 < text.length() && text.charAt(at + 2) != ':';
        }

        boolean isAtEnd() {
            return at == text.length();
        }

        private boolean isDigit() {
            return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
        }

        private void require(boolean condition) throws Rejection {
            if (!condition) {
                throw new Rejection(Reason.BAD_TIME, expected);
            }
        }
    }
}
