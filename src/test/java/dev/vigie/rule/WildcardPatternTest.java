package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WildcardPatternTest {

    private static final String[] PIECES = {"a", "B", "*", "?", "\\*", "\\?", "\\\\", "\\a", "\uD83D\uDE00", "É", ""};
    private static final String[] CHARACTERS = {"a", "A", "b", "*", "?", "\\", "\uD83D\uDE00", "é"};

    @Test
    void matches_randomPatterns_agreesWithSlowReference() {
        for (long seed = 0; seed < 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String pattern = random(random, PIECES, 6);
            String text = random(random, CHARACTERS, 7);
            boolean expected =
                    slow(pattern.codePoints().toArray(), 0, text.codePoints().toArray(), 0);
            String what = "seed " + seed + ": '" + pattern + "' on '" + text + "'";
            WildcardPattern parsed = WildcardPattern.parse(pattern);
            assertThat(parsed.matches(text, false)).as(what).isEqualTo(expected);
            assertThat(parsed.toTest(false).test(text)).as("test, " + what).isEqualTo(expected);
            assertThat(parsed.afterAnything().beforeAnything().toTest(false).test(text))
                    .as("contains, " + what)
                    .isEqualTo(slow(
                            ("*" + pattern + "*").codePoints().toArray(),
                            0,
                            text.codePoints().toArray(),
                            0));
            assertThat(WildcardPattern.parse(parsed.toString())).as(what).isEqualTo(parsed);
        }
    }

    private static String random(SplittableRandom random, String[] pieces, int piecesMax) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(piecesMax + 1); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    /** Sigma's words taken one by one, trying every length of every {@code *}. */
    private static boolean slow(int[] pattern, int p, int[] text, int t) {
        if (p == pattern.length) {
            return t == text.length;
        }
        if (pattern[p] == '*') {
            return slow(pattern, p + 1, text, t) || (t < text.length && slow(pattern, p, text, t + 1));
        }
        if (t == text.length) {
            return false;
        }
        if (pattern[p] == '?') {
            return slow(pattern, p + 1, text, t + 1);
        }
        boolean escapes = pattern[p] == '\\'
                && p + 1 < pattern.length
                && (pattern[p + 1] == '*' || pattern[p + 1] == '?' || pattern[p + 1] == '\\');
        int literal = escapes ? pattern[p + 1] : pattern[p];
        String a = Character.toString(literal);
        return a.equalsIgnoreCase(Character.toString(text[t])) && slow(pattern, p + (escapes ? 2 : 1), text, t + 1);
    }
}
