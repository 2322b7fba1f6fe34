package dev.vigie.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Everything found wrong while a set of rules is read, so that its author learns all of it at once. */
final class Problems {

    /** Where a file is no rule file at all, more problems than this teach nobody anything. */
    static final int PROBLEMS_MAX = 100;

    /** Names compared to guess what authors meant: hints for a few slips in a large set, for many in a small one. */
    private static final int COMPARISONS_MAX = 500_000;

    /** Values that a set comes to by lists and modifiers; room for a list of 10,000 accounts in 200 rules. */
    private static final int MULTIPLIED_MAX = 2_000_000;

    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final Set<String> placeholders = new TreeSet<>();
    private int omitted;
    private int comparisons;
    private int multiplied;

    void add(Problem problem) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(problem);
        } else {
            omitted++;
        }
    }

    /** Notes what loads but may not mean what its author thinks. */
    void warn(Problem warning) {
        if (warnings.size() < PROBLEMS_MAX) {
            warnings.add(warning);
        }
    }

    /** Notes that a rule asks for a placeholder's list. */
    void asked(String placeholder) {
        placeholders.add(placeholder);
    }

    /** The placeholders whose lists rules ask for. */
    Set<String> asked() {
        return placeholders;
    }

    /** True if the set may come to {@code weight} more by modifiers and lists that multiply its values. */
    boolean mayMultiply(int weight) {
        if (weight > MULTIPLIED_MAX - multiplied) {
            return false;
        }
        multiplied += weight;
        return true;
    }

    /** In the order of their places. */
    List<Problem> warnings() {
        return warnings.stream().sorted().toList();
    }

    /** True if there is time to compare a name with {@code names} others. */
    boolean mayCompare(int names) {
        if (names > COMPARISONS_MAX - comparisons) {
            return false;
        }
        comparisons += names;
        return true;
    }

    void throwIfAny() throws RuleException {
        if (!problems.isEmpty()) {
            Collections.sort(problems);
            throw new RuleException(problems, omitted);
        }
    }
}
