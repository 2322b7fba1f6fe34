package dev.vigie.rule;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What follows a field's name in a detection, such as {@code |contains|all}.
 *
 * @param comparison how a value is compared
 * @param all true if every value must match, not just one
 * @param regexFlags flags of {@link Pattern}, for {@link Comparison#RE}
 */
record Modifiers(Comparison comparison, boolean all, int regexFlags) {

    /** How a value is compared with the field. */
    enum Comparison {
        PLAIN,
        CONTAINS,
        STARTSWITH,
        ENDSWITH,
        RE,
        CIDR,
        EXISTS,
        GT,
        GTE,
        LT,
        LTE
    }

    private static final Map<String, Comparison> COMPARISONS = comparisons();

    private static final Map<String, Integer> REGEX_FLAGS =
            Map.of("i", Pattern.CASE_INSENSITIVE, "m", Pattern.MULTILINE, "s", Pattern.DOTALL);

    /** Modifiers that Sigma has and Vigie does not have yet. */
    private static final Set<String> NOT_YET = Set.of(
            "cased",
            "neq",
            "windash",
            "base64",
            "base64offset",
            "utf16",
            "utf16le",
            "utf16be",
            "wide",
            "expand",
            "fieldref",
            "minute",
            "hour",
            "day",
            "week",
            "month",
            "year");

    private static Map<String, Comparison> comparisons() {
        Map<String, Comparison> byName = new LinkedHashMap<>();
        byName.put("contains", Comparison.CONTAINS);
        byName.put("startswith", Comparison.STARTSWITH);
        byName.put("endswith", Comparison.ENDSWITH);
        byName.put("re", Comparison.RE);
        byName.put("cidr", Comparison.CIDR);
        byName.put("exists", Comparison.EXISTS);
        byName.put("gt", Comparison.GT);
        byName.put("gte", Comparison.GTE);
        byName.put("lt", Comparison.LT);
        byName.put("lte", Comparison.LTE);
        return byName;
    }

    /** Reads the modifiers after the first bar of {@code entry}'s key, or refuses them and gives null. */
    static @Nullable Modifiers read(Source source, Source.Entry entry) {
        String key = entry.key().getValue();
        Comparison comparison = Comparison.PLAIN;
        boolean all = false;
        int flags = 0;
        int at = key.indexOf('|');
        while (at >= 0) {
            int end = key.indexOf('|', at + 1);
            String name = key.substring(at + 1, end < 0 ? key.length() : end);
            Comparison compared = COMPARISONS.get(name);
            Integer flag = comparison == Comparison.RE ? REGEX_FLAGS.get(name) : null;
            if (compared != null && comparison == Comparison.PLAIN) {
                comparison = compared;
            } else if (name.equals("all") && !all) {
                all = true;
            } else if (flag != null && (flags & flag) == 0) {
                flags |= flag;
            } else {
                source.refuse(entry.key(), at + 1, reason(name, comparison));
                return null;
            }
            at = end;
        }
        return new Modifiers(comparison, all, flags);
    }

    private static String reason(String name, Comparison comparison) {
        String quoted = Quote.quoted(name);
        if (NOT_YET.contains(name)) {
            return "the modifier " + quoted + " is not supported yet";
        }
        if (REGEX_FLAGS.containsKey(name) && comparison != Comparison.RE) {
            return "the modifier " + quoted + " belongs after 're', as in |re|" + name;
        }
        if (COMPARISONS.containsKey(name) || name.equals("all") || REGEX_FLAGS.containsKey(name)) {
            return "the modifier " + quoted
                    + " cannot follow those before it: a field takes one comparison, and 'all' once";
        }
        List<String> known = new ArrayList<>(COMPARISONS.keySet());
        known.add("all");
        return "unknown modifier " + quoted + ": the nearest known one is " + Quote.nearest(name, known);
    }
}
