package dev.vigie.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vigie.stream.RejectedRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** How many records of each topic were rejected for each reason, and what would become of them today. */
final class RejectCounts {

    /** More topics times reasons than an installation has; the rest is counted as one. */
    private static final int ROWS_MAX = 10_000;

    private record Key(String topic, String operator, String reason) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byTopic = topic.compareTo(other.topic);
            int byOperator = byTopic != 0 ? byTopic : operator.compareTo(other.operator);
            return byOperator != 0 ? byOperator : reason.compareTo(other.reason);
        }
    }

    private static final class Row {
        private final Map<RejectTrial.Outcome, Long> outcomes = new EnumMap<>(RejectTrial.Outcome.class);
        private long count;
        private long lastMillis = Long.MIN_VALUE;
        private String lastDetail = "";

        long of(RejectTrial.Outcome outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }
    }

    private static final Key REST = new Key("others", "", "");

    private final Map<Key, Row> rows = new TreeMap<>();

    void add(RejectedRecord rejected, long rejectedAtMillis, RejectTrial.Outcome outcome) {
        Key key = new Key(rejected.topic(), rejected.operator(), rejected.reason());
        Row row = rows.get(key);
        if (row == null) {
            row = rows.computeIfAbsent(rows.size() < ROWS_MAX ? key : REST, unseen -> new Row());
        }
        row.count++;
        row.outcomes.merge(outcome, 1L, Long::sum);
        if (rejectedAtMillis >= row.lastMillis) {
            row.lastMillis = rejectedAtMillis;
            row.lastDetail = rejected.detail();
        }
    }

    long total() {
        return rows.values().stream().mapToLong(row -> row.count).sum();
    }

    long of(RejectTrial.Outcome outcome) {
        return rows.values().stream().mapToLong(row -> row.of(outcome)).sum();
    }

    void print(PrintWriter out) {
        Table table = new Table();
        table.row(
                "Topic",
                "Operator",
                "Reason",
                "Rejected",
                "Fed before",
                "Would be events",
                "Cannot be fed",
                "Last",
                "Which lacks");
        rows.forEach((key, row) -> table.row(
                orDash(key.topic),
                orDash(key.operator),
                orDash(key.reason),
                row.count,
                row.of(RejectTrial.Outcome.FED_BEFORE),
                row.of(RejectTrial.Outcome.EVENT),
                row.count - row.of(RejectTrial.Outcome.FED_BEFORE) - row.of(RejectTrial.Outcome.EVENT),
                Instant.ofEpochMilli(row.lastMillis).toString(),
                row.lastDetail));
        table.print(out);
    }

    void printJson(PrintWriter out) throws IOException {
        try (JsonGenerator to = new JsonFactory().createGenerator(out)) {
            to.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            to.writeStartArray();
            for (Map.Entry<Key, Row> entry : rows.entrySet()) {
                to.writeStartObject();
                to.writeStringField("topic", entry.getKey().topic);
                to.writeStringField("operator", entry.getKey().operator);
                to.writeStringField("reason", entry.getKey().reason);
                to.writeNumberField("rejected", entry.getValue().count);
                for (RejectTrial.Outcome outcome : RejectTrial.Outcome.values()) {
                    to.writeNumberField(jsonName(outcome), entry.getValue().of(outcome));
                }
                to.writeStringField(
                        "last",
                        Instant.ofEpochMilli(entry.getValue().lastMillis).toString());
                to.writeStringField("detail", entry.getValue().lastDetail);
                to.writeEndObject();
            }
            to.writeEndArray();
        }
        out.println();
    }

    private static String jsonName(RejectTrial.Outcome outcome) {
        return switch (outcome) {
            case EVENT -> "wouldBeEvents";
            case REJECTED -> "stillRejected";
            case PASSED_OVER -> "noCandidates";
            case CUT -> "cutShort";
            case NOT_OF_A_LOG -> "notOfALog";
            case FED_BEFORE -> "fedBefore";
        };
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
