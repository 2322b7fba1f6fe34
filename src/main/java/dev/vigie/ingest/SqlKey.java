package dev.vigie.ingest;

import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds whose record a SQL statement asks for, where that is certain: it is one statement on one table, with one WHERE,
 * and behind that nothing but equalities joined by AND, one of them between the key and a value. So the rows cannot be
 * anybody else's. Everything cleverer (OR, IN, joins, unions, brackets, comments, escapes) tells nothing, and names
 * nobody.
 */
final class SqlKey {

    private static final int TOKENS_MAX = 512;

    /** Words that let more rows in than the equality does. */
    private static final Set<String> WIDENING =
            Set.of("or", "not", "join", "union", "intersect", "except", "with", "using", "merge", "into");

    /** What may stand behind the conditions without letting other rows in. */
    private static final Set<String> ENDINGS =
            Set.of("", ";", "limit", "order", "for", "offset", "fetch", "returning", "group");

    /** Stands for a value beyond {@code pgaudit.log_parameter_max_size}. */
    private static final String SUPPRESSED = "<long field suppressed>";

    private final List<String> parameters;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private SqlKey(List<String> parameters) {
        this.parameters = parameters;
    }

    /**
     * The key's value; empty where none is certain.
     *
     * @param parameters what {@code $1}, {@code $2} ... stand for
     * @param table the table's name without a schema; a statement on another, such as a view, tells nothing
     * @param isKey whether a column, in lower case unless it is quoted, is the table's key
     */
    static String find(String statement, List<String> parameters, String table, Predicate<String> isKey) {
        SqlKey key = new SqlKey(parameters);
        String value = key.tokenize(statement) && key.isOn(table) && key.toConditions() ? key.value(isKey) : "";
        return value.length() > Subject.ID_LENGTH_MAX ? "" : value;
    }

    /** Literals keep their opening quote, so that none passes for a word. */
    private boolean tokenize(String sql) {
        int i = 0;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            int end = i + 1;
            if (Character.isWhitespace(c)) {
                i++;
                continue;
            }
            if (c == '\'' || c == '"') {
                end = closing(sql, c, i + 1);
                boolean prefixed = i > 0 && isWordCharacter(sql.charAt(i - 1));
                if (end < 0 || prefixed || sql.substring(i, end).indexOf('\\') >= 0) {
                    return false;
                }
                String doubled = String.valueOf(c) + c;
                tokens.add(c + sql.substring(i + 1, end - 1).replace(doubled, String.valueOf(c)));
            } else {
                while (isWordCharacter(c) && end < sql.length() && isWordCharacter(sql.charAt(end))) {
                    end++;
                }
                String token = sql.substring(i, end).toLowerCase(Locale.ROOT);
                boolean comment = sql.startsWith("--", i) || sql.startsWith("/*", i);
                if (comment || (token.startsWith("$") && !isParameter(token))) {
                    return false;
                }
                tokens.add(token);
            }
            i = end;
            if (tokens.size() > TOKENS_MAX) {
                return false;
            }
        }
        return true;
    }

    /** True for a SELECT or DELETE FROM this table, or an UPDATE of it. */
    private boolean isOn(String table) {
        int from = tokens.indexOf("from");
        at = from >= 0 ? from + 1 : 1;
        boolean has = from >= 0 || peekAt(0).equals("update");
        return has && name().equals(table);
    }

    /** Goes behind WHERE; false where the statement is not of the kind that is understood. */
    private boolean toConditions() {
        int where = tokens.indexOf("where");
        int from = tokens.indexOf("from");
        boolean once = where >= 0
                && where == tokens.lastIndexOf("where")
                && from == tokens.lastIndexOf("from")
                && tokens.indexOf("select") == tokens.lastIndexOf("select")
                && (tokens.indexOf(";") < 0 || tokens.indexOf(";") == tokens.size() - 1)
                && tokens.stream().noneMatch(WIDENING::contains);
        if (!once || (from >= 0 && tokens.subList(from, Math.max(from, where)).contains(","))) {
            return false;
        }
        at = where + 1;
        return true;
    }

    private String value(Predicate<String> isKey) {
        String found = "";
        while (true) {
            String column = name();
            if (column.isEmpty() || !next().equals("=")) {
                return "";
            }
            String literal = next();
            if (!isLiteral(literal) || !skipCast()) {
                return "";
            }
            if (isKey.test(column)) {
                found = literalValue(literal);
            }
            if (!peek().equals("and")) {
                return ENDINGS.contains(peek()) ? found : "";
            }
            at++;
        }
    }

    /** Skips {@code ::bigint}; false where something else follows the colons. */
    private boolean skipCast() {
        if (!peek().equals(":")) {
            return true;
        }
        at++;
        return next().equals(":") && isName(next());
    }

    /** The last part of a name such as {@code p.id}; empty where no name stands here. */
    private String name() {
        String name = "";
        while (isName(peek())) {
            String token = next();
            name = token.startsWith("\"") ? token.substring(1) : token;
            if (!peek().equals(".")) {
                return name;
            }
            at++;
        }
        return "";
    }

    private static boolean isLiteral(String token) {
        return token.startsWith("'") || isParameter(token) || isNumber(token);
    }

    private String literalValue(String literal) {
        if (literal.startsWith("'")) {
            return literal.substring(1);
        }
        if (isNumber(literal)) {
            return literal;
        }
        int index = literal.length() > 6 ? parameters.size() : Integer.parseInt(literal.substring(1)) - 1;
        String value = index >= 0 && index < parameters.size() ? parameters.get(index) : "";
        return value.equals(SUPPRESSED) ? "" : value;
    }

    private static boolean isName(String token) {
        return token.startsWith("\"") || (!token.isEmpty() && isWordCharacter(token.charAt(0)) && !isLiteral(token));
    }

    private static boolean isParameter(String token) {
        return token.startsWith("$") && isNumber(token.substring(1));
    }

    private static boolean isNumber(String token) {
        return !token.isEmpty() && token.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private String peek() {
        return peekAt(at);
    }

    private String peekAt(int index) {
        return index < tokens.size() ? tokens.get(index) : "";
    }

    private String next() {
        String token = peek();
        at++;
        return token;
    }

    /** Behind the closing quote; -1 where there is none. */
    private static int closing(String sql, char quote, int from) {
        for (int i = from; i < sql.length(); i++) {
            if (sql.charAt(i) == quote) {
                if (i + 1 == sql.length() || sql.charAt(i + 1) != quote) {
                    return i + 1;
                }
                i++;
            }
        }
        return -1;
    }

    private static boolean isWordCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
