package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestTryCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void try_aLog_showsRecordsFieldByFieldAndCountsAll() throws IOException {
        Path log = log("""
                {"time": "2026-01-05T08:00:00Z", "operator": "atlas", "account": "a.roy", "action": "READ",\
                 "subject": {"id": "p-1", "attributes": {"nationality": "xx"}}, "src_ip": "192.0.2.7"}
                {"time": "yesterday", "account": "a.roy", "action": "READ"}
                {"time": "2026-01-05T08:00:02Z", "operator": "atlas", "account": "a.roy", "action": "LIST",\
                 "subject": ["p-1", "p-2", "p-3", "p-4", "p-5", "p-6", "p-7"]}
                """);
        assertThat(run("ingest", "try", log.toString())).isZero();
        assertThat(out.toString())
                .contains("access.jsonl: json, by its content")
                .containsPattern("record 1\\R")
                .containsPattern("  account +a\\.roy")
                .containsPattern("  time +2026-01-05T08:00:00Z")
                .containsPattern("  subject +p-1 \\{nationality=xx}")
                .containsPattern("record 2: rejected, bad-time: ")
                .containsPattern("  subject +p-1, p-2, p-3, p-4, p-5 and 2 more")
                .contains("Records 3 = events 2 + rejected 1")
                .containsPattern("1 bad-time; the first, record 2: ")
                .containsPattern("src_ip +1 +50 %")
                .containsPattern("user_agent +0 +never")
                .containsPattern("subject\\.nationality +1 +50 %");
    }

    @Test
    void try_aLogThatLacksFields_namesTheRulesThatLookAtThem() throws IOException {
        Path log = log("""
                {"time": "2026-01-05T08:00:00Z", "operator": "atlas", "account": "a", "action": "READ", "subject": "p"}
                """);
        Path rule = directory.resolve("rules");
        Files.createDirectory(rule);
        Files.writeString(rule.resolve("agent.yml"), """
                title: A program's name
                id: 5c1c1b7a-6a58-4f3b-8d53-0a3b0a1f1a01
                name: named-program
                logsource: {product: vigie}
                detection:
                  selection: {user_agent: curl}
                  condition: selection
                level: low
                ---
                title: Reading
                id: 5c1c1b7a-6a58-4f3b-8d53-0a3b0a1f1a02
                name: reading
                logsource: {product: vigie}
                detection:
                  selection: {action: READ}
                  condition: selection
                level: low
                """);
        assertThat(run("ingest", "try", log.toString(), "--rules", rule.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("1 rule looks at what this log never says")
                .containsPattern("named-program +user_agent")
                .doesNotContainPattern("(?m)^reading ");
    }

    @Test
    void try_aLogWithoutEvents_fails() throws IOException {
        assertThat(run("ingest", "try", log("{\"time\": 1}\n").toString())).isEqualTo(1);
        assertThat(out.toString()).contains("Records 1 = events 0 + rejected 1");
    }

    @Test
    void try_timesWithoutAZone_areReadInTheOneGiven() throws IOException {
        Path log = log("""
                {"time": "2026-07-05T08:00:00", "account": "a", "action": "READ"}
                """);
        assertThat(run("ingest", "try", log.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("Times that state no zone are read with --time-zone ZONE");
        assertThat(run("ingest", "try", log.toString(), "--time-zone", "Europe/Paris"))
                .isZero();
        assertThat(out.toString())
                .contains("; times that state no zone are in Europe/Paris")
                .containsPattern("  time +2026-07-05T06:00:00Z");
        assertThat(run("ingest", "try", log.toString(), "--time-zone", "Paris")).isEqualTo(2);
        assertThat(err.toString()).contains("'Paris' is no zone; it is a region such as Europe/Paris");
    }

    @Test
    void try_hostileText_cannotSteerTheTerminal() throws IOException {
        Path log = log("""
                {"time": "2026-01-05T08:00:00Z", "account": "a\\u001b[31m\\u202eroy", "action": "READ"}
                """);
        assertThat(run("ingest", "try", log.toString())).isZero();
        assertThat(out.toString()).doesNotContain("\u001b").doesNotContain("\u202e");
    }

    @Test
    void try_noSuchFile_saysSo() {
        assertThat(run("ingest", "try", directory.resolve("absent").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("absent: no such file");
    }

    private Path log(String text) throws IOException {
        return Files.writeString(directory.resolve("access.jsonl"), text);
    }

    private int run(String... arguments) {
        return Main.run(new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of()), arguments);
    }
}
