package dev.vigie.simulate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/**
 * What to simulate. Two equal scenarios give the same events.
 *
 * @param seed decides everything that the other settings leave open
 * @param firstDay a Monday to Friday between 1991 and 2079
 * @param days calendar days, 1 to {@value #DAYS_MAX}
 * @param operators 1 to {@code accounts}
 * @param accounts of all operators together, at most {@value #ACCOUNTS_MAX}
 * @param plots what is hidden among the ordinary work; each is carried out by accounts of its own, so that one may
 *     stand here several times
 * @param theftsFromDay index of the day from which on thefts happen, spread over the working days; 0 to {@code days -
 *     1}
 * @param mishaps whether logs come late, come twice, and are written by wrong clocks; then each event says when it
 *     arrived
 */
public record Scenario(
        long seed,
        LocalDate firstDay,
        int days,
        int operators,
        int accounts,
        List<Plot> plots,
        int theftsFromDay,
        boolean mishaps) {

    public static final int DAYS_MAX = 3_660;
    public static final int ACCOUNTS_MAX = 100_000;
    public static final int PLOTS_MAX = 1_000;

    private static final int ACCOUNTS_PER_OPERATOR = 20;

    public Scenario {
        if (isWeekend(firstDay) || firstDay.getYear() < 1991 || firstDay.getYear() > 2079) {
            throw new IllegalArgumentException("the first day must be a Monday to Friday between 1991 and 2079");
        }
        if (days < 1 || days > DAYS_MAX) {
            throw new IllegalArgumentException("days must be 1 to " + DAYS_MAX);
        }
        if (operators < 1 || accounts < operators || accounts > ACCOUNTS_MAX) {
            throw new IllegalArgumentException("there must be at least 1 operator, an account for each, and at most "
                    + ACCOUNTS_MAX + " accounts");
        }
        if (plots.size() > PLOTS_MAX) {
            throw new IllegalArgumentException("there must be at most " + PLOTS_MAX + " plots");
        }
        if (theftsFromDay < 0 || theftsFromDay >= days) {
            throw new IllegalArgumentException("thefts must begin on a day from 0 to " + (days - 1));
        }
        plots = List.copyOf(plots);
    }

    /**
     * Three weeks of a small house without mishaps, and then Monday 15 December 2025, with the three incidents as they
     * are known.
     */
    public static Scenario standard(long seed) {
        List<Plot> known = List.of(Plot.of(Incident.OFII), Plot.of(Incident.FRANCE_VISAS), Plot.of(Incident.INTERIOR));
        return new Scenario(seed, LocalDate.of(2025, 11, 24), 22, 10, 80, known, 21, false);
    }

    /** A house as houses are, from Monday 15 September 2025 on, mishaps included, without a theft. */
    public static Scenario house(long seed, int days, int accounts) {
        int operators = accounts < ACCOUNTS_PER_OPERATOR ? 1 : accounts / ACCOUNTS_PER_OPERATOR;
        return new Scenario(seed, LocalDate.of(2025, 9, 15), days, operators, accounts, List.of(), 0, true);
    }

    public Scenario withDays(int newDays) {
        return new Scenario(seed, firstDay, newDays, operators, accounts, plots, theftsFromDay, mishaps);
    }

    public Scenario withStaff(int newOperators, int newAccounts) {
        return new Scenario(seed, firstDay, days, newOperators, newAccounts, plots, theftsFromDay, mishaps);
    }

    public Scenario withPlots(List<Plot> newPlots, int newTheftsFromDay) {
        return new Scenario(seed, firstDay, days, operators, accounts, newPlots, newTheftsFromDay, mishaps);
    }

    public Scenario withMishaps(boolean newMishaps) {
        return new Scenario(seed, firstDay, days, operators, accounts, plots, theftsFromDay, newMishaps);
    }

    private static boolean isWeekend(LocalDate date) {
        DayOfWeek day = date.getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }
}
