package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vigie.model.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelationRuleTest {

    private static final String READS = detection("reads", "action: READ");
    private static final String PRINTS = detection("prints", "action: PRINT");

    static String detection(String name, String field) {
        return "title: T\nname: " + name + "\nlogsource: {product: vigie}\ndetection:\n    s:\n        " + field
                + "\n    condition: s\n";
    }

    /** An hour's event count. */
    static String count(String name, String rules, String groupBy) {
        return correlation(name, "type: event_count", rules, groupBy, "condition: {gte: 5}");
    }

    private static String correlation(String name, String type, String rules, String groupBy, String... more) {
        List<String> lines = new ArrayList<>(List.of(type, "rules: [" + rules + "]", "timespan: 1h"));
        lines.add("group-by: [" + groupBy + "]");
        lines.addAll(List.of(more));
        return "title: T\nname: " + name + "\ncorrelation:\n    " + String.join("\n    ", lines) + "\n";
    }

    static RuleSet load(String... documents) throws RuleException {
        return SigmaLoader.load(List.of(new RuleFile("a.yml", String.join("---\n", documents))));
    }

    private static CorrelationRule one(String... documents) throws RuleException {
        return load(documents).correlations().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "value_avg,        'field: bytes, gt: 2.5',                           VALUE_AVG,        0",
        "value_sum,        'field: bytes, gt: 2.5',                           VALUE_SUM,        0",
        "value_percentile, 'field: bytes, gt: 2.5, percentile: 99.5',         VALUE_PERCENTILE, 99.5",
        "value_median,     'field: bytes, gt: 2.5',                           VALUE_PERCENTILE, 50"
    })
    void load_typeOverNumbers_hasFieldLimitAndPercentile(
            String type, String condition, CorrelationRule.Type expected, double percentile) throws RuleException {
        CorrelationRule rule =
                one(correlation("c", "type: " + type, "reads", "account", "condition: {" + condition + "}"), READS);
        assertThat(rule.type()).isEqualTo(expected);
        assertThat(rule.percentile()).isEqualTo(percentile);
        assertThat(rule.valueFields()).containsExactly(Field.BYTES);
        assertThat(rule.limits()).containsExactly(new Limit(Limit.Operator.GT, 2.5));
    }

    @Test
    void load_severalCountedFields_areInOneOrder() throws RuleException {
        CorrelationRule rule = one(
                correlation(
                        "c", "type: value_count", "reads", "account", "condition: {field: [subject, role], gte: 5}"),
                READS);
        assertThat(rule.valueFields()).containsExactly(Field.ROLE, Field.SUBJECT);
    }

    @Test
    void load_temporal_needsEveryRuleUnlessItSaysOtherwise() throws RuleException {
        CorrelationRule all = one(correlation("c", "type: temporal", "reads, prints", "account"), READS, PRINTS);
        assertThat(all.type()).isEqualTo(CorrelationRule.Type.TEMPORAL);
        assertThat(all.limits()).containsExactly(new Limit(Limit.Operator.GTE, 2));
        CorrelationRule some = one(
                correlation("c", "type: temporal_ordered", "prints, reads", "account", "condition: {gt: 0}"),
                READS,
                PRINTS);
        assertThat(some.limits()).containsExactly(new Limit(Limit.Operator.GT, 0));
        assertThat(some.inputs()).extracting(input -> input.rule().meta().id()).containsExactly("prints", "reads");
    }

    @Test
    void load_groupBy_isInOneOrderWithTheOperatorBeforeTheAccount() throws RuleException {
        CorrelationRule rule = one(count("c", "reads", "resource, account, id"), READS);
        assertThat(rule.groupNames()).containsExactly("operator", "id", "account", "resource");
        assertThat(rule.inputs().get(0).groupBy())
                .containsExactly(Field.OPERATOR, Field.ID, Field.ACCOUNT, Field.RESOURCE);
        assertThat(one(count("c", "reads", "id, operator, resource, account"), READS)
                        .inputs()
                        .get(0)
                        .groupBy())
                .isEqualTo(rule.inputs().get(0).groupBy());
    }

    @Test
    void load_groupByWithoutAccount_addsNothing() throws RuleException {
        assertThat(one(count("c", "reads", "src_ip, subject, bytes"), READS).groupNames())
                .containsExactly("src_ip", "bytes", "subject");
        assertThat(one(count("c", "reads", ""), READS).groupNames()).isEmpty();
        assertThat(one(count("c", "reads", "").replace("    group-by: []\n", ""), READS)
                        .inputs()
                        .get(0)
                        .groupBy())
                .isEmpty();
    }

    @Test
    void load_aliases_standLastAndDifferByInput() throws RuleException {
        CorrelationRule rule = one(
                correlation(
                        "c",
                        "type: temporal",
                        "reads, prints",
                        "z, a, src_ip, operator",
                        "aliases:",
                        "    a: {reads: resource, prints: purpose}",
                        "    z: {prints: role, reads: session}"),
                READS,
                PRINTS);
        assertThat(rule.groupNames()).containsExactly("operator", "src_ip", "z", "a");
        assertThat(rule.inputs().get(0).groupBy())
                .containsExactly(Field.OPERATOR, Field.SRC_IP, Field.SESSION, Field.RESOURCE);
        assertThat(rule.inputs().get(1).groupBy())
                .containsExactly(Field.OPERATOR, Field.SRC_IP, Field.ROLE, Field.PURPOSE);
    }

    @Test
    void load_aliasForTheAccount_groupsByItsOperatorToo() throws RuleException {
        CorrelationRule rule = one(
                correlation(
                        "c",
                        "type: temporal",
                        "reads, prints",
                        "who",
                        "aliases: {who: {reads: account, prints: purpose}}"),
                READS,
                PRINTS);
        assertThat(rule.groupNames()).containsExactly("operator", "who");
        assertThat(rule.inputs().get(1).groupBy()).containsExactly(Field.OPERATOR, Field.PURPOSE);
    }

    @Test
    void load_aliasForOneField_isThatField() throws RuleException {
        CorrelationRule rule = one(
                correlation(
                        "c",
                        "type: temporal",
                        "reads, prints",
                        "who, role",
                        "aliases: {who: {reads: account, prints: account}}"),
                READS,
                PRINTS);
        assertThat(rule.groupNames()).containsExactly("operator", "account", "role");
    }

    @Test
    void load_unusedAlias_isAWarning() throws RuleException {
        RuleSet rules = load(
                correlation(
                        "c",
                        "type: event_count",
                        "reads",
                        "account",
                        "condition: {gte: 5}",
                        "aliases: {who: {reads: role}}"),
                READS);
        assertThat(rules.warnings())
                .extracting(Problem::toString)
                .containsExactly("a.yml:9:15: the alias 'who' is not used: add it to 'group-by', or remove it");
    }

    @Test
    void load_correlationsOfCorrelations_standAfterTheirRules() throws RuleException {
        RuleSet rules = load(
                count("top", "middle, reads", "operator"),
                count("middle", "low", "account"),
                count("low", "reads", "account, resource"),
                count("beside", "reads", "account"),
                READS);
        List<String> order = ids(rules);
        assertThat(order).containsExactlyInAnyOrder("top", "middle", "low", "beside");
        assertThat(order).containsSubsequence("low", "middle", "top");
        CorrelationRule middle = rules.correlations().get(order.indexOf("middle"));
        assertThat(middle.inputs().get(0).rule()).isEqualTo(rules.correlations().get(order.indexOf("low")));
        assertThat(middle.inputs().get(0).selection()).isEqualTo(Junction.EVERYTHING);
    }

    private static List<String> ids(RuleSet rules) {
        return rules.correlations().stream().map(rule -> rule.meta().id()).toList();
    }

    @Test
    void load_correlationThatIsReferredTo_alertsOnlyIfGenerated() throws RuleException {
        String low = count("low", "reads", "account");
        String top = count("top", "low", "account");
        assertThat(load(low, top, READS).correlations())
                .extracting(CorrelationRule::alerts)
                .containsExactly(false, true);
        assertThat(load(low, top + "generate: true\n", READS).correlations())
                .extracting(CorrelationRule::alerts)
                .containsExactly(true, true);
    }

    @Test
    void load_eightCorrelationsDeep_isAsDeepAsItGoes() throws RuleException {
        List<String> documents = new ArrayList<>(List.of(READS));
        IntStream.range(0, 8)
                .forEach(i -> documents.add(0, count("c" + i, i == 0 ? "reads" : "c" + (i - 1), "account")));
        assertThat(load(documents.toArray(String[]::new)).correlations()).hasSize(8);
        documents.add(count("c8", "c7", "account"));
        assertThatThrownBy(() -> load(documents.toArray(String[]::new)))
                .hasMessageContaining("must not go more than 8 steps deep");
    }

    @Test
    void load_neitherItsRulesNorItsFieldsAreHere_isSkipped() throws RuleException {
        String rule = count("c", "5638f7c0-ac70-491d-8465-2a65075e0d86", "ComputerName, account, User");
        assertThat(load(rule).skipped())
                .extracting(SkippedRule::reason)
                .containsExactly(
                        "needs ComputerName, User, which Vigie's events never have, and rules that are not here");
        assertThatThrownBy(() -> load(rule, detection("5638f7c0-ac70-491d-8465-2a65075e0d86", "role: x")))
                .hasMessageContaining("unknown field 'ComputerName'");
        assertThatThrownBy(() -> load(count("c", "gone", "account"), READS))
                .hasMessageContaining("no rule has the id or name 'gone'");
    }

    @Test
    void load_publishedCorrelations_areSkippedOneByOne() throws Exception {
        String data = System.getProperty("vigie.data", "");
        assumeThat(data).as("-Dvigie.data").isNotEmpty();
        Path folder = Path.of(data).resolve("../reference/sigma/tests/schema/correlation");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                RuleSet rules = SigmaLoader.loadDirectory(file);
                assertThat(rules.correlations()).as("%s", file).isEmpty();
                assertThat(rules.skipped()).as("%s", file).hasSize(1);
            }
        }
    }

    @Test
    void load_manyWrongReferences_takesNoTimeToSpeakOf() throws IOException {
        int rules = 40_000;
        List<RuleFile> files = new ArrayList<>();
        for (int from = 0; from < rules; from += 5_000) {
            StringBuilder text = new StringBuilder();
            IntStream.range(from, from + 5_000)
                    .forEach(i -> text.append(count("rule-number-" + i, "rule-nmber-" + i, "account"))
                            .append("---\n"));
            files.add(new RuleFile(from + ".yml", text.toString()));
        }
        assertThatThrownBy(() -> SigmaLoader.load(files)).hasMessageEndingWith("and " + (rules - 100) + " more");
    }

    @Test
    void load_longChainAndLongCircle_areRefusedWithoutRecursion() {
        List<String> chain = new ArrayList<>(List.of(READS, count("c0", "reads", "account")));
        IntStream.range(1, 5_000).forEach(i -> chain.add(count("c" + i, "c" + (i - 1), "account")));
        assertThatThrownBy(() -> load(chain.toArray(String[]::new)))
                .hasMessage("a.yml:85:13: correlations of correlations must not go more than 8 steps deep");
        chain.set(1, count("c0", "c4999", "account"));
        assertThatThrownBy(() -> load(chain.toArray(String[]::new)))
                .hasMessageContaining("in a circle: 'c0' -> 'c4999' -> 'c4998' -> ")
                .hasMessageEndingWith(" -> ... -> 'c0'");
    }
}
