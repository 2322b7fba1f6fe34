package dev.vigie.model;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an analyst made of an alert.
 *
 * @param alertId the alert's id
 * @param reason why, in words; at most {@value #REASON_CHARS_MAX} characters, empty where nobody says
 * @param expires for what was expected the last day on which it will be; null where nobody says
 * @param by who says so; at most {@value #BY_CHARS_MAX} characters, empty where nobody is named
 */
public record AnalystVerdict(
        String alertId,
        Ruling ruling,
        String reason,
        @Nullable LocalDate expires,
        String by) {

    public static final int REASON_CHARS_MAX = 1_000;
    public static final int BY_CHARS_MAX = 200;

    private static final Pattern ALERT_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final int YEAR_MIN = 1990;
    private static final int YEAR_MAX = 2099;

    public AnalystVerdict {
        if (!isAlertId(alertId)) {
            throw new IllegalArgumentException("an alert's id has 1 to 64 letters, digits and '-'");
        }
        checkText("reason", reason, REASON_CHARS_MAX);
        checkText("by", by, BY_CHARS_MAX);
        if (expires != null && (expires.getYear() < YEAR_MIN || expires.getYear() > YEAR_MAX)) {
            throw new IllegalArgumentException("expires must lie between 1990 and 2099");
        }
    }

    /** What it can be. */
    public enum Ruling {
        /** Somebody took what was not theirs to take. */
        TRUE,
        /** Nothing was wrong, and the rule should not have told of it. */
        FALSE,
        /** It was unusual, as the rule says, and meant to be: it may be left out for a while. */
        EXPECTED
    }

    /** Whether a text can be an alert's id. */
    public static boolean isAlertId(String text) {
        return ALERT_ID.matcher(text).matches();
    }

    private static void checkText(String name, String text, int charsMax) {
        if (text.length() > charsMax || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    name + " must have at most " + charsMax + " characters, none of them a control character");
        }
    }
}
