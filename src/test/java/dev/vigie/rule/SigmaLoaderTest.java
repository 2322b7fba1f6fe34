package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigmaLoaderTest {

    private static final RuleFile READS = new RuleFile("b.yml", detection("reads", "action: READ"));
    private static final RuleFile MANY = new RuleFile("a.yml", correlation("many", "reads", "1h", "resource, account"));

    private static String detection(String name, String field) {
        return "title: T " + name + "\nname: " + name + "\nlogsource:\n    product: vigie\ndetection:\n    s:\n        "
                + field + "\n    condition: s\n";
    }

    private static String correlation(String name, String rule, String timespan, String groupBy) {
        return "title: T " + name + "\nname: " + name
                + "\nlevel: high\ncorrelation:\n    type: value_count\n    rules: [" + rule
                + "]\n    group-by: [" + groupBy + "]\n    timespan: " + timespan
                + "\n    condition:\n        lte: 20\n        field: subject\n        gt: 5\n";
    }

    @Test
    void load_correlation_hasEveryPart() throws RuleException {
        CorrelationRule rule =
                SigmaLoader.load(List.of(READS, MANY)).correlations().get(0);
        assertThat(rule.type()).isEqualTo(CorrelationRule.Type.VALUE_COUNT);
        assertThat(rule.inputs()).extracting(input -> input.rule().meta().id()).containsExactly("reads");
        assertThat(rule.inputs().get(0).groupBy()).containsExactly(Field.OPERATOR, Field.ACCOUNT, Field.RESOURCE);
        assertThat(rule.timespanMillis()).isEqualTo(3_600_000);
        assertThat(rule.valueFields()).containsExactly(Field.SUBJECT);
        assertThat(rule.limits()).containsExactly(new Limit(Limit.Operator.LTE, 20), new Limit(Limit.Operator.GT, 5));
        assertThat(rule.meta().file()).isEqualTo("a.yml");
        assertThat(rule.meta().line()).isEqualTo(1);
    }

    @Test
    void load_anyOrderOfFiles_isTheSameSet() throws RuleException {
        assertThat(SigmaLoader.load(List.of(READS, MANY))).isEqualTo(SigmaLoader.load(List.of(MANY, READS)));
    }

    @Test
    void load_otherContent_hasAnotherHash() throws RuleException {
        RuleFile commented = new RuleFile(READS.name(), READS.text() + "# changed\n");
        assertThat(SigmaLoader.load(List.of(commented)).hash())
                .hasSize(64)
                .isNotEqualTo(SigmaLoader.load(List.of(READS)).hash());
    }

    @Test
    void load_detectionThatIsReferredTo_alertsOnlyIfGenerated() throws RuleException {
        assertThat(SigmaLoader.load(List.of(READS)).detections().get(0).alerts())
                .isTrue();
        assertThat(SigmaLoader.load(List.of(READS, MANY)).detections().get(0).alerts())
                .isFalse();
        RuleFile generating = new RuleFile("c.yml", correlation("more", "reads", "1d", "account") + "generate: true\n");
        assertThat(SigmaLoader.load(List.of(READS, MANY, generating))
                        .detections()
                        .get(0)
                        .alerts())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1s,1", "90m,5400", "24h,86400", "1d,86400", "2w,1209600", "1M,2629746", "1y,31556952"})
    void load_timespan_countsTheUnit(String timespan, long seconds) throws RuleException {
        RuleFile rule = new RuleFile("a.yml", correlation("many", "reads", timespan, "account"));
        assertThat(SigmaLoader.load(List.of(READS, rule)).correlations().get(0).timespanMillis())
                .isEqualTo(seconds * 1_000);
    }

    @Test
    void load_badFiles_tellsTheProblemsOfAll() {
        RuleException refused = catchThrowableOfType(
                RuleException.class,
                () -> SigmaLoader.load(List.of(
                        new RuleFile("y.yml", detection("a", "rol: x")),
                        new RuleFile("x.yml", detection("b", "actoin: x")),
                        new RuleFile("x.yml", detection("b", "role: x")))));
        assertThat(refused.problems())
                .extracting(Problem::file, Problem::line)
                .containsExactly(tuple("x.yml", 0), tuple("x.yml", 1), tuple("x.yml", 7), tuple("y.yml", 7));
        assertThat(refused).hasMessageContaining("y.yml:7:9: unknown field 'rol': the nearest known one is 'role'");
    }

    @Test
    void load_moreProblemsThanAnybodyReads_saysHowManyMore() {
        StringBuilder text = new StringBuilder("title: T\n");
        for (int i = 0; i < 150; i++) {
            text.append("---\ntitle: T").append(i).append('\n');
        }
        assertThatThrownBy(() -> SigmaLoader.load(List.of(new RuleFile("a.yml", text.toString()))))
                .hasMessageEndingWith("\nand 51 more");
    }

    @Test
    void decode_noUtf8_saysWhere() {
        byte[] content = "title: é\nname: \u0001".getBytes(StandardCharsets.UTF_8);
        content[content.length - 1] = (byte) 0xE9;
        assertThatThrownBy(() -> RuleFile.decode("a.yml", content))
                .hasMessage("a.yml:2:7: not UTF-8 here: save the file as UTF-8");
    }

    @Test
    void decode_cutInsideACharacter_isNoUtf8() {
        assertThatThrownBy(() -> RuleFile.decode("a.yml", new byte[] {'a', (byte) 0xC3}))
                .isInstanceOf(RuleException.class);
    }

    @Test
    void loadDirectory_tree_readsAllButHiddenFiles(@TempDir Path directory) throws IOException, RuleException {
        // as a Kubernetes ConfigMap is mounted
        Path data = Files.createDirectories(directory.resolve("..2026_01_05"));
        Files.writeString(data.resolve("a.yml"), detection("a", "role: x"));
        Files.createSymbolicLink(directory.resolve("..data"), data.getFileName());
        Files.createSymbolicLink(directory.resolve("a.yml"), Path.of("..data/a.yml"));
        Files.writeString(
                Files.createDirectories(directory.resolve("sub/deeper")).resolve("b.yaml"), READS.text());
        Files.writeString(directory.resolve("README.md"), "no rule");
        assertThat(SigmaLoader.loadDirectory(directory).detections())
                .extracting(rule -> rule.meta().file())
                .containsExactly(directory + "/a.yml", directory + "/sub/deeper/b.yaml");
    }

    @Test
    void loadDirectory_circleOfLinks_isRefused(@TempDir Path directory) throws IOException {
        Files.createSymbolicLink(directory.resolve("again"), directory);
        Files.writeString(directory.resolve("a.yml"), READS.text());
        assertThatThrownBy(() -> SigmaLoader.loadDirectory(directory)).hasMessageContaining("again: cannot be read");
    }

    @Test
    void loadDirectory_nothingThere_isRefused(@TempDir Path directory) {
        assertThatThrownBy(() -> SigmaLoader.loadDirectory(directory)).hasMessageContaining("no rules here");
        assertThatThrownBy(() -> SigmaLoader.loadDirectory(directory.resolve("missing")))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void matches_everydayTests_allocateNothing() throws RuleException {
        RuleFile rule = new RuleFile("a.yml", """
                title: T
                logsource: {product: vigie}
                detection:
                    s:
                        action: [READ, LIST]
                        outcome: SUCCESS
                        resource|contains: isa
                        role|startswith: age
                        purpose|endswith: [x, ose]
                        account: 'a?c*'
                        subject: [p9, p2]
                        bytes|gt: 5
                    condition: s
                """);
        Selection selection =
                SigmaLoader.load(List.of(rule)).detections().get(0).selection();
        AccessEvent event = JsonEvents.parse("""
                {"resource": "VISA", "role": "Agent", "purpose": "purpose", "account": "acc",
                 "subject": ["p1", "P2"], "bytes": 6}
                """);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        int matched = matches(selection, event, 20_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        matched += matches(selection, event, 20_000);
        long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(matched).isEqualTo(40_000);
        assertThat(allocatedBytes).as("bytes in 20,000 evaluations").isLessThan(20_000);
    }

    private static int matches(Selection selection, AccessEvent event, int times) {
        int matched = 0;
        for (int i = 0; i < times; i++) {
            matched += selection.matches(event) ? 1 : 0;
        }
        return matched;
    }
}
