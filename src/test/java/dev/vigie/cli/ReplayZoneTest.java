package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays of logs whose times state no zone, or no year: nothing is guessed from the machine or the file. */
final class ReplayZoneTest {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    /**
     * An account for each time. In Paris the clock jumps on 29 March and 25 October, in New York on 8 March and 1
     * November.
     */
    private static final String LOCAL = """
            time,account,action,subject
            2026-03-08T02:30:00,new-york-skips-it,READ,p1
            2026-03-29T02:30:00,paris-skips-it,READ,p1
            2026-10-25T02:30:00,paris-has-it-twice,READ,p1
            2026-10-25T02:30:00+01:00,states-it,READ,p1
            2026-11-01T01:30:00,new-york-has-it-twice,READ,p1
            """;

    private static final String YEARLESS = """
            <110>Dec 31 23:30:00 host app: CEF:0|v|p|1|read|read|3|suser=before act=view
            <110>Jan  1 00:10:00 host app: CEF:0|v|p|1|read|read|3|suser=after act=view
            <110>Jan  2 00:00:00 host app: CEF:0|v|p|1|read|read|3|suser=a-year-before act=view
            <110>Jan  1 00:10:00 host app: CEF:0|v|p|1|read|read|3|suser=own act=view rt=1699949700000
            """;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path folder = Path.of("");

    @BeforeEach
    void writeRules() throws IOException {
        folder = directory.resolve("out");
        Files.writeString(
                Files.createDirectory(directory.resolve("rules")).resolve("reading.yml"), VerifyCommandTest.RULES);
    }

    @Test
    void replay_localTimes_areThoseOfTheZone() throws IOException {
        Path log = Files.writeString(directory.resolve("access.csv"), LOCAL);

        assertThat(replay(log, "--time-zone", "Europe/Paris")).as("%s", err).isZero();
        assertThat(times())
                .containsOnly(
                        Map.entry("new-york-skips-it", "2026-03-08T01:30:00Z"),
                        Map.entry("paris-skips-it", "2026-03-29T01:30:00Z"),
                        Map.entry("paris-has-it-twice", "2026-10-25T00:30:00Z"),
                        Map.entry("states-it", "2026-10-25T01:30:00Z"),
                        Map.entry("new-york-has-it-twice", "2026-11-01T00:30:00Z"));

        assertThat(replay(log, "--time-zone", "America/New_York")).as("%s", err).isZero();
        assertThat(times())
                .containsOnly(
                        Map.entry("new-york-skips-it", "2026-03-08T07:30:00Z"),
                        Map.entry("paris-skips-it", "2026-03-29T06:30:00Z"),
                        Map.entry("paris-has-it-twice", "2026-10-25T06:30:00Z"),
                        Map.entry("states-it", "2026-10-25T01:30:00Z"),
                        Map.entry("new-york-has-it-twice", "2026-11-01T05:30:00Z"));
        assertThat(run("verify", folder.toString())).as("%s %s", out, err).isZero();
    }

    @Test
    void replay_localTimesOfNoZone_areRejected() throws IOException {
        Path log = Files.writeString(directory.resolve("access.csv"), LOCAL);

        assertThat(replay(log)).as("%s", err).isZero();
        assertThat(times()).containsOnly(Map.entry("states-it", "2026-10-25T01:30:00Z"));
        assertThat(summary()).contains("\"bad-time\": 4");
    }

    @Test
    void replay_timesWithoutAYear_areTheLatestUpToTheLogsEnd() throws IOException {
        Path log = Files.writeString(directory.resolve("messages"), YEARLESS);
        String[] options = {"--time-zone", "Europe/Paris", "--log-ends", "2026-01-01"};

        assertThat(replay(log, options)).as("%s", err).isZero();
        assertThat(times())
                .containsOnly(
                        Map.entry("before", "2025-12-31T22:30:00Z"),
                        Map.entry("after", "2025-12-31T23:10:00Z"),
                        Map.entry("a-year-before", "2025-01-01T23:00:00Z"),
                        Map.entry("own", "2023-11-14T08:15:00Z"));
        byte[] manifest = Files.readAllBytes(folder.resolve("manifest.json"));
        assertThat(run("verify", folder.toString())).as("%s %s", out, err).isZero();

        // When the file was written last is no fact of the log.
        Files.setLastModifiedTime(log, FileTime.from(Instant.parse("2020-02-29T12:00:00Z")));
        assertThat(replay(log, options)).as("%s", err).isZero();
        assertThat(folder.resolve("manifest.json")).hasBinaryContent(manifest);
    }

    @Test
    void replay_timesWithoutAYearOfALogThatEndsNobodyKnowsWhen_areRejected() throws IOException {
        Path log = Files.writeString(directory.resolve("messages"), YEARLESS);

        assertThat(replay(log, "--time-zone", "Europe/Paris")).as("%s", err).isZero();
        assertThat(times()).containsOnlyKeys("own");
        assertThat(summary()).contains("\"bad-time\": 3");
        assertThat(run("ingest", "try", log.toString(), "--time-zone", "Europe/Paris"))
                .isZero();
        assertThat(out.toString())
                .contains("must have a year, unless --log-ends says on which day the log ends")
                .contains("Times that state no year are read with --log-ends DAY");
    }

    @Test
    void replay_aLogsEndThatTellsNoTime_isRefused() throws IOException {
        Path log = Files.writeString(directory.resolve("messages"), YEARLESS);

        assertThat(replay(log, "--log-ends", "2026-01-01")).isEqualTo(2);
        assertThat(err.toString()).contains("--log-ends 2026-01-01: the day of which zone? Say it by --time-zone");
        assertThat(replay(log, "--time-zone", "UTC", "--log-ends", "1.1.2026")).isEqualTo(2);
        assertThat(err.toString()).contains("'1.1.2026' is no day; one is written as 2026-01-31");
    }

    /** Of each account, when its first event was. */
    private Map<String, String> times() throws IOException {
        Map<String, String> times = new TreeMap<>();
        for (String row : Files.readAllLines(folder.resolve("accounts.csv"))) {
            Matcher time = TIME.matcher(row);
            if (time.find()) {
                times.put(row.split(",", -1)[1], time.group());
            }
        }
        return times;
    }

    private String summary() throws IOException {
        return Files.readString(folder.resolve("summary.json"));
    }

    private int replay(Path log, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("replay", log.toString(), "-o", folder.toString(), "--operator", "atlas", "--rules"));
        arguments.add(directory.resolve("rules").toString());
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return Main.run(new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of()), arguments);
    }
}
