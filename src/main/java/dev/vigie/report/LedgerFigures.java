package dev.vigie.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of what was received: {@code received = counted + rejected + late + duplicate}.
 *
 * @param byReason the rejected, by reason
 * @param byOperator the same for each operator, at most {@value #ROWS_MAX}; none where the folder does not say
 * @param byHour how many were received in each hour, at most {@value #ROWS_MAX}; none where the folder does not say
 * @param lateForSomeRules of the counted: too old for at least one rule
 * @param idReused of the counted: another event's id
 * @param skewed of the counted: dated too far ahead
 * @param filtered beside what was received: what nobody asked about
 */
record LedgerFigures(
        long received,
        long counted,
        long rejected,
        long late,
        long duplicate,
        Map<String, Long> byReason,
        List<Row> byOperator,
        List<Row> byHour,
        long lateForSomeRules,
        long idReused,
        long skewed,
        long filtered) {

    static final int ROWS_MAX = 20_000;

    private static final String[] PARTS = {"received", "counted", "rejected", "late", "duplicate"};

    /** The counts of one operator or one hour; one that is not told is -1. */
    record Row(String name, long received, long counted, long rejected, long late, long duplicate) {}

    LedgerFigures {
        byReason = new TreeMap<>(byReason);
        byOperator = List.copyOf(byOperator);
        byHour = List.copyOf(byHour);
    }

    /** Whether nothing is unaccounted for. */
    boolean addsUp() {
        return received == counted + rejected + late + duplicate;
    }

    /**
     * @param summary {@code summary.json}, which has the sums
     * @param ledger {@code ledger.json}, which has them by operator and hour, or a missing node
     */
    static LedgerFigures of(JsonNode summary, JsonNode ledger) {
        JsonNode counts = ledger.isMissingNode() ? summary.path("counts") : ledger;
        Map<String, Long> byReason = new TreeMap<>();
        JsonNode reasons = ledger.isMissingNode() ? summary.path("rejectedByReason") : ledger.path("byReason");
        reasons.properties()
                .forEach(reason ->
                        byReason.put(reason.getKey(), reason.getValue().longValue()));
        JsonNode ofCounted = summary.path("ofCounted");
        return new LedgerFigures(
                counts.path(PARTS[0]).longValue(),
                counts.path(PARTS[1]).longValue(),
                counts.path(PARTS[2]).longValue(),
                counts.path(PARTS[3]).longValue(),
                counts.path(PARTS[4]).longValue(),
                byReason,
                rows(ledger.path("byOperator"), "operator"),
                rows(ledger.path("byHour"), "hour"),
                ofCounted.path("lateForSomeRules").longValue(),
                ofCounted.path("idReused").longValue(),
                ofCounted.path("skewed").longValue(),
                summary.path("counts").path("filtered").longValue());
    }

    private static List<Row> rows(JsonNode from, String name) {
        List<Row> rows = new ArrayList<>();
        for (JsonNode each : from) {
            if (rows.size() == ROWS_MAX) {
                break;
            }
            rows.add(new Row(
                    each.path(name).asText(""),
                    each.path(PARTS[0]).asLong(-1),
                    each.path(PARTS[1]).asLong(-1),
                    each.path(PARTS[2]).asLong(-1),
                    each.path(PARTS[3]).asLong(-1),
                    each.path(PARTS[4]).asLong(-1)));
        }
        return rows;
    }
}
