package dev.vigie.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads a value into tests of a text, of which one must hold: more than one where modifiers multiply the value. */
final class TextTestReader {

    /** A longer pattern is a list of values in disguise. */
    static final int REGEX_CHARS_MAX = 1_024;

    /**
     * RE2/J writes nested repetitions out while it compiles, however many; this is checked before. Room for a UUID's
     * pattern.
     */
    static final int REGEX_EXPANDED_MAX = 400_000;

    /** Instructions of a compiled pattern: what bounds the work per character of a text, at about a nanosecond each. */
    static final int REGEX_SIZE_MAX = 10_000;

    /** What one value may come to by its dashes where it is then encoded; without that, a dash is one test. */
    static final int DASH_TEXTS_MAX = 625;

    /** Tests of one value that no table can hold: each is a look at every event. */
    static final int TESTS_MAX = 20_000;

    /** What such a test weighs in the bound on a whole set, against one that a table holds. */
    private static final int TEST_WEIGHT = 10;

    private static final Pattern COUNTED = Pattern.compile("\\{([0-9]+)(?:,([0-9]*))?\\}");

    private final Source source;
    private final Placeholders placeholders;

    TextTestReader(Source source) {
        this.source = source;
        this.placeholders = new Placeholders(source);
    }

    /**
     * The tests; none where the value is not as it should be, which is then a problem, or is of an empty list.
     *
     * @param keyword true if the value is looked for anywhere in a text unless a modifier says where
     */
    List<TextTest> tests(Modifiers modifiers, ScalarNode value, boolean keyword) {
        boolean plain = !modifiers.has(Modifier.RE) && !modifiers.has(Modifier.CIDR);
        List<String> written =
                modifiers.has(Modifier.EXPAND) ? placeholders.expand(value, plain) : List.of(value.getValue());
        List<TextTest> tests = new ArrayList<>();
        for (String text : written) {
            if (plain) {
                for (WildcardPattern pattern : patterns(modifiers, value, text)) {
                    TextTest test = placed(modifiers, value, pattern, keyword);
                    if (test == null) {
                        return List.of();
                    }
                    tests.add(test);
                    if (isTooMany(modifiers, tests, value)) {
                        return List.of();
                    }
                }
            } else {
                TextTest test = modifiers.has(Modifier.RE) ? regex(modifiers, value, text) : network(value, text);
                if (test == null) {
                    return List.of();
                }
                tests.add(test);
                if (isTooMany(modifiers, tests, value)) {
                    return List.of();
                }
            }
        }
        return tests;
    }

    /** Counts the latest test where a few characters of a rule may come to many. */
    private boolean isTooMany(Modifiers modifiers, List<TextTest> tests, ScalarNode value) {
        if (!modifiers.has(Modifier.EXPAND) && modifiers.of(Modifier.ENCODINGS) == null) {
            return false;
        }
        boolean table = tests.get(tests.size() - 1) instanceof TextTest.Equal;
        if (!source.mayMultiply(table ? 1 : TEST_WEIGHT)) {
            source.refuse(value, "lists and modifiers make too many values of this set: use shorter lists, or fewer");
            return true;
        }
        if (!table && tests.size() > TESTS_MAX) {
            source.refuse(value, "lists and modifiers make too many values of this one: use shorter lists, or fewer");
            return true;
        }
        return false;
    }

    /** The value as modifiers change it. */
    private List<WildcardPattern> patterns(Modifiers modifiers, ScalarNode value, String text) {
        WildcardPattern parsed = WildcardPattern.parse(text);
        WildcardPattern pattern = modifiers.has(Modifier.WINDASH) ? parsed.anyDashes() : parsed;
        Modifier encoding = modifiers.of(Modifier.ENCODINGS);
        if (encoding == null) {
            return List.of(pattern);
        }
        if (pattern.hasWildcards()) {
            source.refuse(
                    value,
                    "Base64 hides where a wildcard ends: write \\* or \\? for the character, or 'contains' after '"
                            + encoding.written() + "'");
            return List.of();
        }
        List<String> texts = pattern.texts(DASH_TEXTS_MAX);
        if (texts == null) {
            source.refuse(value, "too many dashes to write them all out: at most 4 in one value");
            return List.of();
        }
        List<WildcardPattern> encoded = new ArrayList<>();
        for (String plain : texts) {
            byte[] bytes = Encodings.bytes(plain, modifiers.of(Modifier.WIDE_TEXTS));
            if (encoding == Modifier.BASE64) {
                encoded.add(WildcardPattern.literal(Encodings.base64(bytes)));
            } else if (bytes.length < Encodings.OFFSET_BYTES_MIN) {
                source.refuse(
                        value,
                        "nothing of so short a text shows at every offset: give 'base64offset' at least "
                                + Encodings.OFFSET_BYTES_MIN + " bytes");
                return List.of();
            } else {
                Encodings.base64Offsets(bytes).forEach(part -> encoded.add(WildcardPattern.literal(part)));
            }
        }
        return encoded;
    }

    private @Nullable TextTest placed(Modifiers modifiers, ScalarNode value, WildcardPattern pattern, boolean keyword) {
        Modifier place = modifiers.of(Modifier.PLACES);
        if ((place != null || keyword) && pattern.isEmpty()) {
            source.refuse(value, "every text contains the empty one: give a text, or use 'exists'");
            return null;
        }
        WildcardPattern placed = pattern;
        if (place == Modifier.CONTAINS || (place == null && keyword)) {
            placed = pattern.afterAnything().beforeAnything();
        } else if (place != null) {
            placed = place == Modifier.STARTSWITH ? pattern.beforeAnything() : pattern.afterAnything();
        }
        return placed.toTest(modifiers.has(Modifier.CASED));
    }

    private @Nullable TextTest regex(Modifiers modifiers, ScalarNode value, String written) {
        if (written.length() > REGEX_CHARS_MAX) {
            source.refuse(value, "a regular expression must not be longer than " + REGEX_CHARS_MAX + " characters");
            return null;
        }
        try {
            if (expandedSizeMax(written) <= REGEX_EXPANDED_MAX) {
                Pattern pattern = Pattern.compile(written, modifiers.regexFlags());
                if (pattern.programSize() <= REGEX_SIZE_MAX) {
                    return new TextTest.Regex(pattern);
                }
            }
            source.refuse(
                    value, "the regular expression is too large once its repetitions are written out: repeat less");
        } catch (PatternSyntaxException e) {
            source.refuse(
                    value,
                    "not a regular expression: " + Quote.plain(e.getDescription())
                            + " (it must run in linear time: no look-around, no back references)");
        }
        return null;
    }

    /**
     * What a pattern could come to if each of its counted repetitions, such as {@code {1,3}}, stood inside all others.
     */
    private static double expandedSizeMax(String regex) {
        double size = regex.length();
        Matcher counted = COUNTED.matcher(regex);
        while (counted.find()) {
            String most = counted.group(2) == null || counted.group(2).isEmpty() ? counted.group(1) : counted.group(2);
            size *= Math.max(1, Double.parseDouble(most));
        }
        return size;
    }

    private @Nullable TextTest network(ScalarNode value, String written) {
        IpNetwork network = IpNetwork.parse(written);
        if (network == null) {
            source.refuse(
                    value,
                    "not a network: " + Quote.quoted(written)
                            + ", write an address and a prefix such as 10.0.0.0/8 or 2001:db8::/32");
            return null;
        }
        if (!network.isExact()) {
            source.refuse(
                    value,
                    Quote.quoted(written) + " has bits beyond its prefix: clear them, or make the prefix longer");
            return null;
        }
        return new TextTest.InNetwork(network);
    }
}
