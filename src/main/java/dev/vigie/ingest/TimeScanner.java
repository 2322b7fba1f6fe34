package dev.vigie.ingest;

import java.util.Map;

/** A position in a text, read from left to right, that is to be a point in time. */
final class TimeScanner {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /** Names that mean one offset only, in minutes; CST, for one, means several. */
    private static final Map<String, Integer> ZONES = Map.of(
            "UTC", 0, "GMT", 0, "WET", 0, "WEST", 60, "CET", 60, "CEST", 120, "EET", 120, "EEST", 180, "MSK", 180);

    private final String text;
    private final String expected;
    private int at;

    TimeScanner(String text, String expected) {
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

    /** A name that means one offset, perhaps with an offset behind {@code GMT}; or an offset; and the text's end. */
    long zoneMillis() throws Rejection {
        String name = text.substring(at);
        Integer minutes = ZONES.get(name);
        if (minutes != null) {
            return 60_000L * minutes;
        }
        at += name.startsWith("GMT") || name.startsWith("UTC") ? 3 : 0;
        return offsetMillis();
    }

    /** True where a zone's name stands that does not mean one offset only. */
    boolean isAtUnknownZone() {
        String name = text.substring(at);
        return !ZONES.containsKey(name) && name.matches("[A-Z]{1,6}") && !name.equals("Z");
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
