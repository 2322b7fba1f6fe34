package dev.vigie.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import dev.vigie.stream.AlertFigures.Kind;
import dev.vigie.stream.AlertFigures.People;
import dev.vigie.stream.AlertFigures.RuleFigures;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AlertFiguresTest {

    private final AlertFigures figures = new AlertFigures();

    @Test
    void add_anEpisode_countsEachReasonAndEachPersonOnce() {
        figures.add(alert("e", Alert.State.OPEN, Level.HIGH, 50, 49, "bulk"), 20);
        figures.add(alert("e", Alert.State.UPDATE, Level.HIGH, 100, 49, "bulk"), 20);
        figures.add(alert("e", Alert.State.UPDATE, Level.CRITICAL, 120, 49, "bulk", "sequence"), 20);
        figures.add(alert("e", Alert.State.CLOSED, Level.CRITICAL, 130, 49, "bulk", "sequence"), 20);
        assertThat(figures.messages())
                .containsEntry(new Kind(Level.HIGH, Alert.State.OPEN), 1L)
                .containsEntry(new Kind(Level.HIGH, Alert.State.UPDATE), 1L)
                .containsEntry(new Kind(Level.CRITICAL, Alert.State.UPDATE), 1L)
                .containsEntry(new Kind(Level.CRITICAL, Alert.State.CLOSED), 1L);
        assertThat(figures.rules())
                .containsExactly(
                        new RuleFigures("bulk", "title of bulk", 1),
                        new RuleFigures("sequence", "title of sequence", 1));
        assertThat(figures.people())
                .containsEntry(Level.HIGH, new People(100, 49))
                .containsEntry(Level.CRITICAL, new People(30, 0));
        assertThat(Arrays.stream(figures.delays().counts()).sum())
                .as("a close is not late")
                .isEqualTo(3);
    }

    @Test
    void add_anEpisodeOfBeforeTheStart_countsOnlyWhatIsNew() {
        figures.add(alert("e", Alert.State.UPDATE, Level.HIGH, 100, 49, "bulk"), 0);
        figures.add(alert("e", Alert.State.UPDATE, Level.HIGH, 200, 49, "bulk", "sequence"), 0);
        figures.add(alert("f", Alert.State.CLOSED, Level.HIGH, 70, 49, "bulk"), 0);
        assertThat(figures.rules()).extracting(RuleFigures::rule).containsExactly("sequence");
        assertThat(figures.people()).containsEntry(Level.HIGH, new People(100, 0));
    }

    @Test
    void add_theSameOpeningAgainAfterAFault_exposesNobodyTwice() {
        figures.add(alert("e", Alert.State.OPEN, Level.HIGH, 50, 49, "bulk"), 0);
        figures.add(alert("e", Alert.State.OPEN, Level.HIGH, 50, 49, "bulk"), 0);
        assertThat(figures.people()).containsEntry(Level.HIGH, new People(50, 49));
        assertThat(figures.rules()).extracting(RuleFigures::fired).containsExactly(1L);
    }

    @Test
    void add_moreRulesAndEpisodesThanTold_staysBounded() {
        for (int i = 0; i < AlertFigures.RULES_MAX + 3; i++) {
            figures.add(alert("e" + i, Alert.State.OPEN, Level.LOW, 1, 0, "rule-" + i), 0);
        }
        assertThat(figures.rules())
                .hasSize(AlertFigures.RULES_MAX + 1)
                .filteredOn(rule -> rule.fired() == 3)
                .extracting(RuleFigures::rule)
                .containsExactly(AlertFigures.OTHERS);
        for (int i = 0; i < AlertFigures.EPISODES_MAX; i++) {
            figures.add(alert("f" + i, Alert.State.OPEN, Level.LOW, 1, 0, "rule-0"), 0);
        }
        long before = requireNonNull(figures.people().get(Level.LOW)).exposed();
        figures.add(alert("e0", Alert.State.UPDATE, Level.LOW, 2, 0, "rule-0"), 0);
        assertThat(requireNonNull(figures.people().get(Level.LOW)).exposed())
                .as("forgotten")
                .isEqualTo(before);
    }

    @Test
    void delays_fallIntoTheirBuckets() {
        Delays delays = new Delays();
        for (long millis : new long[] {-5, 0, 5, 6, 100, 101, 86_400_000, 86_400_001}) {
            delays.add(millis);
        }
        long[] counts = delays.counts();
        assertThat(counts)
                .hasSize(delays.upperSeconds().length + 1)
                .startsWith(3, 1, 0, 0, 1, 1)
                .endsWith(1, 1);
        assertThat(delays.sumSeconds()).isEqualTo(172_800.213);
    }

    @Test
    void feeds_beyondThoseToldApart_areOthers() {
        IngestFigures ingest = new IngestFigures();
        for (int i = 0; i < 205; i++) {
            FeedCounts counts = ingest.of("o" + i);
            counts.record(new byte[10], 1_000 + i);
            counts.event();
        }
        ingest.of("o0").record(null, 5_000);
        ingest.of("o0").rejected();
        assertThat(ingest.feeds())
                .hasSize(201)
                .contains(new FeedFigures("o0", 2, 10, 1, 1, 5_000), new FeedFigures("(other)", 5, 50, 5, 0, 1_204));
    }

    @Test
    void aRecord_isCountedWithoutAnyAllocation() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        FeedCounts counts = new IngestFigures().of("alpha");
        byte[] value = new byte[300];
        long allocated = 0;
        for (int round = 0; round < 2; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100_000; i++) {
                counts.record(value, i);
                counts.event();
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).as("bytes for 100,000 records").isLessThan(10_000);
    }

    private static Alert alert(String id, Alert.State state, Level level, long people, long before, String... rules) {
        List<Alert.Reason> reasons = Arrays.stream(rules)
                .map(rule -> new Alert.Reason(
                        rule,
                        "title of " + rule,
                        level,
                        List.of(),
                        "event_count",
                        0,
                        1,
                        ">= 1",
                        null,
                        null,
                        0,
                        null,
                        null))
                .toList();
        return new Alert(
                id,
                0,
                state,
                "account",
                Map.of("operator", "atlas", "account", "jd"),
                level,
                "jd read people",
                reasons,
                0,
                0,
                0,
                AccessEvent.UNKNOWN,
                people,
                before,
                0,
                0,
                0,
                AccessEvent.UNKNOWN,
                List.of(),
                Alert.Names.NONE,
                Alert.Names.NONE,
                Alert.Names.NONE,
                Alert.Names.NONE,
                List.of(),
                List.of(),
                List.of(),
                new Alert.Provenance(0, "vigie.events", 0, 0, 0, "0.1.0", "a1"));
    }
}
