package dev.vigie.simulate;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What to simulate. Two equal scenarios give the same events.
 *
 * @param seed decides everything that the other settings leave open
 * @param firstDay a Monday to Friday between 1990 and 2089
 * @param days calendar days, 1 to {@value #DAYS_MAX}; nobody works on Saturdays and Sundays, incidents fall on the last
 *     working day
 * @param operators 1 to {@code accounts}
 * @param accounts of all operators together, at most {@value #ACCOUNTS_MAX}
 * @param opens when offices open, UTC
 * @param closes when offices close, UTC, 6 to 12 hours after {@code opens}
 * @param incidents what is hidden among the ordinary work
 */
public record Scenario(
        long seed,
        LocalDate firstDay,
        int days,
        int operators,
        int accounts,
        LocalTime opens,
        LocalTime closes,
        Set<Incident> incidents) {

    public static final int DAYS_MAX = 3_660;
    public static final int ACCOUNTS_MAX = 100_000;

    private static final Duration HOURS_MIN = Duration.ofHours(6);
    private static final Duration HOURS_MAX = Duration.ofHours(12);

    public Scenario {
        if (isWeekend(firstDay) || firstDay.getYear() < 1990 || firstDay.getYear() > 2089) {
            throw new IllegalArgumentException("the first day must be a Monday to Friday between 1990 and 2089");
        }
        if (days < 1 || days > DAYS_MAX) {
            throw new IllegalArgumentException("days must be 1 to " + DAYS_MAX);
        }
        if (operators < 1 || accounts < operators || accounts > ACCOUNTS_MAX) {
            throw new IllegalArgumentException("there must be at least 1 operator, an account for each, and at most "
                    + ACCOUNTS_MAX + " accounts");
        }
        Duration hours = Duration.between(opens, closes);
        if (hours.compareTo(HOURS_MIN) < 0 || hours.compareTo(HOURS_MAX) > 0) {
            throw new IllegalArgumentException("offices must close 6 to 12 hours after they open, on the same day");
        }
        // An enum set, unlike Set.copyOf, iterates in the same order on every JVM.
        EnumSet<Incident> copy = EnumSet.noneOf(Incident.class);
        copy.addAll(incidents);
        incidents = Collections.unmodifiableSet(copy);
    }

    /**
     * One working day (Monday 15 December 2025, 9 to 18 h in Paris) of 400 accounts of 40 operators, with every
     * incident.
     */
    public static Scenario standard(long seed) {
        return new Scenario(
                seed,
                LocalDate.of(2025, 12, 15),
                1,
                40,
                400,
                LocalTime.of(8, 0),
                LocalTime.of(17, 0),
                EnumSet.allOf(Incident.class));
    }

    public Scenario withDays(int newDays) {
        return new Scenario(seed, firstDay, newDays, operators, accounts, opens, closes, incidents);
    }

    public Scenario withStaff(int newOperators, int newAccounts) {
        return new Scenario(seed, firstDay, days, newOperators, newAccounts, opens, closes, incidents);
    }

    public Scenario withIncidents(Set<Incident> newIncidents) {
        return new Scenario(seed, firstDay, days, operators, accounts, opens, closes, newIncidents);
    }

    boolean isWorkingDay(int day) {
        return !isWeekend(firstDay.plusDays(day));
    }

    int lastWorkingDay() {
        int day = days - 1;
        while (!isWorkingDay(day)) {
            day--;
        }
        return day;
    }

    /** Epoch milliseconds at which offices open on the day with this index, from 0. */
    long opensMillis(int day) {
        return firstDay.plusDays(day).atTime(opens).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    long hoursMillis() {
        return Duration.between(opens, closes).toMillis();
    }

    private static boolean isWeekend(LocalDate date) {
        DayOfWeek day = date.getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }
}
