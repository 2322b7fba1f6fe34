package dev.vigie.stream;

import dev.vigie.store.LedgerTotals;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What ingestion has done since the process started, by operator. Safe for use by several threads. */
public final class IngestFigures {

    private final Map<String, FeedCounts> byOperator = new TreeMap<>();

    /** The counts of {@code operator}; beyond the operators that are told apart, those of all others. */
    synchronized FeedCounts of(String operator) {
        boolean told = byOperator.containsKey(operator) || byOperator.size() < LedgerTotals.OPERATORS_MAX;
        return byOperator.computeIfAbsent(told ? operator : LedgerTotals.OTHERS, unseen -> new FeedCounts());
    }

    public synchronized List<FeedFigures> feeds() {
        return byOperator.entrySet().stream()
                .map(feed -> feed.getValue().figures(feed.getKey()))
                .toList();
    }
}
