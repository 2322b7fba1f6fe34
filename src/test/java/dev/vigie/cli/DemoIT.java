package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.siem.SyslogServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;

/** The demo as a user runs it, with a real broker, as fast as it goes. */
final class DemoIT {

    @Test
    void demo_anySeed_findsTheIncidentsEarlyAndNothingElse() throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of());
        List<JsonNode> lines = new ArrayList<>();
        List<String> forwarded;
        try (SyslogServer server = new SyslogServer(ServerSocketFactory.getDefault())) {
            String receiver = "syslog+tcp://127.0.0.1:" + server.port();
            int code = Main.run(console, "demo", "--json", "--seed", "11", "--speed", "0", "--forward", receiver);
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
}
