package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigie.model.Field;
import dev.vigie.rule.Rarity.Condition;
import dev.vigie.rule.Rarity.Peers;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What good {@code vigie} blocks come to; the bad ones are fixtures. */
class VigieReaderTest {

    private static final String READS = CorrelationRuleTest.detection("reads", "action: READ");

    private static CorrelationRule with(String vigie) throws RuleException {
        return CorrelationRuleTest.load(
                        CorrelationRuleTest.count("c", "reads", "account") + "vigie: {" + vigie + "}\n", READS)
                .correlations()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "sequential_run, subject, SUBJECT, -",
                "share, subject.nationality, SUBJECT, nationality",
                "share, subject.a-b_c.d, SUBJECT, a-b_c.d",
                "new_value, src_ip, SRC_IP, -",
                "new_value, source.ip, SRC_IP, -",
                "inactivity, -, -, -",
                "backdated, subject, SUBJECT, -",
                "reused_id, -, -, -"
            })
    void read_measure_hasItsFieldAndAttribute(String type, String written, Field field, String attribute)
            throws RuleException {
        CorrelationRule rule = with("measure: {type: " + type + (written == null ? "" : ", field: " + written) + "}");
        assertThat(rule.measure())
                .isEqualTo(
                        new VigieMeasure(VigieMeasure.Kind.valueOf(type.toUpperCase(Locale.ROOT)), field, attribute));
        assertThat(rule.limits()).containsExactly(new Limit(Limit.Operator.GTE, 5));
        assertThat(rule.rarity()).isNull();
        assertThat(rule.budgetDays()).isZero();
    }

    @Test
    void read_condition_hasItsDefaultsAndKeepsTheSigmaLimits() throws RuleException {
        CorrelationRule unusual = with("condition: {unusual: {once_in: 30y}}");
        assertThat(unusual.rarity()).isEqualTo(new Rarity(Condition.UNUSUAL, 10_950, 20, Peers.OPERATOR_AND_ROLE));
        assertThat(unusual.limits()).containsExactly(new Limit(Limit.Operator.GTE, 5));
        assertThat(unusual.budgetDays()).isEqualTo(10_950);
        CorrelationRule drift = with("condition: {drift: {run_length: 10M}}, peers: role");
        assertThat(drift.rarity()).isEqualTo(new Rarity(Condition.DRIFT, 300, 30, Peers.ROLE));
        CorrelationRule least = with("condition: {drift: {run_length: 2w, at_least: 0}}, peers: [operator]");
        assertThat(least.rarity()).isEqualTo(new Rarity(Condition.DRIFT, 14, 0, Peers.OPERATOR));
    }

    @Test
    void read_joint_hasNoFloorUnlessItSaysSo() throws RuleException {
        CorrelationRule joint =
                SigmaLoader.loadDirectory(Path.of("src/test/resources/sigma/good/vigie_joint.yml"))
                        .correlations()
                        .stream()
                        .filter(rule -> rule.type() == CorrelationRule.Type.TEMPORAL)
                        .findFirst()
                        .orElseThrow();
        assertThat(joint.rarity()).isEqualTo(new Rarity(Condition.JOINT, 10_000, 1, Peers.OPERATOR_AND_ROLE));
        assertThat(joint.inputs()).allMatch(input -> input.rule() instanceof CorrelationRule);
    }

    @Test
    void read_budget_goesBeforeTheConditionsPeriod() throws RuleException {
        assertThat(with("condition: {unusual: {once_in: 100d}}, budget: 7d").budgetDays())
                .isEqualTo(7);
        assertThat(with("budget: 7d").budgetDays()).isEqualTo(7);
    }

    @Test
    void budgetPer10000Days_ofASet_addsUpWhatItsAlertingRulesState() throws RuleException {
        RuleSet rules = CorrelationRuleTest.load(
                CorrelationRuleTest.count("a", "reads", "account") + "vigie: {budget: 20000d}\n",
                CorrelationRuleTest.count("b", "reads", "account")
                        + "vigie: {condition: {unusual: {once_in: 5000d}}}\n",
                CorrelationRuleTest.count("c", "reads", "account"),
                CorrelationRuleTest.detection("d", "action: PRINT") + "vigie: {budget: 40000d}\n",
                CorrelationRuleTest.detection("e", "action: EXPORT"),
                READS);
        assertThat(rules.budgetPer10000Days()).isCloseTo(0.5 + 2 + 0.25, within(1e-9));
        assertThat(rules.withoutBudget()).extracting(rule -> rule.meta().name()).containsExactlyInAnyOrder("c", "e");
        assertThat(rules.warnings()).isEmpty();
    }

    @Test
    void budget_ofARuleThatRaisesNoAlert_isAWarning() throws RuleException {
        RuleSet rules = CorrelationRuleTest.load(
                CorrelationRuleTest.count("a", "reads", "account"), READS + "vigie: {budget: 20000d}\n");
        assertThat(rules.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("'budget' counts for nothing"));
        assertThat(rules.budgetPer10000Days()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1d, 1", "2w, 14", "3M, 90", "4y, 1460", "007d, 7", "999999999y, 364999999635"})
    void periodDays_numberAndUnit_areActiveDays(String written, long days) {
        assertThat(Timespan.periodDays(written)).hasValue(days);
    }

    @ParameterizedTest
    @CsvSource({"0d", "d", "1h", "-1d", "1.5d", "1234567890d", "5 d"})
    void periodDays_anythingElse_isNone(String written) {
        assertThat(Timespan.periodDays(written)).isEmpty();
    }
}
