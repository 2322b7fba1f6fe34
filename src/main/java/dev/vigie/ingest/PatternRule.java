package dev.vigie.ingest;

import java.util.List;

/**
 * Which of a mapping's patterns are looked for where. Of several patterns the first that is in a text counts for it.
 *
 * @param where the file and line that say so
 */
record PatternRule(String where, Place place, List<TextPattern> patterns) {

    /**
     * How long a record's text may be, or its texts together: what a pattern does not look at might be somebody, so
     * that a longer one is rejected.
     */
    static final int SEARCHED_CHARACTERS_MAX = 65_536;

    PatternRule {
        patterns = List.copyOf(patterns);
    }

    /** Adds what is found in the texts to the lists of the groups. */
    void read(List<String> texts, List<List<String>> found) throws Rejection {
        int searched = 0;
        for (String text : texts) {
            searched += text.length();
            if (searched > SEARCHED_CHARACTERS_MAX) {
                throw new Rejection(
                        Reason.BAD_VALUE,
                        Texts.description(place.written()) + " has more than " + SEARCHED_CHARACTERS_MAX
                                + " characters, and a pattern looks at it");
            }
            for (TextPattern pattern : patterns) {
                if (pattern.find(text, found)) {
                    break;
                }
            }
        }
    }
}
