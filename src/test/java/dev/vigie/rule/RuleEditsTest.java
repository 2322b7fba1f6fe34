package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.rule.LimitChange.Setting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleEditsTest {

    private static final String ID = "7a9d2f0a-5d5c-4d0e-9d55-52b7a2c0a001";

    private static List<RuleFile> files(String condition, String vigie) throws RuleException {
        String text = """
                # Des gens \ud83d\ude00 et des dossiers
                title: Reading
                name: reading
                logsource: {product: vigie, category: data_access}
                detection:
                    selection: {action: READ}
                    condition: selection
                ---
                title: Many people read
                id: %s
                correlation:
                    type: value_count
                    rules: [reading]
                    group-by: [account]
                    timespan: 1h
                    condition: %s
                %s
                level: high # stays
                """.formatted(ID, condition, vigie);
        return List.of(RuleFile.decode("all.yml", text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "LIMIT | 30 | {field: subject, gte: 10} | vigie: {budget: 7d} | gte: 30}",
                "LIMIT | 30 | {field: subject, gt: 10} | vigie: {budget: 7d} | gt: 30}",
                "LIMIT | 30 | {field: subject, gte: 10, lt: 99} | vigie: {budget: 7d} | gte: 30, lt: 99}",
                "ONCE_IN | 70 | {field: subject, gte: 10} | vigie: {condition: {unusual: {once_in: 9d}}}"
                        + " | {once_in: 70d}",
                "ONCE_IN | 70 | {field: subject, gte: 10} | vigie: {condition: {unusual: {once_in: '2y'}}}"
                        + " | {once_in: 70d}",
                "AT_LEAST | 70 | {field: subject, gte: 10} | vigie: {condition: {unusual: {once_in: 9d, at_least: 3}}}"
                        + " | {once_in: 9d, at_least: 70}",
                "AT_LEAST | 70 | {field: subject, gte: 10} | vigie: {condition: {unusual: {once_in: 9d}}}"
                        + " | {at_least: 70, once_in: 9d}",
            })
    void apply_whereTheFigureStands_changesItAndNothingElse(
            Setting setting, long value, String condition, String vigie, String expected) throws RuleException {
        List<RuleFile> before = files(condition, vigie);
        String text = RuleEdits.apply(before, List.of(new LimitChange(ID, setting, value)))
                .get(0)
                .text();
        assertThat(text).contains(expected).contains("# Des gens \ud83d\ude00", "level: high # stays");
        List<String> changed = new ArrayList<>(text.lines().toList());
        changed.removeAll(before.get(0).text().lines().toList());
        assertThat(changed).hasSize(1);
    }

    @Test
    void apply_toABlock_keepsItsIndentation() throws RuleException {
        String vigie = "vigie:\n    condition:\n        unusual:\n            once_in: 9d # rare";
        List<RuleFile> before = files("{field: subject, gte: 10}", vigie);
        String text = RuleEdits.apply(
                        before,
                        List.of(new LimitChange(ID, Setting.AT_LEAST, 70), new LimitChange(ID, Setting.ONCE_IN, 20)))
                .get(0)
                .text();
        assertThat(text).contains("        unusual:\n            at_least: 70\n            once_in: 20d # rare\n");
    }

    @Test
    void apply_whereAnAliasRepeatsTheFigure_changesItWhereItStands() throws RuleException {
        String text = files("&it {field: subject, gte: 10}", "vigie: {budget: 7d}")
                .get(0)
                .text()
                .replace("level: high", "custom: *it\nlevel: high");
        assertThat(RuleEdits.apply(
                                List.of(new RuleFile("all.yml", text)), List.of(new LimitChange(ID, Setting.LIMIT, 30)))
                        .get(0)
                        .text())
                .contains("condition: &it {field: subject, gte: 30}", "custom: *it");
    }

    @Test
    void apply_whereARuleHasNoSuchFigure_refuses() throws RuleException {
        List<RuleFile> files = files("{field: subject, gte: 10}", "vigie: {budget: 7d}");
        assertThatThrownBy(() -> RuleEdits.apply(files, List.of(new LimitChange(ID, Setting.ONCE_IN, 30))))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining("once_in of this rule cannot be changed to 30");
    }

    /** Every figure of every rule that Vigie brings along can be changed where it stands. */
    @Test
    void apply_toEveryBuiltInRule_changesEveryFigure() throws RuleException {
        List<RuleFile> files = SigmaLoader.builtInFiles();
        List<LimitChange> changes = new ArrayList<>();
        for (CorrelationRule rule : SigmaLoader.builtIn().correlations()) {
            for (Setting setting : Setting.values()) {
                boolean hasFigure = LimitChange.of(rule, setting) > 0
                        && (setting != Setting.LIMIT || !rule.type().name().startsWith("TEMPORAL"));
                if (hasFigure) {
                    changes.add(new LimitChange(rule.meta().id(), setting, LimitChange.of(rule, setting) + 1));
                }
            }
        }
        List<RuleFile> edited = RuleEdits.apply(files, changes);
        RuleSet rules = SigmaLoader.load(edited);
        assertThat(changes).hasSizeGreaterThan(60);
        for (LimitChange change : changes) {
            CorrelationRule rule = rules.correlations().stream()
                    .filter(each -> each.meta().id().equals(change.rule()))
                    .findFirst()
                    .orElseThrow();
            assertThat(LimitChange.of(rule, change.setting())).isEqualTo(change.value());
        }
    }
}
