package dev.vigie.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vigie.backtest.Backtest.Result;
import dev.vigie.backtest.Case.Fate;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.ingest.Mapping;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert.State;
import dev.vigie.replay.Effort;
import dev.vigie.replay.FolderOptions;
import dev.vigie.replay.Progress;
import dev.vigie.replay.Replay;
import dev.vigie.replay.ReplayJob;
import dev.vigie.replay.ReplayStoppedException;
import dev.vigie.replay.Scope;
import dev.vigie.rule.LimitChange;
import dev.vigie.rule.LimitChange.Setting;
import dev.vigie.rule.RuleEdits;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.simulate.Incident;
import dev.vigie.simulate.Plot;
import dev.vigie.simulate.Scenario;
import dev.vigie.simulate.Simulation;
import dev.vigie.simulate.TruthCsv;
import dev.vigie.wire.EventJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The immigration office's theft among a month of ordinary work, by rules that see it and rules that do not. */
class BacktestTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int DAYS = 30;
    private static final long DAY_MILLIS = 86_400_000;

    /** Limits that ordinary work crosses on a busy day. */
    private static final String RULES = Samples.RULES
            .replace("action: READ}", "action: [READ, LIST, SEARCH]}")
            .replace("gte: 10}", "gte: 24}")
            .replace("gte: 20}", "gte: 45}");

    @TempDir
    private static Path directory;

    private static Path log = Path.of("");
    private static Incidents incidents = Incidents.NONE;
    private static List<RuleFile> files = List.of();

    @BeforeAll
    static void simulate() throws Exception {
        Simulation simulation =
                new Simulation(Scenario.house(7, DAYS, 12).withPlots(List.of(Plot.of(Incident.OFII)), 20));
        log = directory.resolve("access.jsonl");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(log))) {
            for (Iterator<AccessEvent> events = simulation.events(); events.hasNext(); ) {
                EventJson.write(events.next(), out);
            }
        }
        Path truth = directory.resolve("truth.csv");
        try (Writer out = Files.newBufferedWriter(truth)) {
            TruthCsv.write(simulation.truth(), out);
        }
        incidents = Incidents.read(truth);
        files = Samples.files(RULES);
    }

    private static ReplayJob replay(List<RuleFile> rules, Path output, Effort effort) throws Exception {
        return new ReplayJob(
                List.of(log),
                List.of(),
                output,
                null,
                Mapping.NONE,
                ReplayJob.OPERATOR_UNKNOWN,
                SigmaLoader.load(rules),
                clock -> new DetectorSettings(new long[] {1, 2}, null, 0, "test", clock),
                "test",
                Scope.ALL,
                effort,
                FolderOptions.PLAIN);
    }

    private static Result run(List<RuleFile> before, List<RuleFile> after, int warmUpDays, @Nullable Budget budget)
            throws Exception {
        ReplayJob replay = replay(after, Path.of(""), Effort.usual(2));
        return Backtest.run(
                new Backtest.Job(replay, before, after, Long.MIN_VALUE, warmUpDays, incidents, budget),
                Progress.none());
    }

    private static List<RuleFile> with(LimitChange change) throws Exception {
        return RuleEdits.apply(files, List.of(change));
    }

    @Test
    void run_ofEachSet_raisesWhatAReplayWithItRaises() throws Exception {
        List<RuleFile> other = with(new LimitChange(Samples.READ_DAY, Setting.LIMIT, 60));
        Result result = run(files, other, 0, null);
        assertThat(ids(result.comparison().before())).isEqualTo(replayed(files)).isNotEmpty();
        assertThat(ids(result.comparison().after())).isEqualTo(replayed(other)).isNotEmpty();
        assertThat(ids(result.comparison().before()))
                .isNotEqualTo(ids(result.comparison().after()));
        assertThat(result.outside()).as("somebody's clock").isPositive();
        assertThat(result.period().days()).isBetween(DAYS - 2.0, DAYS + 1.0);
        assertThat(result.counts().received()).isEqualTo(Files.readAllLines(log).size());
    }

    private static List<String> ids(Outcome outcome) {
        return outcome.raised().stream()
                .map(alert ->
                        alert.id() + alert.openedAtMillis() + alert.exposedBefore() + new TreeSet<>(alert.rules()))
                .sorted()
                .toList();
    }

    private static List<String> replayed(List<RuleFile> rules) throws Exception {
        Path output = Files.createTempDirectory(directory, "replay");
        Replay.run(replay(rules, output, Effort.usual(2)), Progress.none());
        try (Stream<String> lines = Files.lines(output.resolve("alerts.jsonl"))) {
            return lines.map(BacktestTest::json)
                    .filter(alert -> alert.path("state").textValue().equals(State.CLOSED.name()))
                    .map(BacktestTest::id)
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(JsonNode alert) {
        List<String> rules = alert.path("reasons").findValuesAsText("rule");
        long openedAtMillis = Instant.parse(alert.path("openedAt").textValue()).toEpochMilli();
        return alert.path("id").textValue()
                + openedAtMillis
                + alert.path("peopleExposedBefore").longValue()
                + new TreeSet<>(rules);
    }

    @Test
    void run_withAWarmUp_countsNothingOfItsDays() throws Exception {
        Result all = run(files, files, 0, null);
        assertThat(all.comparison().isOfOneSet()).isTrue();
        assertThat(all.comparison().count(Fate.STAYS))
                .isEqualTo(all.comparison().after().raised().size());
        Result later = run(files, files, 14, null);
        long fromMillis = all.firstMillis() + 14 * DAY_MILLIS;
        assertThat(later.period().fromMillis()).isEqualTo(fromMillis);
        assertThat(ids(later.comparison().after()))
                .isEqualTo(ids(Outcome.of(
                        all.comparison().after().rules(),
                        later.period(),
                        all.comparison().after().raised().stream()
                                .filter(alert -> alert.openedAtMillis() >= fromMillis)
                                .toList(),
                        List.of(),
                        incidents)));
        assertThat(later.accountDays()).isLessThan(all.accountDays());
    }

    @Test
    void run_withoutTheRuleThatSeesTheTheft_saysThatItIsMissed() throws Exception {
        List<RuleFile> blind = Samples.files(RULES.replaceAll("gte: [0-9]+", "gte: 900000")
                .replace("once_in: 1000d", "once_in: 900000000d, at_least: 900000"));
        Result result = run(files, blind, 14, null);
        Detected was = result.comparison().before().detected().get(0);
        Detected is = result.comparison().after().detected().get(0);
        assertThat(was.alert()).isNotNull();
        assertThat(was.exposedBefore()).isLessThan(100);
        assertThat(is.alert()).isNull();
        assertThat(is.exposedBefore()).isEqualTo(is.incident().taken()).isGreaterThan(1_500);
        assertThat(result.comparison().count(Fate.COMES)).isZero();
    }

    @Test
    void run_withABudget_proposesLimitsThatKeptToItWhenTheyRan() throws Exception {
        Result result = run(files, files, 7, Budget.parse("1/week"));
        Proposal proposal = Objects.requireNonNull(result.proposal());
        assertThat(proposal.before().costsWithin(proposal.chosenOn())).isGreaterThan(proposal.allowed());
        assertThat(proposal.keeps()).isTrue();
        assertThat(proposal.heldOut()).isNotNull();
        assertThat(proposal.changes()).isNotEmpty().allMatch(change -> change.becomes() > change.was());
        RuleSet written = SigmaLoader.load(proposal.files());
        assertThat(written.hash()).isEqualTo(proposal.measured().rules().hash());
        JsonNode json = JSON.readTree(BacktestJson.text(result, List.of()));
        assertThat(json.path("proposal").path("keeps").booleanValue()).isTrue();
        assertThat(json.path("proposal").path("changes"))
                .hasSize(proposal.changes().size());
        assertThat(json.path("incidents").path(0).path("incident").textValue()).isEqualTo("ofii");
        assertThat(proposal.measured().detected().get(0).exposedBefore())
                .as("what it costs in detection")
                .isGreaterThanOrEqualTo(proposal.before().detected().get(0).exposedBefore());
        assertThat(json.path("cases"))
                .hasSize(result.comparison().cases().size())
                .allMatch(each -> each.path("fate").textValue().equals("stays"));
    }

    @Test
    void run_overNothingThatCounts_saysSo() {
        assertThatThrownBy(() -> run(files, files, 365, null))
                .isInstanceOf(BacktestException.class)
                .hasMessageContaining("all events lie before the days that count");
    }

    @Test
    void run_thatIsStopped_leavesNothingBehind() throws Exception {
        ReplayJob replay = replay(files, Path.of(""), Effort.usual(1));
        Backtest.Job job = new Backtest.Job(replay, files, files, Long.MIN_VALUE, 0, incidents, null);
        Progress stopping = new Progress() {
            private boolean detecting;

            @Override
            public void at(Phase phase, long done, long total, long alerts) {
                detecting = phase == Phase.DETECT && done > 0;
            }

            @Override
            public boolean isStopAsked() {
                return detecting;
            }
        };
        List<Path> before = temporary();
        assertThatThrownBy(() -> Backtest.run(job, stopping)).isInstanceOf(ReplayStoppedException.class);
        assertThat(temporary()).isEqualTo(before);
    }

    private static List<Path> temporary() throws Exception {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("vigie-backtest-"))
                    .sorted()
                    .toList();
        }
    }
}
