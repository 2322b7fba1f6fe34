package dev.vigie.bench;

import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import java.util.List;

/**
 * Any number of rules over the same fields: the distinct people that an account read within a stretch of time. The
 * first is an hour's, over all records shown; the others go through five selections (all records, or one register's)
 * and four timespans, and then through them again with further limits. Only the first one's limit is ever reached, so
 * that all of these sets find the same.
 */
public final class PeopleRules {

    /** Above what anybody reads within an hour but who extracts. */
    public static final int LIMIT = 50;

    /** Every 20 rules go over the same five selections and four timespans. */
    private static final List<String> TIMESPANS = List.of("1h", "1d", "10m", "2m");

    private static final int OUT_OF_REACH = 10_000_000;

    private PeopleRules() {}

    /**
     * The first {@code count} of them.
     *
     * @param limit the first rule's
     */
    public static RuleSet of(int count, int limit) {
        StringBuilder text = new StringBuilder();
        int selections = 1 + Staff.RESOURCES.size();
        for (int selection = 0; selection < Math.min(count, selections); selection++) {
            text.append(selection(selection));
        }
        for (int rule = 0; rule < count; rule++) {
            text.append(rule(
                    rule,
                    rule % selections,
                    TIMESPANS.get(rule / selections % TIMESPANS.size()),
                    rule == 0 ? limit : OUT_OF_REACH + rule));
        }
        try {
            return SigmaLoader.load(List.of(new RuleFile("people.yml", text.toString())));
        } catch (RuleException e) {
            throw new IllegalStateException("the bench's own rules do not load", e);
        }
    }

    private static String selection(int number) {
        String register = number == 0 ? "" : "        resource: " + Staff.RESOURCES.get(number - 1) + "\n";
        return """
                title: Records shown %1$d
                id: shown-%1$d
                name: shown-%1$d
                logsource: {product: vigie}
                detection:
                    selection:
                        action: [READ, SEARCH, LIST, EXPORT, PRINT]
                        outcome: SUCCESS
                %2$s    condition: selection
                level: informational
                ---
                """.formatted(number, register);
    }

    private static String rule(int number, int selection, String timespan, int limit) {
        return """
                title: Many people read %1$d
                id: people-%1$d
                name: people-%1$d
                correlation:
                    type: value_count
                    rules: [shown-%2$d]
                    group-by: [account]
                    timespan: %3$s
                    condition: {field: subject, gte: %4$d}
                level: high
                ---
                """.formatted(number, selection, timespan, limit);
    }
}
