package dev.vigie.rule;

import dev.vigie.model.Field;
import java.util.List;

/**
 * A correlation that has found its rules and fields.
 *
 * @param targets the rules that it refers to, in its order
 */
record CorrelationLink(
        RuleReader.Draft draft,
        CorrelationReader.Draft correlation,
        List<RuleReader.Draft> targets,
        CorrelationFields.Grouping grouping,
        List<Field> values) {

    /**
     * True if a correlation that groups as {@code theirs} tells all its matches where this one's groups are kept, this
     * one's input being {@code input}: who groups by account is told of accounts only; who does not is told of every
     * account's, and of its own group's.
     */
    boolean hears(int input, CorrelationFields.Grouping theirs) {
        if (theirs.hasAccount()) {
            return true;
        }
        List<Field> mine = grouping.fields().get(input);
        return !grouping.hasAccount()
                && grouping.names().equals(theirs.names())
                && theirs.fields().stream().allMatch(mine::equals);
    }
}
