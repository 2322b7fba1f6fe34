package dev.vigie.cli;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.vigie.stream.Operators;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of topics' names, in RE2/J's syntax, which needs time in proportion to the name whatever the pattern; its
 * group {@code (?P<operator>...)}, if it has one, is the operator.
 */
final class TopicPattern {

    private static final int LENGTH_MAX = 1_000;
    private static final String GROUP = "operator";

    private final String text;
    private final Pattern pattern;

    private TopicPattern(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    static TopicPattern of(Setting setting) throws ConfigException {
        if (setting.text().length() > LENGTH_MAX) {
            throw setting.wrong("a pattern of at most " + LENGTH_MAX + " characters");
        }
        try {
            // Java's spelling of a named group, and RE2's.
            TopicPattern made = new TopicPattern(
                    setting.text(), Pattern.compile(setting.text().replace("(?<", "(?P<")));
            java.util.regex.Pattern.compile(made.withoutNames());
            return made;
        } catch (PatternSyntaxException | java.util.regex.PatternSyntaxException e) {
            throw setting.wrong("a regular expression such as prod\\.(?P<operator>[a-z]+)\\.audit: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    boolean matches(String topic) {
        return pattern.matches(topic);
    }

    boolean namesOperator() {
        return pattern.namedGroups().containsKey(GROUP);
    }

    /** The operator that the topic's name holds where the pattern says; null where it holds none. */
    @Nullable
    String operatorIn(String topic) {
        Matcher matcher = pattern.matcher(topic);
        if (!namesOperator() || !matcher.matches()) {
            return null;
        }
        String operator = matcher.group(GROUP);
        return operator != null && Operators.isName(operator) ? operator : null;
    }

    /** The same for Kafka's clients, which match names by Java's patterns, whose groups have each name but once. */
    String withoutNames() {
        return text.replaceAll("\\(\\?P?<[A-Za-z][A-Za-z0-9_]*>", "(?:");
    }

    @Override
    public String toString() {
        return text;
    }
}
