package dev.vigie.rule;

import java.util.List;
import java.util.stream.Collectors;

/** A set of rules that does not load, with every reason. Nothing of such a set is used. */
public final class RuleException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    RuleException(List<Problem> problems, int omitted) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n"))
                + (omitted == 0 ? "" : "\nand " + omitted + " more"));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, by file, line and column; at least one and at most {@value Problems#PROBLEMS_MAX}. */
    public List<Problem> problems() {
        return problems;
    }
}
