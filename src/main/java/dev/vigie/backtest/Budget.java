package dev.vigie.backtest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many alerts somebody has time for, such as {@code 2/day} or {@code 5/week}.
 *
 * @param perDay more than 0
 * @param text as it was written
 */
public record Budget(double perDay, String text) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)/(day|week)");
    private static final double WEEK_DAYS = 7;
    /** A half of what decimals cannot say exactly is no alert. */
    private static final double ROUNDING = 1e-9;

    public Budget {
        if (!(perDay > 0)) {
            throw new IllegalArgumentException("a budget is more than 0");
        }
    }

    /**
     * Reads one.
     *
     * @throws BacktestException if it is none; the message says what would be one
     */
    public static Budget parse(String text) throws BacktestException {
        Matcher form = FORM.matcher(text);
        if (form.matches() && Double.parseDouble(form.group(1)) > 0) {
            double number = Double.parseDouble(form.group(1));
            return new Budget(form.group(2).equals("day") ? number : number / WEEK_DAYS, text);
        }
        throw new BacktestException("'" + text + "' is no budget; right are 2/day, 0.5/day and 5/week");
    }

    /** How many alerts it allows within a period. */
    long allowedIn(Period period) {
        return (long) Math.floor(perDay * period.days() + ROUNDING);
    }
}
