package dev.vigie.rule;

import java.util.Locale;

/**
 * A part of a point in time, in UTC, as Sigma's time modifiers name it; found without an object for every event.
 *
 * <p>A day's date is found as in Howard Hinnant, <i>chrono-Compatible Low-Level Date Algorithms</i> (2013): years begin
 * on the first of March, so that the leap day is the last of its year, and repeat every 400 years of 146,097 days.
 */
enum TimePart {
    MINUTE(0, 59),
    HOUR(0, 23),
    DAY(1, 31),
    /** Of ISO 8601: weeks begin on Monday, the first one of a year is the one with its first Thursday. */
    WEEK(1, 53),
    MONTH(1, 12),
    YEAR(1990, 2099);

    private static final int DAYS_IN_400_YEARS = 146_097;
    private static final int MARCH_0000_TO_1970_DAYS = 719_468;

    private final int min;
    private final int max;

    TimePart(int min, int max) {
        this.min = min;
        this.max = max;
    }

    static TimePart of(Modifier modifier) {
        return valueOf(modifier.name());
    }

    /** The least that it can be for an event. */
    int min() {
        return min;
    }

    /** The most that it can be for an event. */
    int max() {
        return max;
    }

    /** This part of an event's time, epoch milliseconds, not before 1970. */
    int in(long timeMillis) {
        int days = (int) (timeMillis / 86_400_000);
        return switch (this) {
            case MINUTE -> (int) (timeMillis / 60_000 % 60);
            case HOUR -> (int) (timeMillis / 3_600_000 % 24);
            case DAY -> date(days) % 100;
            case WEEK -> week(days);
            case MONTH -> date(days) / 100 % 100;
            case YEAR -> date(days) / 10_000;
        };
    }

    /** The week belongs to the year that its Thursday lies in; 1970-01-01 was one. */
    private static int week(int days) {
        int thursday = days - (days + 3) % 7 + 3;
        int year = date(thursday) / 10_000;
        int before = year - 1;
        int newYear = before * 365 + before / 4 - before / 100 + before / 400 - 719_162;
        return (thursday - newYear) / 7 + 1;
    }

    /** Year, month and day as eight decimal digits. */
    private static int date(int days) {
        int since0 = days + MARCH_0000_TO_1970_DAYS;
        int era = since0 / DAYS_IN_400_YEARS;
        int dayOfEra = since0 - era * DAYS_IN_400_YEARS;
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return (year * 100 + month) * 100 + day;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
