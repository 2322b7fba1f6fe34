package dev.vigie.detect;

import java.util.Locale;

/** A reason as a part of a sentence: its figures where they speak for themselves, else its title with them. */
final class ReasonWords {

    private static final String SHARE = "share(subject.";
    /** A rule whose subjects are not people says what they are by a tag such as {@code vigie.subjects.secrets}. */
    private static final String NOUN_TAG = "vigie.subjects.";

    private ReasonWords() {}

    static String of(Crossing crossing) {
        Double rarity = crossing.rarity;
        Double usual = crossing.usual;
        if (crossing.share != null && crossing.usualShare != null) {
            return share(crossing, crossing.share, crossing.usualShare);
        }
        String detail = crossing.detail();
        if (detail != null) {
            String seldom = rarity == null ? "" : ", expected once in " + Numbers.period(rarity);
            return crossing.title + " (" + detail + ")" + seldom;
        }
        if (rarity == null) {
            return crossing.title + figures(crossing);
        }
        String expected = "expected once in " + Numbers.period(rarity);
        if (usual == null) {
            return crossing.title + ", " + expected;
        }
        if (crossing.limit.startsWith(Drifting.LIMIT)) {
            return crossing.title + " (" + value(crossing) + " more than usual since it began, usually "
                    + Numbers.text(usual) + " a day, " + expected + ")";
        }
        String timespan = Numbers.timespan(crossing.timespanMillis);
        String maximum = "usual maximum " + Numbers.text(usual);
        return crossing.ofAllPeople
                ? counted(crossing, Math.round(crossing.value)) + " in " + timespan + giveOrTake(crossing) + ", "
                        + maximum + ", " + expected
                : crossing.title + " (" + value(crossing) + ", " + maximum + " in " + timespan + ", " + expected + ")";
    }

    /** Such as {@code 94 % of one nationality, usually 3 %}. */
    private static String share(Crossing crossing, double share, double usual) {
        String attribute = crossing.measure.startsWith(SHARE)
                ? crossing.measure.substring(SHARE.length(), crossing.measure.length() - 1)
                : "value";
        return percent(share) + " of one " + attribute.replace('_', ' ') + ", usually " + percent(usual);
    }

    private static String percent(double share) {
        double percent = share * 100;
        return percent > 0 && percent < 1 ? "under 1 %" : String.format(Locale.ROOT, "%.0f %%", percent);
    }

    private static String figures(Crossing crossing) {
        if (crossing.timespanMillis == 0) {
            return crossing.value > 1 ? ", " + Numbers.text(crossing.value) + " times" : "";
        }
        return " (" + value(crossing) + " in " + Numbers.timespan(crossing.timespanMillis) + ", limit "
                + crossing.limit.replaceFirst("^>= ", "") + ")";
    }

    private static String value(Crossing crossing) {
        String value = Numbers.text(Math.rint(crossing.value));
        return crossing.error > 0 ? value + giveOrTake(crossing) + "," : value;
    }

    private static String giveOrTake(Crossing crossing) {
        return crossing.error > 0 ? String.format(Locale.ROOT, ", give or take %.1f %%", crossing.error * 100) : "";
    }

    /** So many people, or of what else the rule says that it counts. */
    static String counted(Crossing crossing, long count) {
        String noun = crossing.tags.stream()
                .filter(tag -> tag.startsWith(NOUN_TAG))
                .map(tag -> tag.substring(NOUN_TAG.length()))
                .findFirst()
                .orElse(count == 1 ? "person" : "people");
        return Numbers.whole(count) + " " + noun;
    }
}
