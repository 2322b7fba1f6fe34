package dev.vigie.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vigie.detect.Verdict.Fate;
import dev.vigie.model.AccessEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The account of every candidate that a replay received, by operator and by hour of event time, each time adding up;
 * what was read beside it, as nobody asked about it, is one number.
 *
 * <p>At most {@value #OPERATORS_MAX} operators and {@value #HOURS_MAX} hours are told apart: those that come first by
 * name and by time, so that the result does not depend on the order of events. What further ones amount to, and what
 * was rejected and so has no time, stands in one row whose {@code operator} or {@code hour} is null.
 */
final class ReplayLedger {

    static final int OPERATORS_MAX = 10_000;
    static final int HOURS_MAX = 100_000;

    private static final long HOUR_MILLIS = 3_600_000;

    private final Rows<String> operators = new Rows<>(OPERATORS_MAX);
    private final Rows<Long> hours = new Rows<>(HOURS_MAX);
    private final String operatorOfRejected;

    /** @param operatorOfRejected whose the logs are, where they do not say so themselves */
    ReplayLedger(String operatorOfRejected) {
        this.operatorOfRejected = operatorOfRejected;
    }

    void add(AccessEvent event, Fate fate) {
        operators.of(event.operator()).add(fate, 1);
        hours.of(Math.floorDiv(event.timeMillis(), HOUR_MILLIS)).add(fate, 1);
    }

    /** Adds another part of what was received. */
    void add(ReplayLedger other) {
        operators.add(other.operators);
        hours.add(other.hours);
    }

    /** How many of a row became what. */
    private static final class Row {
        private long counted;
        private long rejected;
        private long late;
        private long duplicate;

        void add(Fate fate, long events) {
            switch (fate) {
                case COUNTED -> counted += events;
                case LATE -> late += events;
                case DUPLICATE -> duplicate += events;
            }
        }

        void add(Row other) {
            counted += other.counted;
            rejected += other.rejected;
            late += other.late;
            duplicate += other.duplicate;
        }

        boolean isEmpty() {
            return received() == 0;
        }

        long received() {
            return counted + rejected + late + duplicate;
        }

        void write(JsonGenerator to) throws IOException {
            to.writeNumberField("received", received());
            to.writeNumberField("counted", counted);
            to.writeNumberField("rejected", rejected);
            to.writeNumberField("late", late);
            to.writeNumberField("duplicate", duplicate);
        }
    }

    /** A bounded number of rows by key, of which the highest give way to lower ones. */
    private static final class Rows<K extends Comparable<K>> {
        private final TreeMap<K, Row> rows = new TreeMap<>();
        private final Row others = new Row();
        private final int rowsMax;
        private @Nullable K last;
        private Row lastRow = others;

        Rows(int rowsMax) {
            this.rowsMax = rowsMax;
        }

        Row of(K key) {
            if (!key.equals(last)) {
                lastRow = find(key);
                last = key;
            }
            return lastRow;
        }

        void add(Rows<K> other) {
            other.rows.forEach((key, row) -> of(key).add(row));
            others.add(other.others);
        }

        private Row find(K key) {
            Row known = rows.get(key);
            if (known != null) {
                return known;
            }
            if (rows.size() == rowsMax) {
                Map.Entry<K, Row> highest = rows.lastEntry();
                if (key.compareTo(highest.getKey()) > 0) {
                    return others;
                }
                others.add(highest.getValue());
                rows.remove(highest.getKey());
            }
            Row row = new Row();
            rows.put(key, row);
            return row;
        }
    }

    /**
     * Writes {@code ledger.json}.
     *
     * @param filtered events outside the {@link Scope}
     */
    void write(Map<String, Long> rejectedByReason, long filtered, OutputStream out) throws IOException {
        long rejected =
                rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
        if (rejected > 0) {
            operators.of(operatorOfRejected).rejected += rejected;
            hours.others.rejected += rejected;
        }
        Row all = new Row();
        operators.rows.values().forEach(all::add);
        all.add(operators.others);
        try (JsonGenerator to = PlainJson.generator(out)) {
            to.writeStartObject();
            all.write(to);
            to.writeNumberField("filtered", filtered);
            to.writeObjectFieldStart("byReason");
            for (Map.Entry<String, Long> reason : new TreeMap<>(rejectedByReason).entrySet()) {
                to.writeNumberField(reason.getKey(), reason.getValue());
            }
            to.writeEndObject();
            to.writeArrayFieldStart("byOperator");
            for (Map.Entry<String, Row> each : operators.rows.entrySet()) {
                write("operator", each.getKey(), each.getValue(), to);
            }
            write("operator", null, operators.others, to);
            to.writeEndArray();
            to.writeArrayFieldStart("byHour");
            for (Map.Entry<Long, Row> each : hours.rows.entrySet()) {
                String hour = Instant.ofEpochMilli(each.getKey() * HOUR_MILLIS).toString();
                write("hour", hour, each.getValue(), to);
            }
            write("hour", null, hours.others, to);
            to.writeEndArray();
            to.writeEndObject();
            to.writeRaw('\n');
        }
    }

    private static void write(String name, @Nullable String key, Row row, JsonGenerator to) throws IOException {
        if (row.isEmpty()) {
            return;
        }
        to.writeStartObject();
        to.writeStringField(name, key);
        row.write(to);
        to.writeEndObject();
    }
}
