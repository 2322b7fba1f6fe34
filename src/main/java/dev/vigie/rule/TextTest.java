package dev.vigie.rule;

import com.google.re2j.Pattern;
import dev.vigie.model.IpAddress;
import java.util.stream.Collectors;

/**
 * What a text must be like. Case is ignored unless the test is {@code cased}, as Sigma does, in no language in
 * particular; a regular expression says itself whether it is. The text of a test is part of {@link Selection#toString}.
 */
sealed interface TextTest {

    boolean test(String text);

    /** The whole text. */
    record Equal(String value, boolean cased) implements TextTest {
        @Override
        public boolean test(String text) {
            return cased ? text.equals(value) : text.equalsIgnoreCase(value);
        }

        @Override
        public String toString() {
            return "is " + literal(value, cased);
        }
    }

    /** The whole text is one of many. */
    record OneOf(TextTable values) implements TextTest {
        @Override
        public boolean test(String text) {
            return values.contains(text);
        }

        @Override
        public String toString() {
            return values.texts().stream()
                    .map(value -> literal(value, values.cased()))
                    .collect(Collectors.joining(" ", "is one of (", ")"));
        }
    }

    /** How the text begins. */
    record StartsWith(String prefix, boolean cased) implements TextTest {
        @Override
        public boolean test(String text) {
            return text.regionMatches(!cased, 0, prefix, 0, prefix.length());
        }

        @Override
        public String toString() {
            return "startswith " + literal(prefix, cased);
        }
    }

    /** How the text ends. */
    record EndsWith(String suffix, boolean cased) implements TextTest {
        @Override
        public boolean test(String text) {
            return text.regionMatches(!cased, text.length() - suffix.length(), suffix, 0, suffix.length());
        }

        @Override
        public String toString() {
            return "endswith " + literal(suffix, cased);
        }
    }

    /** What stands anywhere in the text. */
    record Contains(String part, boolean cased) implements TextTest {
        @Override
        public boolean test(String text) {
            return isIn(text, part, cased);
        }

        @Override
        public String toString() {
            return "contains " + literal(part, cased);
        }
    }

    /** A pattern found anywhere in the text, in time linear in the text's length. */
    record Regex(Pattern pattern) implements TextTest {
        @Override
        public boolean test(String text) {
            return pattern.matcher(text).find();
        }

        @Override
        public String toString() {
            return "re " + pattern.flags() + " " + literal(pattern.pattern(), false);
        }
    }

    /** Text with wildcards in it. */
    record Wildcards(WildcardPattern pattern, boolean cased) implements TextTest {
        @Override
        public boolean test(String text) {
            return pattern.matches(text, cased);
        }

        @Override
        public String toString() {
            return "like " + literal(pattern.toString(), cased);
        }
    }

    /** An address within a network; text that is no address never is. */
    record InNetwork(IpNetwork network) implements TextTest {
        @Override
        public boolean test(String text) {
            IpAddress address = IpAddress.parse(text);
            return address != null && network.contains(address);
        }

        @Override
        public String toString() {
            return "cidr " + network;
        }
    }

    /** True if {@code part} stands anywhere in {@code text}. */
    static boolean isIn(String text, String part, boolean cased) {
        if (cased) {
            return text.contains(part);
        }
        int last = text.length() - part.length();
        for (int i = 0; i <= last; i++) {
            if (text.regionMatches(true, i, part, 0, part.length())) {
                return true;
            }
        }
        return false;
    }

    /** Between quotation marks such that no two texts look the same. */
    private static String literal(String text, boolean cased) {
        return (cased ? "cased '" : "'") + text.replace("'", "''") + "'";
    }
}
