package dev.vigie.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Puts the values of {@code %name%} into a value with the modifier {@code expand}: every combination, where it has
 * several. {@code \%} is a plain percent sign, and so is one that begins no name.
 */
final class Placeholders {

    /** Of one value in a rule. */
    static final int TEXTS_MAX = 20_000;

    /** Of one value in a rule, all texts together. */
    static final int CHARS_MAX = ConditionParser.SELECTION_CHARS_MAX;

    private final Source source;

    Placeholders(Source source) {
        this.source = source;
    }

    /**
     * The texts that {@code value} stands for: none where a list holds only comments, which matches nothing, or where
     * they cannot be said, which is then a problem.
     *
     * @param plain true where values are Sigma strings, with wildcards; false where they are put in as they are
     */
    List<String> expand(ScalarNode value, boolean plain) {
        String text = value.getValue();
        UnaryOperator<String> piece =
                plain ? written -> WildcardPattern.parse(written).toString() : UnaryOperator.identity();
        List<String> texts = List.of("");
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = c == '%' ? endOfName(text, at + 1) : -1;
            if (end < 0) {
                at = copy(text, at, literal);
                continue;
            }
            List<String> list = list(value, at, text.substring(at + 1, end));
            texts = list == null ? null : joined(joined(texts, List.of(piece.apply(literal.toString()))), list, piece);
            if (texts == null) {
                if (list != null) {
                    source.refuse(value, "the placeholders come to too many values: use fewer in one value");
                }
                return List.of();
            }
            literal.setLength(0);
            at = end + 1;
        }
        String rest = piece.apply(literal.toString());
        return texts.stream().map(start -> start + rest).toList();
    }

    /** Copies one character, or a backslash with what it belongs to, and gives the place after it. */
    private static int copy(String text, int at, StringBuilder literal) {
        char c = text.charAt(at);
        if (c != '\\' || at + 1 == text.length()) {
            literal.append(c);
            return at + 1;
        }
        char next = text.charAt(at + 1);
        if (next != '%') {
            literal.append(c);
        }
        literal.append(next);
        return at + 2;
    }

    /** Where the percent sign after a name stands, or -1 where there is none. */
    private static int endOfName(String text, int start) {
        int at = start;
        while (at < text.length() && isInName(text.charAt(at))) {
            at++;
        }
        return at > start && at < text.length() && text.charAt(at) == '%' ? at : -1;
    }

    private static boolean isInName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    private @Nullable List<String> list(ScalarNode value, int at, String name) {
        List<String> list = source.list(name);
        if (list == null) {
            source.refuse(
                    value,
                    at,
                    "nothing says what " + Quote.quoted("%" + name + "%") + " stands for: put its values into a file "
                            + Quote.quoted(name + ".txt") + " beside the rules, one a line");
        }
        return list;
    }

    private static @Nullable List<String> joined(List<String> starts, List<String> ends) {
        return joined(starts, ends, UnaryOperator.identity());
    }

    /** Each start with each end; null where that is more than anybody needs. */
    private static @Nullable List<String> joined(
            @Nullable List<String> starts, List<String> ends, UnaryOperator<String> piece) {
        if (starts == null || (long) starts.size() * ends.size() > TEXTS_MAX) {
            return null;
        }
        List<String> joined = new ArrayList<>();
        long chars = 0;
        for (String end : ends) {
            String written = piece.apply(end);
            for (String start : starts) {
                chars += start.length() + written.length();
                if (chars > CHARS_MAX) {
                    return null;
                }
                joined.add(start + written);
            }
        }
        return joined;
    }
}
