package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.nodes.ScalarNode;

class FilterReaderTest {

    private static final String COMPLETE = """
            title: The night shift may export
            description: agreed with the data protection officer
            author: J. Doe
            logsource:
                product: vigie
                service: visa
            filter:
                rules: [exports, 6f3e2987-db24-4c78-a860-b4f4095a7095]
                selection:
                    role: night
                condition: not selection
            vigie:
                owner: SOC
                expires: 2027-01-31
            """;

    private final Problems problems = new Problems();

    private FilterDraft read(String text) throws RuleException {
        Source source = new Source("f.yml", problems, Vocabulary.STANDARD);
        RuleReader.Draft draft = new RuleReader(source)
                .read(YamlDocuments.read(new RuleFile("f.yml", text), problems).get(0));
        problems.throwIfAny();
        return Objects.requireNonNull(Objects.requireNonNull(draft).filter());
    }

    @Test
    void read_complete_hasEveryPart() throws RuleException {
        FilterDraft filter = read(COMPLETE);
        assertThat(filter.references())
                .extracting(ScalarNode::getValue)
                .containsExactly("exports", "6f3e2987-db24-4c78-a860-b4f4095a7095");
        assertThat(filter.owner()).isEqualTo("SOC");
        assertThat(filter.reason()).isEqualTo("agreed with the data protection officer");
        assertThat(filter.outline().text()).isEqualTo("condition: not selection");
        assertThat(problems.warnings()).isEmpty();
    }

    @Test
    void read_expires_appliesToTheEndOfThatDayByTheTimeOfTheEvent() throws RuleException {
        FilterDraft filter = read(COMPLETE);
        assertThat(filter.selection().matches(JsonEvents.parse("""
                {"role": "night", "time": "2027-01-31T23:59:59.999Z"}"""))).isFalse();
        assertThat(filter.selection().matches(JsonEvents.parse("""
                {"role": "night", "time": "2027-02-01T00:00:00Z"}"""))).isTrue();
        assertThat(filter.selection().matches(JsonEvents.parse("""
                {"role": "day", "time": "2027-01-31T00:00:00Z"}"""))).isTrue();
    }

    @Test
    void read_noBlock_takesAuthorAndDescription() throws RuleException {
        FilterDraft filter = read(COMPLETE.substring(0, COMPLETE.indexOf("vigie:\n    owner")));
        assertThat(filter.owner()).isEqualTo("J. Doe");
        assertThat(filter.expiresAtMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(problems.warnings())
                .extracting(Problem::toString)
                .containsExactly("f.yml:7:1: an exception should say who answers for it, why it is there and when it"
                        + " ends: 'vigie:' lacks expires");
    }

    @Test
    void read_conditionWithoutNot_isWarnedOf() throws RuleException {
        read(COMPLETE.replace("not selection", "selection"));
        assertThat(problems.warnings())
                .extracting(Problem::toString)
                .containsExactly("f.yml:11:16: this filter keeps only what it selects: to leave that out write 'not"
                        + " selection'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "all", "Any", "[]"})
    void read_everyRule_hasNoReferences(String rules) throws RuleException {
        String text = COMPLETE.replace("[exports, 6f3e2987-db24-4c78-a860-b4f4095a7095]", rules);
        assertThat(read(text).references()).isEmpty();
    }

    @Test
    void load_foreignFilter_isSkippedWithoutAWarning() throws RuleException {
        RuleFile rule = new RuleFile(
                "f.yml", COMPLETE.replace("product: vigie", "product: windows").replace("role:", "User:"));
        RuleSet rules = SigmaLoader.load(List.of(rule));
        assertThat(rules.skipped())
                .extracting(skipped -> skipped.meta().title())
                .containsExactly("The night shift may export");
        assertThat(rules.warnings()).isEmpty();
    }
}
