package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigie.ingest.Mapping;
import dev.vigie.replay.Progress;
import dev.vigie.replay.Replay;
import dev.vigie.replay.ReplayJob;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.siem.SyslogServer;
import dev.vigie.simulate.Scenario;
import dev.vigie.simulate.Simulation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user runs it, with a real broker, as fast as it goes. */
final class DemoIT {

    private static final long SEED = 11;

    @TempDir
    Path directory;

    @Test
    void demo_anySeed_findsTheIncidentsEarlyAndSaysWhatAReplaySays() throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of());
        List<JsonNode> lines = new ArrayList<>();
        List<String> forwarded;
        try (SyslogServer server = new SyslogServer(ServerSocketFactory.getDefault())) {
            String receiver = "syslog+tcp://127.0.0.1:" + server.port();
            int code = Main.run(
                    console, "demo", "--json", "--seed", Long.toString(SEED), "--speed", "0", "--forward", receiver);
            assertThat(code).as("%s%n%s", out, err).isEqualTo(Main.EXIT_DONE);
            forwarded = server.keys();
        }
        for (String line : out.toString().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        JsonNode summary = lines.remove(lines.size() - 1);
        assertThat(forwarded)
                .containsAll(lines.stream()
                        .map(line -> line.path("id").asText() + "/" + line.path("sequence"))
                        .toList());
        assertThat(lines.get(0).path("state").asText()).isEqualTo("OPEN");
        assertFindings(lines, summary);
        assertSaidAsByAReplay(lines);
    }

    private static void assertFindings(List<JsonNode> lines, JsonNode summary) {
        assertThat(summary.path("type").asText()).isEqualTo("summary");
        assertThat(summary.path("incidents"))
                .extracting(incident -> incident.path("incident").asText())
                .containsExactly("ofii", "france-visas", "interior");
        for (JsonNode incident : summary.path("incidents")) {
            assertThat(lines)
                    .extracting(line -> line.path("id").asText())
                    .contains(incident.path("alertId").asText());
            assertThat(incident.path("latencyMillis").asLong()).isPositive();
        }
        assertThat(summary.path("incidents").path(0).path("peopleExposedBefore").asLong())
                .isBetween(1L, 60L);
        assertThat(summary.path("incidents").path(1).path("peopleExposedBefore").asLong())
                .isBetween(1L, 200L);
        assertThat(summary.path("alertsOnOthers").asLong()).isZero();
        JsonNode counts = summary.path("counts");
        assertThat(counts.path("received").asLong())
                .isEqualTo(summary.path("sent").asLong())
                .isEqualTo(counts.path("counted").asLong());
    }

    /**
     * Weeks go by in seconds, and still every day begins with what is known of the days before. Of groups above the
     * account only that is fixed which does not depend on how several operators' logs come interleaved.
     */
    private void assertSaidAsByAReplay(List<JsonNode> lines) throws Exception {
        Simulation simulation = new Simulation(Scenario.standard(SEED));
        Path logs = Files.createDirectory(directory.resolve("logs"));
        try (SimulatedLogs to = new SimulatedLogs(logs, false)) {
            to.write(simulation, day -> {});
        }
        Path replayed = directory.resolve("out");
        Replay.run(
                new ReplayJob(
                        LogPaths.of(List.of(logs + "/*.jsonl")),
                        replayed,
                        null,
                        Mapping.NONE,
                        ReplayJob.OPERATOR_UNKNOWN,
                        SigmaLoader.builtIn(),
                        DemoCommand::settings,
                        "test"),
                Progress.none());
        long dayMillis = simulation.startsMillis(Scenario.standard(SEED).theftsFromDay());
        Map<String, JsonNode> expected = new TreeMap<>();
        for (String line : Files.readAllLines(replayed.resolve("alerts.jsonl"))) {
            JsonNode message = new ObjectMapper().readTree(line);
            if (isOfAccount(message)
                    && Instant.parse(message.path("openedAt").asText()).toEpochMilli() >= dayMillis) {
                expected.put(key(message), said(message));
            }
        }
        Map<String, JsonNode> told = new TreeMap<>();
        lines.stream().filter(DemoIT::isOfAccount).forEach(message -> told.put(key(message), said(message)));
        // The end of the logs, which a demo does not know, closes what the demo leaves open.
        expected.entrySet().removeIf(entry -> isClosing(entry.getValue()) && !told.containsKey(entry.getKey()));
        assertThat(told).hasSizeGreaterThan(20).isEqualTo(expected);
    }

    private static boolean isOfAccount(JsonNode message) {
        return message.path("group").has("account");
    }

    private static boolean isClosing(JsonNode message) {
        return message.path("state").asText().equals("CLOSED");
    }

    private static String key(JsonNode message) {
        return message.path("id").asText() + "/" + message.path("sequence");
    }

    /** What depends on nothing but the events. */
    private static JsonNode said(JsonNode message) {
        return ((ObjectNode) message.deepCopy()).without("provenance");
    }
}
