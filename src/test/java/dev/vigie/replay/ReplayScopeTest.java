package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.AccessEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody asks about, and what of the rest is still learnt from. */
class ReplayScopeTest {

    private static final long MINUTE_MILLIS = 60_000;
    private static final long END_MILLIS = Logs.START_MILLIS + 86_400_000;

    @TempDir
    private Path directory;

    private Path log;

    @BeforeEach
    void write() throws Exception {
        List<AccessEvent> events = new ArrayList<>(Logs.extraction());
        events.add(Logs.event("day-after", END_MILLIS, "clerk-1", "B-1"));
        log = Logs.write(directory.resolve("access.jsonl"), events);
    }

    @Test
    void account_ofAnother_countsItsEventsAndTellsNoAlert() throws Exception {
        ReplaySummary summary = run(all(null, Set.of("clerk-1"), Set.of()));

        assertThat(summary.counts().counted()).isEqualTo(4);
        assertThat(summary.counts().filtered()).isEqualTo(327);
        assertThat(summary.counts().received()).isEqualTo(4);
        assertThat(summary.opened()).isZero();
        assertThat(summary.logs()).singleElement().satisfies(read -> {
            assertThat(read.received()).isEqualTo(4);
            assertThat(read.filtered()).isEqualTo(327);
        });
    }

    /** Others' events come before. */
    @Test
    void account_ofTheThief_listsWhomItReadAndNobodyElse() throws Exception {
        List<AccessEvent> events = new ArrayList<>(Logs.extraction());
        long againMillis = Logs.START_MILLIS + 3_600_000;
        events.add(Logs.event("again", againMillis, Logs.THIEF, "A-0"));
        int partition = ReadEvent.partitionOf("atlas", Logs.THIEF);
        IntStream.range(0, 10_000)
                .mapToObj(i -> i + "-clerk")
                .filter(account -> ReadEvent.partitionOf("atlas", account) < partition)
                .limit(20)
                .forEach(account -> events.add(Logs.event(account, Logs.START_MILLIS, account, "B-" + account)));
        assertThat(events).hasSize(Logs.extraction().size() + 1 + 20);
        log = Logs.write(directory.resolve("access.jsonl"), events);

        run(all(null, Set.of(Logs.THIEF), Set.of()));

        List<String> rows = Files.readAllLines(directory.resolve("out/affected.csv"));
        assertThat(rows.stream().skip(1))
                .hasSize(Logs.STOLEN)
                .allMatch(row -> row.contains(",atlas/" + Logs.THIEF + ","));
        assertThat(rows)
                .filteredOn(row -> row.contains(",2,"))
                .singleElement()
                .asString()
                .contains(CsvFile.time(againMillis));
    }

    @Test
    void operatorAndRegister_ofTheThief_tellTheAlert() throws Exception {
        assertThat(run(all("atlas", Set.of(), Set.of("residence-permits"))).opened())
                .isEqualTo(1);
        assertThat(run(all("atlas", Set.of(), Set.of("visas"))).opened()).isZero();
        assertThat(run(all("other", Set.of(), Set.of())).opened()).isZero();
    }

    @Test
    void from_withinTheExtraction_tellsTheEpisodeWholeWithItsPast() throws Exception {
        Scope late = new Scope(Logs.START_MILLIS + 9 * MINUTE_MILLIS, Long.MAX_VALUE, null, Set.of(), Set.of());

        ReplaySummary summary = run(late);

        assertThat(summary.episodes()).singleElement().satisfies(last -> {
            assertThat(last.peopleExposed()).isEqualTo(Logs.STOLEN);
            assertThat(last.openedAtMillis()).isLessThan(late.fromMillis());
        });
        assertThat(Files.readString(directory.resolve("out/alerts.jsonl"))).contains("\"state\":\"OPEN\"");
        assertThat(summary.counts().counted()).isLessThan(100);
        assertThat(summary.firstEventMillis()).isEqualTo(late.fromMillis());
    }

    @Test
    void from_afterTheExtraction_doesNotTellIt() throws Exception {
        ReplaySummary summary = run(new Scope(END_MILLIS, Long.MAX_VALUE, null, Set.of(), Set.of()));

        assertThat(summary.opened()).isZero();
        assertThat(summary.counts().counted()).isEqualTo(1);
        assertThat(summary.counts().filtered()).isEqualTo(330);
    }

    @Test
    void to_withinTheExtraction_knowsNothingOfTheRest() throws Exception {
        long toMillis = Logs.START_MILLIS + 5 * MINUTE_MILLIS;

        ReplaySummary summary = run(new Scope(Long.MIN_VALUE, toMillis, null, Set.of(), Set.of()));

        assertThat(summary.episodes())
                .singleElement()
                .satisfies(last -> assertThat(last.peopleExposed()).isEqualTo(Logs.STOLEN / 2));
        assertThat(summary.lastEventMillis()).isLessThan(toMillis);
        assertThat(summary.json()).contains("\"scope\": {\n    \"to\": \"2025-12-15T09:05:00Z\"\n  }");
    }

    @Test
    void scope_thatEndsBeforeItBegins_isRefused() {
        assertThatThrownBy(() -> new Scope(2, 1, null, Set.of(), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Scope all(@Nullable String operator, Set<String> accounts, Set<String> registers) {
        return new Scope(Long.MIN_VALUE, Long.MAX_VALUE, operator, accounts, registers);
    }

    private ReplaySummary run(Scope scope) throws Exception {
        return Replay.run(Logs.job(directory.resolve("out"), scope, Effort.usual(2), log), Progress.none());
    }
}
