package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class BacktestCommandTest {

    private static final String RULES = """
            title: Reading
            id: 3f0f4f43-2f4c-4c52-9d3b-0c5b5f8f6d11
            name: reading
            logsource: {product: vigie, category: data_access}
            detection:
                selection: {action: READ}
                condition: selection
            ---
            title: Many people read
            id: 7a9d2f0a-5d5c-4d0e-9d55-52b7a2c0a001
            name: many-read
            correlation:
                type: value_count
                rules: [reading]
                group-by: [account]
                timespan: 1h
                condition: {field: subject, gte: %d} # what a desk sees in an hour
            level: high
            """;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Twenty people read by one account on one day, fifty by another on the next. */
    @BeforeEach
    void write() throws IOException {
        StringBuilder rows = new StringBuilder("time,operator,account,action,subject,resource\n");
        for (int i = 0; i < 20; i++) {
            rows.append(String.format("2026-01-05T10:%02d:00Z,atlas,petit,READ,A-%d,visas%n", i, i));
        }
        for (int i = 0; i < 50; i++) {
            rows.append(String.format("2026-01-06T10:%02d:00Z,atlas,grand,READ,B-%d,visas%n", i, i));
        }
        Files.writeString(directory.resolve("access.csv"), rows);
        for (int limit : new int[] {10, 30, 90}) {
            Path rules = Files.createDirectory(directory.resolve("rules-" + limit));
            Files.writeString(rules.resolve("all.yml"), RULES.formatted(limit));
        }
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private int run(String... options) {
        String[] args = new String[options.length + 2];
        args[0] = "backtest";
        args[1] = path("access.csv");
        System.arraycopy(options, 0, args, 2, options.length);
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of());
        return Main.run(console, args);
    }

    @Test
    void backtest_ofAHigherLimit_saysWhatGoesAndWhatChanges() {
        assertThat(run("--rules", path("rules-30"), "--against", path("rules-10")))
                .isZero();
        assertThat(out.toString())
                .contains("Cases: 0 come, 1 go, 1 change, 0 stay")
                .containsPattern("many-read +2 +1 +0 +1 +1 +2 +1  Many people read")
                .containsPattern("2026-01-05 10:09 +HIGH +atlas/petit +many-read")
                .contains("20 min later; 9 people exposed before it, now 29")
                .contains("The detector had seen 0.0 days before them");
    }

    @Test
    void backtest_ofExpectations_endsWithOneWhereOneIsNotMet() throws Exception {
        Files.writeString(directory.resolve("expect.yaml"), """
                expect:
                  - {name: petit is told of, account: atlas/petit, rule: many-read}
                  - {name: grand is told of early, account: atlas/grand, exposed-at-most: 29}
                """);
        int code = run(
                "--rules",
                path("rules-30"),
                "--against",
                path("rules-10"),
                "--expect",
                path("expect.yaml"),
                "--junit",
                path("TEST.xml"),
                "--html",
                path("page.html"),
                "--json");
        assertThat(code).isEqualTo(1);
        JsonNode json = new JsonMapper().readTree(out.toString());
        assertThat(json.path("goes").intValue()).isEqualTo(1);
        assertThat(json.path("expectations").path(0).path("met").booleanValue()).isFalse();
        assertThat(json.path("expectations").path(1).path("met").booleanValue()).isTrue();
        Document junit = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(directory.resolve("TEST.xml").toFile());
        assertThat(junit.getDocumentElement().getAttribute("failures")).isEqualTo("1");
        assertThat(junit.getElementsByTagName("failure").item(0).getTextContent())
                .isEqualTo("expect.yaml:2: no such alert");
        assertThat(Files.readString(directory.resolve("page.html"))).contains("petit is told of", "no such alert");
    }

    @Test
    void backtest_ofABudget_writesTheRulesThatKeepToIt() throws IOException {
        String[] options = {"--rules", path("rules-10"), "--against", path("rules-10"), "--budget", "1/day"};
        String[] all = new String[options.length + 2];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = "--write-rules";
        all[options.length + 1] = path("quieter");
        assertThat(run(all)).isZero();
        assertThat(out.toString()).containsPattern("many-read +gte +10 +21 +Many people read");
        assertThat(Files.readString(directory.resolve("quieter/all.yml"), UTF_8))
                .contains("gte: 21} # what a desk sees in an hour");
    }

    @Test
    void backtest_askedWrongly_saysWhatWouldBeRight() {
        assertThat(run("--junit", path("x.xml"))).isEqualTo(2);
        assertThat(run("--write-rules", path("x"))).isEqualTo(2);
        assertThat(run("--warm-up", "3", "--from", "2026-01-05")).isEqualTo(2);
        assertThat(run("--budget", "many")).isEqualTo(2);
        assertThat(run("--incidents", path("none.csv"))).isEqualTo(2);
        assertThat(run("--html", path("none/page.html"))).isEqualTo(2);
        assertThat(run("--rules", path("rules-90"), "--against", path("rules-90"), "--account", "nobody"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--junit: there is nothing to tell without --expect")
                .contains("--write-rules: there is nothing to write without --budget")
                .contains("--warm-up and --from: both say from when on alerts count")
                .contains("'many' is no budget; right are 2/day")
                .contains("--incidents: ")
                .contains("--html: ")
                .contains("none of the events is of what was asked about");
    }
}
