package dev.vigie.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An alert's figures as the reader's language writes them; alerts themselves have them as English does. */
final class FigureWords {

    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9,]*(?:\\.[0-9]+)?");
    /** How the detector names the limit of a lasting shift, and how seldom that is. */
    private static final Pattern DRIFT =
            Pattern.compile("a lasting shift, once in (" + NUMBER.pattern() + ") active days");

    private static final int DECIMALS = 2;
    /** What is left of 52 weeks of five days after holidays and leave, as the detector has it. */
    private static final double WORKING_DAYS_A_YEAR = 230;

    private final Texts texts;

    FigureWords(Texts texts) {
        this.texts = texts;
    }

    /** Whole numbers without decimals, others with two. */
    String number(double value) {
        return Double.isFinite(value) && value == Math.rint(value)
                ? texts.number((long) value)
                : texts.decimal(value, DECIMALS);
    }

    /** Such as {@code 40 seconds}, {@code 58 minutes}, {@code 26 hours}: one unit, rounded up. */
    String duration(long millis) {
        long seconds = Math.max(1, Math.floorDiv(millis + 999, 1_000));
        if (seconds < 120) {
            return texts.counted("alert.seconds", seconds);
        }
        long minutes = (seconds + 59) / 60;
        if (minutes < 120) {
            return texts.counted("alert.minutes", minutes);
        }
        long hours = (minutes + 59) / 60;
        return hours < 72 ? texts.counted("alert.hours", hours) : texts.counted("alert.days", (hours + 23) / 24);
    }

    /** A rule's timespan, in the largest unit that fits whole. */
    String timespan(long millis) {
        return texts.length(millis);
    }

    /** A number of active days as an analyst would say it. */
    String period(double activeDays) {
        double years = activeDays / WORKING_DAYS_A_YEAR;
        return years < 2
                ? texts.counted("alert.workingDays", (long) activeDays)
                : texts.counted("alert.workingYears", Math.round(years));
    }

    boolean isDrift(String limit) {
        return DRIFT.matcher(limit).matches();
    }

    /** A reason's limit, such as {@code >= 1,000}; in English as it is. */
    String limit(String limit) {
        if (texts.language() == Language.ENGLISH) {
            return limit;
        }
        Matcher drift = DRIFT.matcher(limit);
        if (drift.matches()) {
            return texts.text("alert.limit.drift", localised(drift.group(1)));
        }
        return NUMBER.matcher(limit.replace(" and ", texts.text("alert.limit.and")))
                .replaceAll(found -> Matcher.quoteReplacement(localised(found.group())));
    }

    private String localised(String english) {
        int point = english.indexOf('.');
        double value = Double.parseDouble(english.replace(",", ""));
        return point < 0 ? number(value) : texts.decimal(value, english.length() - point - 1);
    }
}
