package dev.vigie.ingest;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A mapping's pattern: what its named groups find in a text can be read like columns. RE2/J's syntax; time linear in
 * the text, whatever the pattern.
 *
 * @param groups those with names
 */
record TextPattern(Pattern pattern, List<Group> groups) {

    /**
     * A named group.
     *
     * @param number which of the mapping's groups it is
     * @param inPattern its number in this pattern
     */
    record Group(int number, int inPattern) {}

    static final int LENGTH_MAX = 1_024;

    /** Instructions of a compiled pattern: what bounds the work per character, at about a nanosecond each. */
    static final int SIZE_MAX = 2_000;

    /** RE2/J writes nested repetitions out while it compiles, however many; this is checked before. */
    private static final int EXPANDED_MAX = 100_000;

    private static final Pattern COUNTED = Pattern.compile("\\{([0-9]+)(?:,([0-9]*))?\\}");

    TextPattern {
        groups = List.copyOf(groups);
    }

    static Pattern compile(String written) throws MappingFault {
        if (written.length() > LENGTH_MAX) {
            throw new MappingFault("a pattern has at most " + LENGTH_MAX + " characters");
        }
        try {
            if (expandedSizeMax(written) <= EXPANDED_MAX) {
                Pattern pattern = Pattern.compile(written);
                if (pattern.programSize() <= SIZE_MAX) {
                    return pattern;
                }
            }
            throw new MappingFault("the pattern is too large once its repetitions are written out: repeat less");
        } catch (PatternSyntaxException e) {
            throw new MappingFault("not a pattern: " + e.getDescription()
                    + " (it must run in linear time: no look-around, no back references)");
        }
    }

    /**
     * What a pattern could come to if each of its counted repetitions, such as {@code {1,3}}, stood inside all others.
     */
    private static double expandedSizeMax(String written) {
        double size = written.length();
        Matcher counted = COUNTED.matcher(written);
        while (counted.find()) {
            String most = counted.group(2) == null || counted.group(2).isEmpty() ? counted.group(1) : counted.group(2);
            size *= Math.max(1, Double.parseDouble(most));
        }
        return size;
    }

    /** The pattern, with its named groups numbered by {@code numbers}. */
    static TextPattern of(Pattern pattern, Map<String, Integer> numbers) {
        List<Group> groups = new ArrayList<>();
        pattern.namedGroups().forEach((name, inPattern) -> {
            Integer number = numbers.get(name);
            if (number != null) {
                groups.add(new Group(number, inPattern));
            }
        });
        return new TextPattern(pattern, groups);
    }

    /** Adds what the groups find to the lists of their numbers; false where the pattern is not in the text. */
    boolean find(String text, List<List<String>> found) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return false;
        }
        for (Group group : groups) {
            String part = matcher.group(group.inPattern());
            if (part != null && !part.isEmpty()) {
                found.get(group.number()).add(part);
            }
        }
        return true;
    }
}
