package dev.vigie;

import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * How long a fuzz test may take of the minutes that {@code -Pfuzz} has for all of them
 * ({@code -Dvigie.fuzz.minutes=55}): the same for each. A round is over once every test has had its share: what was
 * broken off goes on with those that have not, and what ran beyond its share waits for the others.
 */
public final class FuzzShare implements ExecutionCondition, TestWatcher {

    /** Eight, so that two at a time end together. */
    private static final List<String> TESTS = List.of(
            "JsonMessagesFuzz",
            "LogFileFuzz",
            "MappingFuzz",
            "MessagesFuzz",
            "MonitorServerFuzz",
            "ParsersFuzz",
            "RulesFuzz",
            "StateFuzz");

    /** What Jazzer takes for the longest time of a test, over that of its annotation. */
    private static final String DURATION = "jazzer.max_duration";

    private static final ConditionEvaluationResult DUE = ConditionEvaluationResult.enabled("its share is due");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!FuzzTally.IS_FUZZING || context.getTestMethod().isPresent()) {
            return DUE;
        }
        String test = context.getRequiredTestClass().getSimpleName();
        if (!TESTS.contains(test)) {
            throw new IllegalStateException(test + " is not among those that share the time");
        }
        long left = secondsLeft(test) - FuzzTally.secondsOfThisRun();
        if (left <= 0) {
            return ConditionEvaluationResult.disabled(test + " has had its share, others have not");
        }
        System.setProperty(DURATION, left + "s");
        return DUE;
    }

    private static long secondsLeft(String test) {
        long share = 60L
                * Integer.getInteger("vigie.fuzz.minutes", 55)
                * Integer.getInteger("vigie.fuzz.forks", 2)
                / TESTS.size();
        long rounds = TESTS.stream()
                .mapToLong(each -> FuzzTally.Sums.of(each).seconds() / share)
                .min()
                .orElseThrow();
        return (rounds + 1) * share - FuzzTally.Sums.of(test).seconds();
    }

    /** A failure is a finding: Jazzer ends a test at the first. */
    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        if (FuzzTally.IS_FUZZING) {
            String test = context.getRequiredTestClass().getSimpleName();
            FuzzTally.Sums sums = FuzzTally.Sums.of(test);
            new FuzzTally.Sums(sums.inputs(), sums.findings() + 1, sums.seconds()).keep(test);
        }
    }
}
