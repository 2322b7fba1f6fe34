package dev.vigie.rule;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What follows a field's name in a detection, such as {@code |contains|all}.
 *
 * <p>Sigma applies them in the order in which they stand. Where only one order means anything, it is asked for: a flag
 * after {@code re}, {@code windash} and {@code wide} before {@code base64}, {@code contains} after it. Anywhere else
 * the order does not matter.
 */
record Modifiers(Set<Modifier> set) {

    Modifiers {
        set = Collections.unmodifiableSet(copy(set));
    }

    private static EnumSet<Modifier> copy(Collection<Modifier> modifiers) {
        EnumSet<Modifier> copy = EnumSet.noneOf(Modifier.class);
        copy.addAll(modifiers);
        return copy;
    }

    /** Reads the modifiers after the first bar of {@code key}, or refuses them and gives null. */
    static @Nullable Modifiers read(Source source, Source.Entry entry) {
        String key = entry.key().getValue();
        List<Modifier> read = new ArrayList<>();
        int at = key.indexOf('|');
        while (at >= 0) {
            int end = key.indexOf('|', at + 1);
            String name = key.substring(at + 1, end < 0 ? key.length() : end);
            Modifier modifier = Modifier.named(name);
            String mistake = modifier == null ? unknown(source, name) : mistake(read, modifier);
            if (mistake != null) {
                source.refuse(entry.key(), at + 1, mistake);
                return null;
            }
            if (modifier != null) {
                read.add(modifier);
            }
            at = end;
        }
        Modifiers modifiers = new Modifiers(copy(read));
        Modifier wide = modifiers.of(Modifier.WIDE_TEXTS);
        if (wide != null && modifiers.of(Modifier.ENCODINGS) == null) {
            source.refuse(
                    entry.key(),
                    "a log's text is never " + wide.written()
                            + ": it belongs before 'base64' or 'base64offset', as in |" + wide.written()
                            + "|base64offset|contains");
            return null;
        }
        return modifiers;
    }

    private static String unknown(Source source, String name) {
        return "unknown modifier " + Quote.quoted(name) + source.nearest(name, Modifier.names());
    }

    /** Why {@code modifier} cannot follow those before it, or null if it can. */
    private static @Nullable String mistake(List<Modifier> before, Modifier modifier) {
        String written = modifier.written();
        if (before.contains(modifier)) {
            return "the modifier '" + written + "' stands here twice: remove one";
        }
        if (Modifier.FLAGS.contains(modifier) && !before.contains(Modifier.RE)) {
            return "the modifier '" + written + "' belongs after 're', as in |re|" + written;
        }
        for (Modifier earlier : before) {
            if (!earlier.goesWith(modifier)) {
                return "the modifier '" + written + "' does not go with '" + earlier.written() + "'"
                        + (earlier == Modifier.EXISTS || modifier == Modifier.EXISTS
                                ? ": 'exists' stands alone"
                                : ", which goes with " + earlier.companionsWritten());
            }
            if (isTooLate(earlier, modifier)) {
                return "the modifier '" + written + "' changes the value before '" + earlier.written()
                        + "' looks at it: write |" + written + "|" + earlier.written();
            }
        }
        return null;
    }

    private static boolean isTooLate(Modifier earlier, Modifier later) {
        if (Modifier.ENCODINGS.contains(later)) {
            return Modifier.PLACES.contains(earlier);
        }
        if (Modifier.WIDE_TEXTS.contains(later)) {
            return Modifier.PLACES.contains(earlier) || Modifier.ENCODINGS.contains(earlier);
        }
        return later == Modifier.WINDASH
                && (Modifier.ENCODINGS.contains(earlier) || Modifier.WIDE_TEXTS.contains(earlier));
    }

    boolean has(Modifier modifier) {
        return set.contains(modifier);
    }

    /** The one that is there of {@code kind}, or null. */
    @Nullable
    Modifier of(Set<Modifier> kind) {
        for (Modifier modifier : set) {
            if (kind.contains(modifier)) {
                return modifier;
            }
        }
        return null;
    }

    boolean hasOnly(Set<Modifier> known) {
        return known.containsAll(set);
    }

    /** How a number compares with the values. */
    Limit.Operator operator() {
        Modifier order = of(Modifier.ORDERS);
        return order == null ? Limit.Operator.EQ : Limit.Operator.valueOf(order.name());
    }

    /** Flags of {@link Pattern}. */
    int regexFlags() {
        return (has(Modifier.I) ? Pattern.CASE_INSENSITIVE : 0)
                | (has(Modifier.M) ? Pattern.MULTILINE : 0)
                | (has(Modifier.S) ? Pattern.DOTALL : 0);
    }
}
