package dev.vigie.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Sigma string: characters, {@code ?} for any one character, {@code *} for any number of them. A backslash takes the
 * meaning from a wildcard or a backslash that follows it, and is itself anywhere else. Characters are Unicode code
 * points.
 */
final class WildcardPattern {

    private static final int ANY_ONE = -1;
    private static final int ANY_NUMBER = -2;
    private static final int ANY_DASH = -3;

    /** What begins an option on a Windows command line: {@code - /} and the dashes that editors put in their place. */
    static final String DASHES = "-/\u2013\u2014\u2015";

    /**
     * Code points as written, {@link #ANY_ONE}, {@link #ANY_DASH} and {@link #ANY_NUMBER}; never two of the latter in a
     * row.
     */
    private final int[] tokens;

    private WildcardPattern(int[] tokens) {
        this.tokens = tokens;
    }

    static WildcardPattern parse(String written) {
        IntStream.Builder tokens = IntStream.builder();
        int[] characters = written.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            int c = characters[i];
            if (c == '\\' && i + 1 < characters.length && isSpecial(characters[i + 1])) {
                i++;
                tokens.add(characters[i]);
            } else {
                tokens.add(c == '*' ? ANY_NUMBER : c == '?' ? ANY_ONE : c);
            }
        }
        return of(tokens.build());
    }

    /** The text as it is, without wildcards. */
    static WildcardPattern literal(String text) {
        return new WildcardPattern(text.codePoints().toArray());
    }

    private static boolean isSpecial(int c) {
        return c == '*' || c == '?' || c == '\\';
    }

    private static WildcardPattern of(IntStream tokens) {
        int[] all = tokens.toArray();
        return new WildcardPattern(IntStream.range(0, all.length)
                .filter(i -> i == 0 || all[i] != ANY_NUMBER || all[i - 1] != ANY_NUMBER)
                .map(i -> all[i])
                .toArray());
    }

    WildcardPattern afterAnything() {
        return of(IntStream.concat(IntStream.of(ANY_NUMBER), Arrays.stream(tokens)));
    }

    WildcardPattern beforeAnything() {
        return of(IntStream.concat(Arrays.stream(tokens), IntStream.of(ANY_NUMBER)));
    }

    /**
     * Any dash where one of {@link #DASHES} begins a word, as pySigma's {@code windash} has it: the first of
     * {@code -user-name}, not the second.
     */
    WildcardPattern anyDashes() {
        int[] replaced = tokens.clone();
        for (int i = 0; i + 1 < tokens.length; i++) {
            boolean begins = (i == 0 || !isWord(tokens[i - 1])) && isWord(tokens[i + 1]);
            if (begins && tokens[i] >= 0 && DASHES.indexOf(tokens[i]) >= 0) {
                replaced[i] = ANY_DASH;
            }
        }
        return new WildcardPattern(replaced);
    }

    private static boolean isWord(int token) {
        return token == '_' || (token >= 0 && Character.isLetterOrDigit(token));
    }

    /** The texts that it stands for, each dash written out; null where it has a wildcard, or there are too many. */
    @Nullable
    List<String> texts(int textsMax) {
        List<StringBuilder> texts = new ArrayList<>(List.of(new StringBuilder()));
        for (int token : tokens) {
            if (token == ANY_ONE || token == ANY_NUMBER) {
                return null;
            }
            if (token != ANY_DASH) {
                texts.forEach(text -> text.appendCodePoint(token));
                continue;
            }
            if (texts.size() * DASHES.length() > textsMax) {
                return null;
            }
            List<StringBuilder> longer = new ArrayList<>();
            for (StringBuilder text : texts) {
                DASHES.chars().forEach(dash -> longer.add(new StringBuilder(text).append((char) dash)));
            }
            texts = longer;
        }
        return texts.stream().map(StringBuilder::toString).toList();
    }

    boolean hasWildcards() {
        return Arrays.stream(tokens).anyMatch(token -> token == ANY_ONE || token == ANY_NUMBER);
    }

    boolean isEmpty() {
        return tokens.length == 0;
    }

    /** The cheapest test that says the same. */
    TextTest toTest(boolean cased) {
        int first = tokens.length > 1 && tokens[0] == ANY_NUMBER ? 1 : 0;
        int last = tokens.length - first > 1 && tokens[tokens.length - 1] == ANY_NUMBER
                ? tokens.length - 1
                : tokens.length;
        if (Arrays.stream(tokens, first, last).anyMatch(token -> token < 0)) {
            return new TextTest.Wildcards(this, cased);
        }
        String literal = new String(tokens, first, last - first);
        if (first == 1) {
            return last < tokens.length ? new TextTest.Contains(literal, cased) : new TextTest.EndsWith(literal, cased);
        }
        return last < tokens.length ? new TextTest.StartsWith(literal, cased) : new TextTest.Equal(literal, cased);
    }

    /**
     * Greedy with one step back: after a mismatch the latest {@code *} takes one character more. An earlier {@code *}
     * never has to be tried again, since the latest can take whatever that one would have. At most text times pattern
     * steps, no allocation.
     */
    boolean matches(String text, boolean cased) {
        int token = 0;
        int at = 0;
        int star = -1;
        int starAt = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (token < tokens.length && tokens[token] == ANY_NUMBER) {
                star = token++;
                starAt = at;
            } else if (token < tokens.length && isLike(tokens[token], c, cased)) {
                token++;
                at += Character.charCount(c);
            } else if (star >= 0) {
                token = star + 1;
                starAt += Character.charCount(text.codePointAt(starAt));
                at = starAt;
            } else {
                return false;
            }
        }
        return token == tokens.length || (token == tokens.length - 1 && tokens[token] == ANY_NUMBER);
    }

    private static boolean isLike(int token, int c, boolean cased) {
        return switch (token) {
            case ANY_ONE -> true;
            case ANY_DASH -> DASHES.indexOf(c) >= 0;
            default -> token == c || (!cased && folded(token) == folded(c));
        };
    }

    /** Equal for two characters that {@link String#equalsIgnoreCase} takes to be the same. */
    static int folded(int c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WildcardPattern pattern && Arrays.equals(tokens, pattern.tokens);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tokens);
    }

    /** The pattern as a rule writes it; {@code \\-}, which no rule could write, is any dash. */
    @Override
    public String toString() {
        StringBuilder written = new StringBuilder();
        for (int token : tokens) {
            if (token == ANY_DASH) {
                written.append("\\-");
            } else if (token < 0) {
                written.append(token == ANY_NUMBER ? '*' : '?');
            } else {
                written.append(isSpecial(token) ? "\\" : "").appendCodePoint(token);
            }
        }
        return written.toString();
    }
}
