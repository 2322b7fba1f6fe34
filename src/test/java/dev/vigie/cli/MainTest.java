package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void run_version_printsItOnStandardOutput() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("vigie \\d+\\.\\d+\\.\\d+ \\(Java .*\\)\\R");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void run_withoutCommand_namesTheCommands() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("replay");
    }

    @Test
    void run_unknownOption_suggestsTheNearest() {
        assertThat(run("replay", "a.jsonl", "-o", "out", "--opertor", "atlas")).isEqualTo(2);
        assertThat(err.toString()).contains("--opertor").contains("--operator").doesNotContain("\tat ");
    }

    @Test
    void replay_ofExtraction_printsCountsAndTheAlert() throws IOException {
        assertThat(replay(extraction("m.petit"))).isZero();
        assertThat(out.toString())
                .contains("Received 60 = counted 60 + rejected 0 + late 0 + duplicate 0")
                .contains("1 alert,")
                .containsPattern("atlas/m.petit +read 60 people");
        assertThat(err.toString()).contains("no hash key").contains("no subject key");
    }

    @Test
    void replay_asJson_printsTheSummaryAlone() throws IOException {
        assertThat(replay(extraction("m.petit"), "--json")).isZero();
        assertThat(out.toString()).isEqualTo(Files.readString(directory.resolve("out/summary.json")));
    }

    @Test
    void rulesCheck_ofBuiltInRules_countsThem() {
        assertThat(run("rules", "check", "src/main/resources/rules")).isZero();
        assertThat(out.toString())
                .containsPattern(
                        "[0-9]+ rules load: [0-9]+ detections, [0-9]+ correlations; 0 filters, 0 skipped, 0 warn");
    }

    @Test
    void rulesCheck_ofOneRule_speaksOfOne() {
        assertThat(run("rules", "check", "src/test/resources/sigma/good/cidr.yml"))
                .isZero();
        assertThat(out.toString())
                .contains("1 rule loads: 1 detection, 0 correlations; 0 filters, 0 skipped, 0 warnings");
    }

    @Test
    void rulesCheck_ofEveryFeatureTogether_loads() {
        assertThat(run("rules", "check", "src/test/resources/sigma/good")).isZero();
        assertThat(out.toString()).contains("rules load:").contains("0 skipped");
    }

    @Test
    void rulesCheck_ofBadRule_namesThePlaceAndFails() {
        assertThat(run("rules", "check", "src/test/resources/sigma/bad/condition_unknown_identifier.yml"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("condition_unknown_identifier.yml:9:16: unknown search identifier")
                .contains("1 problem");
    }

    @Test
    void rulesCheck_asJson_isOneObjectWithProblems() {
        assertThat(run("rules", "check", "--json", "src/test/resources/sigma/bad/condition_unknown_identifier.yml"))
                .isEqualTo(1);
        assertThat(out.toString()).startsWith("{\"problems\":[{\"file\":").contains("\"line\":9,\"column\":16");
    }

    @Test
    void rulesCheck_ofNothing_isWrongUse() {
        assertThat(run("rules", "check", "nowhere")).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere: no such file");
    }

    @Test
    void rulesList_namesEveryBuiltInRule() {
        assertThat(run("rules", "list")).isZero();
        assertThat(out.toString())
                .containsPattern("bulk-read +high +yes +value_count\\(subject\\) +account +1h +unusual: once in ");
    }

    @Test
    void rulesList_ofRulesWithBudgets_addsThemUp() {
        assertThat(run("rules", "list", "src/test/resources/sigma/good/vigie_unusual.yml"))
                .isZero();
        assertThat(out.toString())
                .containsPattern("unusual: once in 10,000 d, at least 5 +once in 50,000 d +vigie_unusual")
                .contains("Budget: 0.200 expected false alerts in 10,000 account-days by 1 rule");
    }

    @Test
    void rulesList_asJson_hasMeasureConditionAndBudget() {
        assertThat(run("rules", "list", "--json", "src/test/resources/sigma/good/vigie_unusual_measure.yml"))
                .isZero();
        assertThat(out.toString())
                .contains("\"measure\":{\"type\":\"sequential_run\",\"field\":\"subject\"}")
                .contains("\"condition\":{\"type\":\"unusual\",\"activeDays\":10950,\"atLeast\":20,"
                        + "\"peers\":\"operator_and_role\"}")
                .contains("\"budgetDays\":10950")
                .contains("\"rulesWithout\":0");
    }

    @Test
    void rulesExplain_vigieRule_saysInWordsWhatItMeasuresAndAsks() {
        assertThat(run(
                        "rules",
                        "explain",
                        "src/test/resources/sigma/good/vigie_unusual_measure.yml",
                        "src/test/resources/rules/bulk-export/silent.jsonl"))
                .isZero();
        assertThat(out.toString())
                .contains("measures the longest run of near-consecutive ids of people")
                .contains("rarer than once in 10,950 active days for this group and at least 20")
                .contains("one false alert in 10,950 account-days");
    }

    @Test
    void rulesExplain_withLists_takesThemInPlaceOfTheBuiltInOnes() {
        String log = "src/test/resources/rules/honeytoken/fire.jsonl";
        assertThat(run("rules", "explain", "honeytoken", log)).isZero();
        assertThat(out.toString()).contains("0 of 4 events match");
        assertThat(run("rules", "explain", "honeytoken", log, "--lists", "src/test/resources/rules/honeytoken"))
                .isZero();
        assertThat(out.toString()).contains("4 of 4 events match");
    }

    @Test
    void rulesExplain_correlation_tellsItsValueAfterEachEvent() {
        assertThat(run("rules", "explain", "bulk-export", "src/test/resources/rules/bulk-export/fire.jsonl"))
                .isZero();
        assertThat(out.toString())
                .contains("- bulk-export for cir-nord/fire-even: 1, does not hold")
                .contains("holds first at event");
    }

    @Test
    void rulesExplain_detection_showsThePartThatDidNotMatch() {
        assertThat(run("rules", "explain", "uncounted-exported", "src/test/resources/rules/bulk-export/fire.jsonl"))
                .isZero();
        assertThat(out.toString()).containsPattern("- subject\\|exists: false   \\(the event's subject is 'FR-");
    }

    @Test
    void rulesExplain_unknownRule_suggestsTheNearest() {
        assertThat(run("rules", "explain", "bulk-exprt", "x.jsonl")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean bulk-export?");
    }

    @Test
    void replay_missingFile_isOneLineAndWrongUse() {
        assertThat(replay(directory.resolve("missing.jsonl"))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("missing.jsonl: no such file");
    }

    @Test
    void replay_directory_isWrongUse() {
        assertThat(replay(directory)).isEqualTo(2);
        assertThat(err.toString()).contains("a directory");
    }

    @Test
    void replay_emptyFile_isNothingReceived() throws IOException {
        assertThat(replay(Files.createFile(directory.resolve("empty.jsonl")))).isZero();
        assertThat(out.toString()).contains("Received 0 =").contains("No alert.");
    }

    @Test
    void replay_unknownColumn_namesItAndTheNearestField() throws IOException {
        Path log = Files.writeString(directory.resolve("log.csv"), "time,acount,action\n2025-01-01T00:00:00Z,a,READ\n");

        assertThat(replay(log, "--format", "csv")).isEqualTo(2);
        assertThat(err.toString()).contains("log.csv").contains("acount").contains("account");
    }

    @Test
    void replay_unknownFormat_namesTheFormats() {
        assertThat(replay(directory.resolve("a"), "--format", "xml")).isEqualTo(2);
        assertThat(err.toString()).contains("'xml'").contains("json, csv, cloudtrail, combined");
    }

    @Test
    void replay_truncatedGzip_countsWhatCameBeforeAndSaysSo() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Files.readAllBytes(extraction("m.petit")));
        }
        Path log = directory.resolve("access.jsonl.gz");
        Files.write(log, Arrays.copyOf(packed.toByteArray(), packed.size() - 20));

        assertThat(replay(log)).isZero();
        assertThat(err.toString()).contains("access.jsonl.gz breaks off, and what it held beyond is in no figure: ");
        assertThat(out.toString()).contains("truncated 1");
    }

    @Test
    void replay_rulesThatDoNotLoad_areNamedByFileAndLine() throws IOException {
        Path rules = Files.createDirectory(directory.resolve("rules"));
        Files.writeString(rules.resolve("bad.yml"), "title: x\ndetection: 7\n");

        assertThat(replay(extraction("m.petit"), "--rules", rules.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("bad.yml:");
    }

    @Test
    void replay_accountThatSteersTerminals_isShownHarmless() throws IOException {
        assertThat(replay(extraction("m.\\u001b[2Jpetit"))).isZero();
        assertThat(out.toString()).contains("1 alert,").doesNotContain("\u001b");
    }

    @Test
    void replay_ofWhatIsNoFile_isWrongUseAndNotAnEmptyLog() {
        assertThat(replay(Path.of("/dev/null"))).isEqualTo(2);
        assertThat(err.toString()).contains("no regular file");
    }

    @Test
    void replay_ofItsOwnResults_isWrongUseAndReplacesNothing() throws IOException {
        assertThat(replay(extraction("m.petit"))).isZero();
        Path alerts = directory.resolve("out/alerts.jsonl");
        String before = Files.readString(alerts);
        assertThat(replay(alerts)).isEqualTo(2);
        assertThat(err.toString()).contains("would be replaced");
        assertThat(Files.readString(alerts)).isEqualTo(before);
    }

    @Test
    void replay_accountWithALineBreak_forgesNoLineOfTheReport() throws IOException {
        assertThat(replay(extraction("m.petit\\nHIGH  nobody"))).isZero();
        assertThat(out.toString().lines()).noneMatch(line -> line.startsWith("HIGH  nobody"));
    }

    @Test
    void replay_nothingCouldBeRead_doesNotSayNoAlertAndLeaveItThere() throws IOException {
        assertThat(replay(Files.writeString(directory.resolve("bad.jsonl"), "{\"time\":0}\n{\"time\":1}\n")))
                .isZero();
        assertThat(out.toString()).contains("No alert in what could be read; 2 of 2 could not.");
    }

    private int replay(Path log, String... more) {
        List<String> args = new ArrayList<>(
                List.of("replay", log.toString(), "-o", directory.resolve("out").toString()));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    private int run(String... args) {
        return Main.run(new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of()), args);
    }

    /** Sixty people in two minutes. */
    private Path extraction(String account) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            lines.append(String.format(
                    Locale.ROOT,
                    "{\"time\":\"2025-12-15T09:%02d:%02dZ\",\"operator\":\"atlas\",\"account\":\"%s\","
                            + "\"action\":\"READ\",\"subject\":\"A-%d\"}\n",
                    i / 30,
                    i % 30,
                    account,
                    i));
        }
        return Files.writeString(directory.resolve("access.jsonl"), lines);
    }
}
