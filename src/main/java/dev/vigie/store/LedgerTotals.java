package dev.vigie.store;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one process has entered into its ledgers since it started, by operator, for whoever watches it from outside. Fed
 * when rows are published, so that counting an event costs nothing more. What a fault has counted again is in here
 * twice: exact is only the topic. Safe for use by several threads.
 */
public final class LedgerTotals {

    /** How many operators are told apart. */
    public static final int OPERATORS_MAX = 200;

    /** Stands for all further operators; no topic, and so no operator, can have this name. */
    public static final String OTHERS = "(other)";

    private final Map<String, LedgerRow> byOperator = new TreeMap<>();

    synchronized void add(LedgerRow increase) {
        boolean told = byOperator.containsKey(increase.operator()) || byOperator.size() < OPERATORS_MAX;
        byOperator.merge(told ? increase.operator() : OTHERS, increase, LedgerRow::plus);
    }

    /** One row for each operator, by its name; its minute is the latest that something was counted in. */
    public synchronized Map<String, LedgerRow> byOperator() {
        return new TreeMap<>(byOperator);
    }
}
