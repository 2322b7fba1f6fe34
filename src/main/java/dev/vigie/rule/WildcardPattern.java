package dev.vigie.rule;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A Sigma string: characters, {@code ?} for any one character, {@code *} for any number of them. A backslash takes the
 * meaning from a wildcard or a backslash that follows it, and is itself anywhere else. Characters are Unicode code
 * points; case is ignored.
 */
final class WildcardPattern {

    private static final int ANY_ONE = -1;
    private static final int ANY_NUMBER = -2;

    /** Code points as written, {@link #ANY_ONE} and {@link #ANY_NUMBER}; never two of the latter in a row. */
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

    boolean isEmpty() {
        return tokens.length == 0;
    }

    /** The cheapest test that says the same. */
    TextTest toTest() {
        int first = tokens.length > 1 && tokens[0] == ANY_NUMBER ? 1 : 0;
        int last = tokens.length - first > 1 && tokens[tokens.length - 1] == ANY_NUMBER
                ? tokens.length - 1
                : tokens.length;
        if (Arrays.stream(tokens, first, last).anyMatch(token -> token < 0)) {
            return new TextTest.Wildcards(this);
        }
        String literal = new String(tokens, first, last - first);
        if (first == 1) {
            return last < tokens.length ? new TextTest.Contains(literal) : new TextTest.EndsWith(literal);
        }
        return last < tokens.length ? new TextTest.StartsWith(literal) : new TextTest.Equal(literal);
    }

    /**
     * Greedy with one step back: after a mismatch the latest {@code *} takes one character more. An earlier {@code *}
     * never has to be tried again, since the latest can take whatever that one would have. At most text times pattern
     * steps, no allocation.
     */
    boolean matches(String text) {
        int token = 0;
        int at = 0;
        int star = -1;
        int starAt = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (token < tokens.length && tokens[token] == ANY_NUMBER) {
                star = token++;
                starAt = at;
            } else if (token < tokens.length && (tokens[token] == ANY_ONE || isSame(tokens[token], c))) {
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

    /** As {@link String#equalsIgnoreCase} compares. */
    private static boolean isSame(int a, int b) {
        return a == b
                || Character.toLowerCase(Character.toUpperCase(a)) == Character.toLowerCase(Character.toUpperCase(b));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WildcardPattern pattern && Arrays.equals(tokens, pattern.tokens);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tokens);
    }

    /** The pattern as a rule writes it. */
    @Override
    public String toString() {
        StringBuilder written = new StringBuilder();
        for (int token : tokens) {
            if (token < 0) {
                written.append(token == ANY_NUMBER ? '*' : '?');
            } else {
                written.append(isSpecial(token) ? "\\" : "").appendCodePoint(token);
            }
        }
        return written.toString();
    }
}
