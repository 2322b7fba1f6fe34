package dev.vigie.simulate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The calendar of a scenario's days: weekends, French public holidays, summer time, busy and quiet seasons. Written
 * out, since what a JVM knows of time zones depends on its release.
 */
final class Season {

    static final int MINUTE_MILLIS = 60_000;
    static final int HOUR_MILLIS = 60 * MINUTE_MILLIS;

    private static final int MONTH_END_DAYS = 2;
    private static final Map<Month, List<Integer>> FIXED_HOLIDAYS = Map.of(
            Month.JANUARY, List.of(1),
            Month.MAY, List.of(1, 8),
            Month.JULY, List.of(14),
            Month.AUGUST, List.of(15),
            Month.NOVEMBER, List.of(1, 11),
            Month.DECEMBER, List.of(25));

    /** After Easter Sunday: Easter Monday, Ascension Day, Whit Monday. */
    private static final List<Integer> EASTER_HOLIDAYS = List.of(1, 39, 50);

    private static final double[] WORKLOADS = {1.12, 1.05, 0.97, 1.02, 0.86, 0.7, 0.6};
    private static final double SUMMER_WORKLOAD = 0.75;
    private static final double CHRISTMAS_WORKLOAD = 0.6;

    private final List<Day> days;

    /** @param workload how much there is to do, 1 on an average day */
    private record Day(DayOfWeek weekday, boolean working, boolean monthEnd, double workload, long midnightMillis) {}

    Season(LocalDate firstDay, int days) {
        this.days = IntStream.range(0, days)
                .mapToObj(i -> day(firstDay.plusDays(i)))
                .toList();
    }

    /** Neither a weekend nor a holiday. */
    boolean isWorkingDay(int day) {
        return days.get(day).working;
    }

    /** Indices of the working days from this index on. */
    List<Integer> workingDays(int from) {
        return IntStream.range(from, days.size())
                .filter(this::isWorkingDay)
                .boxed()
                .toList();
    }

    DayOfWeek weekday(int day) {
        return days.get(day).weekday;
    }

    /** One of the last two working days of a month. */
    boolean isMonthEnd(int day) {
        return days.get(day).monthEnd;
    }

    /** How much there is to do, 1 on an average day. */
    double workload(int day) {
        return days.get(day).workload;
    }

    /** Epoch milliseconds at which the day begins in Paris. */
    long midnightMillis(int day) {
        return days.get(day).midnightMillis;
    }

    private static Day day(LocalDate date) {
        double workload = WORKLOADS[date.getDayOfWeek().getValue() - 1];
        if (date.getMonth() == Month.JULY || date.getMonth() == Month.AUGUST) {
            workload *= SUMMER_WORKLOAD;
        } else if (date.getMonth() == Month.DECEMBER && date.getDayOfMonth() > 22) {
            workload *= CHRISTMAS_WORKLOAD;
        }
        int hours = isSummerTime(date) ? 2 : 1;
        return new Day(
                date.getDayOfWeek(),
                isWorking(date),
                isMonthEnd(date),
                workload,
                date.atStartOfDay(ZoneOffset.ofHours(hours)).toInstant().toEpochMilli());
    }

    private static boolean isMonthEnd(LocalDate date) {
        long workingDaysLeft = date.datesUntil(date.plusMonths(1).withDayOfMonth(1))
                .filter(Season::isWorking)
                .count();
        return isWorking(date) && workingDaysLeft <= MONTH_END_DAYS;
    }

    static boolean isWorking(LocalDate date) {
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend
                && !FIXED_HOLIDAYS.getOrDefault(date.getMonth(), List.of()).contains(date.getDayOfMonth())
                && EASTER_HOLIDAYS.stream()
                        .noneMatch(
                                after -> easter(date.getYear()).plusDays(after).equals(date));
    }

    /** From the last Sunday of March to the last Sunday of October; the night of the change counts as a whole. */
    private static boolean isSummerTime(LocalDate date) {
        LocalDate from = lastSunday(LocalDate.of(date.getYear(), 3, 31));
        LocalDate to = lastSunday(LocalDate.of(date.getYear(), 10, 31));
        return date.isAfter(from) && !date.isAfter(to);
    }

    private static LocalDate lastSunday(LocalDate monthEnd) {
        return monthEnd.minusDays(monthEnd.getDayOfWeek().getValue() % 7);
    }

    /** Easter Sunday by the anonymous Gregorian algorithm (Nature, 20 April 1876). */
    static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return LocalDate.of(year, f / 31, f % 31 + 1);
    }
}
