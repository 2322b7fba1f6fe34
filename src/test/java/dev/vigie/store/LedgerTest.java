package dev.vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.detect.Verdict;
import dev.vigie.detect.Verdict.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LedgerTest {

    private static final Verdict COUNTED = new Verdict(Fate.COUNTED, true, false, true);
    private static final long MINUTE_MILLIS = 60_000;

    private final MapStore store = new MapStore();
    private final LedgerTotals totals = new LedgerTotals();
    private final Ledger ledger = new Ledger(store, totals);

    @Test
    void publish_givesAbsoluteFiguresOfWhatChanged() {
        ledger.count("a", 61_000, COUNTED);
        ledger.reject("a", 62_000, "not-json");
        assertThat(published(ledger))
                .containsExactly(new LedgerRow("a", MINUTE_MILLIS, 1, Map.of("not-json", 1L), 0, 0, 1, 0, 1));
        assertThat(published(ledger)).isEmpty();
        ledger.count("a", 63_000, new Verdict(Fate.LATE, false, false, false));
        assertThat(published(ledger)).extracting(LedgerRow::received).containsExactly(3L);
    }

    @Test
    void aMinuteThatIsOver_leavesTheStoreOnceItIsPublished() {
        ledger.count("a", 1_000, COUNTED);
        ledger.writeChanged();
        ledger.count("b", 61_000, COUNTED);
        ledger.writeChanged();
        assertThat(store.copy()).hasSize(2);
        assertThat(published(ledger)).hasSize(2);
        ledger.writeChanged();
        assertThat(store.copy().keySet()).containsExactly(Keys.ledger("b", MINUTE_MILLIS));
    }

    @Test
    void aClockThatGoesBack_countsForTheMinuteReached() {
        ledger.count("a", 61_000, COUNTED);
        ledger.writeChanged();
        ledger.discard();
        ledger.count("a", 1_000, COUNTED);
        assertThat(published(ledger)).extracting(LedgerRow::counted).containsExactly(2L);
    }

    @Test
    void moreOperatorsThanTold_areCountedUnderNoName() {
        for (int i = 0; i <= Ledger.OPERATORS_MAX + 1; i++) {
            ledger.count("o" + i, 0, COUNTED);
        }
        assertThat(published(ledger))
                .hasSize(Ledger.OPERATORS_MAX + 1)
                .filteredOn(row -> row.operator().isEmpty())
                .extracting(LedgerRow::counted)
                .containsExactly(2L);
    }

    @Test
    void publish_tellsTheTotalsWhatIsNewAndNotWhatAnEarlierProcessCounted() {
        ledger.count("a", 61_000, COUNTED);
        ledger.reject("a", 62_000, "not-json");
        published(ledger);
        ledger.reject("a", 63_000, "not-json");
        ledger.count("b", 121_000, COUNTED);
        published(ledger);
        published(ledger);
        assertThat(totals.byOperator())
                .containsEntry("a", new LedgerRow("a", MINUTE_MILLIS, 1, Map.of("not-json", 2L), 0, 0, 1, 0, 1))
                .containsEntry("b", new LedgerRow("b", 2 * MINUTE_MILLIS, 1, Map.of(), 0, 0, 1, 0, 1));
        ledger.writeChanged();
        LedgerTotals afterRestart = new LedgerTotals();
        Ledger restarted = new Ledger(store, afterRestart);
        restarted.count("b", 122_000, COUNTED);
        assertThat(published(restarted)).extracting(LedgerRow::counted).containsExactly(2L);
        assertThat(afterRestart.byOperator().get("b"))
                .extracting(LedgerRow::counted)
                .isEqualTo(1L);
    }

    @Test
    void totals_moreOperatorsThanTold_areAddedUnderOthers() {
        for (int i = 0; i < LedgerTotals.OPERATORS_MAX + 7; i++) {
            ledger.count("o" + i, 0, COUNTED);
        }
        published(ledger);
        assertThat(totals.byOperator()).hasSize(LedgerTotals.OPERATORS_MAX + 1);
        assertThat(totals.byOperator().get(LedgerTotals.OTHERS))
                .extracting(LedgerRow::counted)
                .isEqualTo(7L);
    }

    @Test
    void faultsAtAnyMoment_changeNothing() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(totals(seed, true)).as("seed " + seed).isEqualTo(totals(seed, false));
        }
    }

    @Test
    void aDamagedRow_saysSo() {
        store.put(Keys.ledger("a", 0), new byte[] {1, 0, 5});
        assertThatThrownBy(() -> ledger.count("a", 0, COUNTED)).isInstanceOf(CorruptStateException.class);
    }

    /** The latest row of each operator and minute, as a compacted topic keeps them. */
    private static Map<String, LedgerRow> totals(long seed, boolean faults) {
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom accidents = new SplittableRandom(-seed);
        MapStore store = new MapStore();
        Ledger ledger = new Ledger(store, new LedgerTotals());
        Map<String, LedgerRow> topic = new HashMap<>();
        List<LedgerRow> pending = new ArrayList<>();
        Map<byte[], byte[]> image = store.copy();
        int committedUpTo = 0;
        long[] times = new long[500];
        for (int i = 0; i < times.length; i++) {
            times[i] = (i == 0 ? 0 : times[i - 1]) + random.nextLong(8_000);
        }
        for (int i = 0; i < times.length; i++) {
            String operator = "o" + Math.floorMod(times[i] * 31 + i, 5);
            if (i % 7 == 0) {
                ledger.reject(operator, times[i], "r" + i % 3);
            } else {
                ledger.count(operator, times[i], COUNTED);
            }
            int dice = accidents.nextInt(100);
            if (dice < 20) {
                ledger.publish(pending::add);
            }
            if (dice < 10 || i == times.length - 1) {
                ledger.publish(pending::add);
                ledger.writeChanged();
                image = store.copy();
                pending.forEach(row -> topic.put(row.operator() + row.minuteMillis(), row));
                pending.clear();
                committedUpTo = i + 1;
            } else if (faults && dice > 90) {
                ledger.discard();
                store.putBack(image);
                pending.clear();
                i = committedUpTo - 1;
            }
        }
        return topic;
    }

    private static List<LedgerRow> published(Ledger ledger) {
        List<LedgerRow> rows = new ArrayList<>();
        ledger.publish(rows::add);
        return rows;
    }
}
