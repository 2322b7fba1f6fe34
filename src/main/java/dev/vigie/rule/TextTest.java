package dev.vigie.rule;

import com.google.re2j.Pattern;

/**
 * What a text must be like. Case is ignored, as Sigma does, in no language in particular; only a regular expression
 * says itself whether it is. The text of a test is part of {@link Selection#toString}.
 */
sealed interface TextTest {

    boolean test(String text);

    /** The whole text. */
    record Equal(String value) implements TextTest {
        @Override
        public boolean test(String text) {
            return text.equalsIgnoreCase(value);
        }

        @Override
        public String toString() {
            return "is " + literal(value);
        }
    }

    /** How the text begins. */
    record StartsWith(String prefix) implements TextTest {
        @Override
        public boolean test(String text) {
            return text.regionMatches(true, 0, prefix, 0, prefix.length());
        }

        @Override
        public String toString() {
            return "startswith " + literal(prefix);
        }
    }

    /** How the text ends. */
    record EndsWith(String suffix) implements TextTest {
        @Override
        public boolean test(String text) {
            return text.regionMatches(true, text.length() - suffix.length(), suffix, 0, suffix.length());
        }

        @Override
        public String toString() {
            return "endswith " + literal(suffix);
        }
    }

    /** What stands anywhere in the text. */
    record Contains(String part) implements TextTest {
        @Override
        public boolean test(String text) {
            int last = text.length() - part.length();
            for (int i = 0; i <= last; i++) {
                if (text.regionMatches(true, i, part, 0, part.length())) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return "contains " + literal(part);
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
            return "re " + pattern.flags() + " " + literal(pattern.pattern());
        }
    }

    /** Text with wildcards in it. */
    record Wildcards(WildcardPattern pattern) implements TextTest {
        @Override
        public boolean test(String text) {
            return pattern.matches(text);
        }

        @Override
        public String toString() {
            return "like " + literal(pattern.toString());
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

    /** Between quotation marks such that no two texts look the same. */
    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
