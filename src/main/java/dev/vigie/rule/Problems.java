package dev.vigie.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Everything found wrong while a set of rules is read, so that its author learns all of it at once. */
final class Problems {

    /** Where a file is no rule file at all, more problems than this teach nobody anything. */
    static final int PROBLEMS_MAX = 100;

    private final List<Problem> problems = new ArrayList<>();
    private int omitted;

    void add(Problem problem) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(problem);
        } else {
            omitted++;
        }
    }

    void throwIfAny() throws RuleException {
        if (!problems.isEmpty()) {
            Collections.sort(problems);
            throw new RuleException(problems, omitted);
        }
    }
}
