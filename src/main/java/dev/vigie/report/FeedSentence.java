package dev.vigie.report;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From when on a log was silent, and which numbers are missing in it, in the reader's language. An alert has these
 * figures nowhere but in its own words; they are taken from there, right behind the rule's title, and where the words
 * are others, of another release, nothing is said.
 */
final class FeedSentence {

    private static final String TIME = "(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}) UTC";
    private static final String NUMBER = "(-?\\d{1,3}(?:,\\d{3}){0,6})";
    private static final Pattern SILENT = Pattern.compile(
            "\\(nothing from " + TIME + " on, for (\\d{1,9}) (second|minute|hour|day)s? in which it usually");
    private static final Pattern MISSING = Pattern.compile("\\(" + NUMBER + " numbers?(?: in " + NUMBER
            + " gaps, most of them|,) from " + NUMBER + " to " + NUMBER + ", sent between " + TIME + " and " + TIME);

    private final Texts texts;

    FeedSentence(Texts texts) {
        this.texts = texts;
    }

    /**
     * What {@code sentence} says of the log behind the title of a rule; null where it says nothing of the kind.
     *
     * @param sentence the detector's
     */
    @Nullable
    String of(String sentence, String title) {
        int at = sentence.indexOf(title + " (");
        if (at < 0) {
            return null;
        }
        int from = at + title.length() + 1;
        try {
            Matcher silent = SILENT.matcher(sentence).region(from, sentence.length());
            if (silent.lookingAt()) {
                String length = texts.counted("alert." + silent.group(3) + "s", Long.parseLong(silent.group(2)));
                return texts.text("alert.silentSince", moment(silent.group(1)), length);
            }
            Matcher missing = MISSING.matcher(sentence).region(from, sentence.length());
            return missing.lookingAt() ? missing(missing) : null;
        } catch (DateTimeParseException | NumberFormatException e) {
            return null;
        }
    }

    private String missing(Matcher found) {
        String in = found.group(2) == null ? ", " : texts.text("alert.gaps", number(found.group(2)));
        String range = texts.text("alert.range", number(found.group(3)), number(found.group(4)));
        String between = texts.text("alert.sent", moment(found.group(5)), moment(found.group(6)));
        return texts.counted("alert.missing", number(found.group(1))) + in + range + ", " + between;
    }

    private static long number(String grouped) {
        return Long.parseLong(grouped.replace(",", ""));
    }

    private String moment(String time) {
        return texts.moment(Instant.parse(time.replace(' ', 'T') + ":00Z").toEpochMilli());
    }
}
