package dev.vigie.store;

import dev.vigie.detect.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What became of every event candidate of one partition, by operator and minute of arrival, so that nothing is lost
 * unnoticed. A function of the partition's records alone: a fault, which repeats some of them from the state before,
 * changes nothing.
 *
 * <p>A row is published with its absolute figures, and forgotten once a later minute has begun: arrival times of a
 * partition rise, and where a new leader's clock is behind, its records count for the minute that the old one had
 * reached.
 */
public final class Ledger implements LiveState {

    /** How many operators one partition's minute tells apart; the rest is counted under the empty name. */
    public static final int OPERATORS_MAX = 10_000;

    private static final long MINUTE_MILLIS = 60_000;

    private final ByteStore store;
    private final LedgerTotals totals;
    private @Nullable Rows rows;

    /** The rows on the heap, as they were read or counted. */
    private static final class Rows {
        long minuteMillis = Long.MIN_VALUE;
        /** The current minute's rows by operator. */
        final Map<String, LedgerCounts> current = new HashMap<>();
        /** Rows that will not change, but have to be published. */
        final List<LedgerCounts> past = new ArrayList<>();
        /** Rows that were published, will not change and must leave the store. */
        final List<LedgerCounts> over = new ArrayList<>();
    }

    /** @param totals of the process, which are told what is published */
    public Ledger(ByteStore store, LedgerTotals totals) {
        this.store = store;
        this.totals = totals;
    }

    /** Counts an event. */
    public void count(String operator, long arrivedAtMillis, Verdict verdict) {
        touch(operator, arrivedAtMillis).count(verdict);
    }

    /**
     * Counts a candidate that is no event.
     *
     * @param operator empty where not known
     */
    public void reject(String operator, long arrivedAtMillis, String reason) {
        touch(operator, arrivedAtMillis).reject(reason);
    }

    private LedgerCounts touch(String operator, long arrivedAtMillis) {
        Rows known = rows();
        long minuteMillis = Math.floorDiv(arrivedAtMillis, MINUTE_MILLIS) * MINUTE_MILLIS;
        if (minuteMillis > known.minuteMillis) {
            begin(known, minuteMillis);
        }
        LedgerCounts counts = known.current.get(operator);
        if (counts == null) {
            String counted = known.current.size() < OPERATORS_MAX ? operator : "";
            counts = known.current.computeIfAbsent(counted, name -> new LedgerCounts(name, known.minuteMillis));
        }
        counts.changed = true;
        counts.unpublished = true;
        return counts;
    }

    private static void begin(Rows known, long minuteMillis) {
        for (LedgerCounts counts : known.current.values()) {
            (counts.unpublished ? known.past : known.over).add(counts);
        }
        known.current.clear();
        known.minuteMillis = minuteMillis;
    }

    /** Hands over the rows that have changed since they were last published, each with its figures so far. */
    public void publish(Consumer<LedgerRow> out) {
        Rows known = rows();
        for (LedgerCounts counts : known.past) {
            publish(counts, out);
        }
        known.over.addAll(known.past);
        known.past.clear();
        for (LedgerCounts counts : known.current.values()) {
            if (counts.unpublished) {
                publish(counts, out);
                counts.unpublished = false;
                counts.changed = true;
            }
        }
    }

    private void publish(LedgerCounts counts, Consumer<LedgerRow> out) {
        LedgerRow row = counts.row();
        out.accept(row);
        totals.add(row.minus(counts.totalled));
        counts.totalled = row;
    }

    @Override
    public void writeChanged() {
        Rows known = rows;
        if (known == null) {
            return;
        }
        known.over.forEach(counts -> store.delete(Keys.ledger(counts.operator, counts.minuteMillis)));
        known.over.clear();
        known.past.forEach(this::writeIfChanged);
        known.current.values().forEach(this::writeIfChanged);
    }

    private void writeIfChanged(LedgerCounts counts) {
        if (counts.changed) {
            store.put(Keys.ledger(counts.operator, counts.minuteMillis), counts.write());
            counts.changed = false;
        }
    }

    @Override
    public void discard() {
        rows = null;
    }

    private Rows rows() {
        Rows known = rows;
        if (known == null) {
            known = read();
            rows = known;
        }
        return known;
    }

    private Rows read() {
        List<LedgerCounts> all = new ArrayList<>();
        Rows read = new Rows();
        store.scan(Keys.LEDGER, (key, value) -> {
            long minuteMillis = Keys.minuteOfLedger(key);
            all.add(LedgerCounts.read(Keys.operatorOfLedger(key), minuteMillis, value));
            read.minuteMillis = Math.max(read.minuteMillis, minuteMillis);
        });
        for (LedgerCounts counts : all) {
            if (counts.minuteMillis == read.minuteMillis) {
                read.current.put(counts.operator, counts);
            } else {
                (counts.unpublished ? read.past : read.over).add(counts);
            }
        }
        return read;
    }
}
