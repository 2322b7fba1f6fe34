package dev.vigie.rule;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads a detection's condition. From the loosest binding to the tightest: {@code or}, {@code and}, {@code not},
 * {@code 1 of} and {@code all of}, parentheses. Key words are read in any case, search identifiers as they are written.
 *
 * <pre>
 *   condition  = and { "or" and }
 *   and        = not { "and" not }
 *   not        = { "not" } operand
 *   operand    = "(" condition ")" | ( "1" | "any" | "all" ) "of" ( "them" | pattern ) | identifier
 * </pre>
 */
final class ConditionParser {

    static final int DEPTH_MAX = 64;

    /** What the search identifiers named by one condition may come to, each as often as it is named. */
    static final int SELECTION_CHARS_MAX = 1 << 20;

    /** Words that cannot name a search identifier. */
    static final Set<String> KEYWORDS = Set.of("and", "or", "not", "of", "them", "1", "any", "all");

    private final Source source;
    private final String text;
    private final Map<String, Selection> identifiers;
    private final List<Token> tokens = new ArrayList<>();
    private final IdentityHashMap<Selection, Integer> textLengths = new IdentityHashMap<>();
    private int next;
    private int depth;
    private long selectionChars;

    private ConditionParser(Source source, String text, Map<String, Selection> identifiers) {
        this.source = source;
        this.text = text;
        this.identifiers = identifiers;
    }

    /** A word or a parenthesis, and where in the text it begins. */
    private record Token(String word, int offset) {}

    /** Ends the reading of a condition at its first mistake. */
    private static final class Mistake extends Exception {
        private static final long serialVersionUID = 1;
        private final int offset;

        Mistake(int offset, String message) {
            super(message);
            this.offset = offset;
        }
    }

    /** The condition's selection; where it has a mistake, the mistake is noted and nothing is selected. */
    static Selection parse(Source source, ScalarNode node, Map<String, Selection> identifiers) {
        try {
            return new ConditionParser(source, node.getValue(), identifiers).parse();
        } catch (Mistake e) {
            source.refuse(node, e.offset, String.valueOf(e.getMessage()));
            return Junction.NOTHING;
        }
    }

    private Selection parse() throws Mistake {
        tokenize();
        Selection condition = or();
        Token rest = peek();
        if (rest != null) {
            throw new Mistake(rest.offset, "expected 'and' or 'or' before " + Quote.quoted(rest.word));
        }
        return condition;
    }

    private void tokenize() throws Mistake {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int start = at++;
            if (c == '|') {
                throw new Mistake(start, "counting in a condition is Sigma's old form: write a correlation rule");
            }
            if (Character.isWhitespace(c)) {
                continue;
            }
            if (c != '(' && c != ')') {
                while (at < text.length() && isWord(text.charAt(at))) {
                    at++;
                }
            }
            tokens.add(new Token(text.substring(start, at), start));
        }
    }

    private static boolean isWord(char c) {
        return c != '(' && c != ')' && c != '|' && !Character.isWhitespace(c);
    }

    private @Nullable Token peek() {
        return next < tokens.size() ? tokens.get(next) : null;
    }

    private Token take() throws Mistake {
        Token token = peek();
        if (token == null) {
            throw new Mistake(text.length(), "the condition ends where a search identifier should follow");
        }
        next++;
        return token;
    }

    private boolean takeIf(String word) {
        Token token = peek();
        if (token != null && token.word.equalsIgnoreCase(word)) {
            next++;
            return true;
        }
        return false;
    }

    private Selection or() throws Mistake {
        List<Selection> parts = new ArrayList<>();
        do {
            parts.add(and());
        } while (takeIf("or"));
        return Junction.anyOf(parts);
    }

    private Selection and() throws Mistake {
        List<Selection> parts = new ArrayList<>();
        do {
            parts.add(not());
        } while (takeIf("and"));
        return Junction.allOf(parts);
    }

    private Selection not() throws Mistake {
        boolean negated = false;
        while (takeIf("not")) {
            negated = !negated;
        }
        Selection operand = operand();
        return negated ? Not.of(operand) : operand;
    }

    private Selection operand() throws Mistake {
        Token token = take();
        if (token.word.equals("(")) {
            return parentheses(token);
        }
        if (takeIf("of")) {
            return some(token);
        }
        Selection selection = identifiers.get(token.word);
        if (selection == null) {
            throw new Mistake(token.offset, unknown(token.word));
        }
        count(token, selection);
        return selection;
    }

    private Selection parentheses(Token open) throws Mistake {
        if (++depth > DEPTH_MAX) {
            throw new Mistake(open.offset, "parentheses more than " + DEPTH_MAX + " deep");
        }
        Selection inner = or();
        depth--;
        if (!takeIf(")")) {
            throw new Mistake(open.offset, "this parenthesis is not closed");
        }
        return inner;
    }

    private Selection some(Token quantity) throws Mistake {
        boolean all = quantity.word.equalsIgnoreCase("all");
        if (!all && !quantity.word.equals("1") && !quantity.word.equalsIgnoreCase("any")) {
            throw new Mistake(
                    quantity.offset, "expected '1 of' or 'all of', not " + Quote.quoted(quantity.word + " of"));
        }
        Token pattern = take();
        List<Selection> chosen = new ArrayList<>();
        for (Map.Entry<String, Selection> identifier : identifiers.entrySet()) {
            if (isChosen(identifier.getKey(), pattern.word)) {
                count(pattern, identifier.getValue());
                chosen.add(identifier.getValue());
            }
        }
        if (chosen.isEmpty()) {
            throw new Mistake(pattern.offset, noneLike(pattern.word));
        }
        return all ? Junction.allOf(chosen) : Junction.anyOf(chosen);
    }

    private void count(Token token, Selection selection) throws Mistake {
        selectionChars +=
                textLengths.computeIfAbsent(selection, s -> s.toString().length());
        if (selectionChars > SELECTION_CHARS_MAX) {
            throw new Mistake(token.offset, "the condition comes to too many values: name each search identifier once");
        }
    }

    /** {@code them} leaves out what begins with an underscore; a pattern has only the wildcard {@code *}. */
    private static boolean isChosen(String name, String pattern) {
        if (pattern.equalsIgnoreCase("them")) {
            return !name.startsWith("_");
        }
        String regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.matches(regex, name);
    }

    private String noneLike(String pattern) {
        return pattern.equalsIgnoreCase("them")
                ? "'them' leaves out what begins with _, and nothing else is here"
                : "no search identifier is like " + Quote.quoted(pattern) + nearest(pattern);
    }

    private String unknown(String word) {
        return KEYWORDS.contains(word) || word.equals(")")
                ? "expected a search identifier, not " + Quote.quoted(word)
                : "unknown search identifier " + Quote.quoted(word) + nearest(word);
    }

    private String nearest(String word) {
        return source.nearest(word, identifiers.keySet());
    }
}
