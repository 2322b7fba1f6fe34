package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Detector;
import dev.vigie.detect.Plan;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.simulate.Incident;
import dev.vigie.simulate.Plot;
import dev.vigie.simulate.Scenario;
import dev.vigie.simulate.Simulation;
import dev.vigie.store.MemoryProfiles;
import dev.vigie.wire.AlertJson;
import dev.vigie.wire.WireException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay says depends on the events alone. */
class ReplayWorkersTest {

    private static final long SEED = 5;
    private static final Effort ALONE = new Effort(1, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 8 << 20);
    /** Many runs are merged, and few profiles stay on the heap. */
    private static final Effort CRAMPED = new Effort(3, 60_000, 1_000_000, 20_000, 8 << 20);

    private static final List<AccessEvent> EVENTS = new ArrayList<>();

    @TempDir
    private static Path directory;

    private static Path whole;

    /** A small house with two incidents, so that groups above the account and peers matter. */
    @BeforeAll
    static void simulate() throws Exception {
        List<Plot> plots = List.of(Plot.of(Incident.OFII), Plot.of(Incident.FRANCE_VISAS));
        Scenario scenario = Scenario.house(SEED, 30, 16).withMishaps(false).withPlots(plots, 13);
        new Simulation(scenario).events().forEachRemaining(EVENTS::add);
        whole = Logs.write(directory.resolve("whole.jsonl"), EVENTS);
        Replay.run(Logs.job(directory.resolve("alone"), Scope.ALL, ALONE, whole), Progress.none());
    }

    @Test
    void run_onOneThread_saysWhatTheDetectorSaysOfTheEventsInOrder() throws Exception {
        Plan plan = new Plan(SigmaLoader.builtIn());
        Detector detector =
                new Detector(plan, Logs.job(directory, whole).settings().apply(() -> 0));
        MemoryProfiles profiles = new MemoryProfiles(plan);
        List<Alert> said = new ArrayList<>();
        List<AccessEvent> ordered = new ArrayList<>(EVENTS);
        ordered.sort(Comparator.comparingLong(AccessEvent::timeMillis).thenComparing(AccessEvent::id));
        for (AccessEvent event : ordered) {
            detector.process(event, new Origin("", 0, 0), profiles, said::add);
        }
        detector.closeAll(profiles, said::add);

        assertThat(withoutProvenance(alerts("alone"))).isEqualTo(withoutProvenance(said));
        assertThat(said.stream().map(Alert::groupKind)).contains("account").anyMatch(kind -> !kind.equals("account"));
    }

    @Test
    void run_onSeveralThreadsInLittleMemory_writesTheSameBytes() throws Exception {
        Replay.run(Logs.job(directory.resolve("cramped"), Scope.ALL, CRAMPED, whole, whole), Progress.none());

        assertThat(files("cramped")).as("seed %d", SEED).isEqualTo(files("alone"));
    }

    @Test
    void run_ofShuffledOverlappingFiles_countsEveryEventOnceAndSaysTheSame() throws Exception {
        List<AccessEvent> shuffled = new ArrayList<>(EVENTS);
        Collections.shuffle(shuffled, new Random(SEED));
        int third = EVENTS.size() / 3;
        Path one = Logs.write(directory.resolve("one.jsonl"), shuffled.subList(0, 2 * third));
        Path other = Logs.write(directory.resolve("other.jsonl"), shuffled.subList(third, EVENTS.size()));

        Counts counts = Replay.run(Logs.job(directory.resolve("cut"), Scope.ALL, CRAMPED, other, one), Progress.none())
                .counts();
        Replay.run(Logs.job(directory.resolve("cut-alone"), Scope.ALL, ALONE, one, other), Progress.none());

        assertThat(files("cut")).as("seed %d", SEED).isEqualTo(files("cut-alone"));
        for (String name : List.of("accounts.csv", "timeline.csv", "exposure.csv", "affected.csv")) {
            assertThat(files("cut").get(name))
                    .as("%s, seed %d", name, SEED)
                    .isEqualTo(files("alone").get(name));
        }
        assertThat(withoutProvenance(alerts("cut"))).as("seed %d", SEED).isEqualTo(withoutProvenance(alerts("alone")));
        assertThat(counts.received()).isEqualTo(EVENTS.size() + third);
        assertThat(counts.duplicate()).isGreaterThanOrEqualTo(third);
    }

    /** All that a replay left, by name. */
    private static Map<String, String> files(String name) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (String file : Replay.resultNames()) {
            Path path = directory.resolve(name).resolve(file);
            if (Files.exists(path)) {
                texts.put(file, Files.readString(path));
            }
        }
        assertThat(texts).hasSize(9);
        return texts;
    }

    private static List<Alert> alerts(String name) throws IOException, WireException {
        List<Alert> alerts = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve(name).resolve("alerts.jsonl"))) {
            alerts.add(AlertJson.read(line));
        }
        return alerts;
    }

    private static List<String> withoutProvenance(List<Alert> alerts) {
        Stream<Alert> ordered =
                alerts.stream().sorted(Comparator.comparing(Alert::id).thenComparing(Alert::sequence));
        return ordered.map(AlertJson::withoutProvenance).toList();
    }
}
