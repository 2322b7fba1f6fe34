package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigie.model.Sensitivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** What the linker makes of filters and of rules that cannot run here. */
class RuleLinkerTest {

    private static final long NEVER = Long.MAX_VALUE;

    private final Problems problems = new Problems();
    private final Source source = new Source("a.yml", problems, Vocabulary.STANDARD);
    private final RuleLinker linker = new RuleLinker(problems);

    @BeforeEach
    void addRules() {
        add(CorrelationRuleTest.detection("reads", "action: READ"), null);
        add(CorrelationRuleTest.detection("prints", "action: PRINT"), null);
        add(CorrelationRuleTest.detection("foreign", "action: LIST"), "it is for others");
        add(CorrelationRuleTest.count("many", "reads, prints", "account"), null);
        add(CorrelationRuleTest.count("more", "reads, many", "account"), null);
    }

    private void add(String text, @Nullable String skipped) {
        for (Node document : YamlDocuments.read(new RuleFile("a.yml", text), problems)) {
            RuleReader.Draft draft = new RuleReader(source).read(document);
            if (draft != null) {
                linker.add(new RuleReader.Draft(
                        source,
                        document,
                        draft.meta(),
                        draft.service(),
                        draft.selection(),
                        draft.outline(),
                        draft.correlation(),
                        null,
                        VigieDraft.NONE,
                        skipped));
            }
        }
    }

    /** A filter that leaves only the events of one role; {@code references} none for every rule. */
    private void addFilter(String role, @Nullable String service, String... references) {
        String text = CorrelationRuleTest.detection("only-" + role, "role: " + role);
        for (Node document : YamlDocuments.read(new RuleFile("f.yml", text), problems)) {
            RuleReader.Draft draft = new RuleReader(source).read(document);
            if (draft == null || draft.selection() == null || draft.outline() == null) {
                throw new AssertionError(text);
            }
            FilterDraft filter = new FilterDraft(
                    scalars(document, references), draft.selection(), draft.outline(), "owner", "reason", NEVER);
            linker.add(new RuleReader.Draft(
                    source, document, draft.meta(), service, null, null, null, filter, VigieDraft.NONE, null));
        }
    }

    private static List<ScalarNode> scalars(Node at, String... values) {
        List<ScalarNode> scalars = new ArrayList<>();
        for (String value : values) {
            scalars.add(new ScalarNode(
                    Tag.STR, value, at.getStartMark(), at.getEndMark(), DumperOptions.ScalarStyle.PLAIN));
        }
        return scalars;
    }

    private static boolean passes(Selection selection, String action, String role) {
        return selection.matches(JsonEvents.parse("{\"action\": \"" + action + "\", \"role\": \"" + role + "\"}"));
    }

    private static CorrelationRule.Input input(RuleSet rules, int correlation, int index) {
        return rules.correlations().get(correlation).inputs().get(index);
    }

    @Test
    void link_filterOnADetection_holdsWhereverItIsUsed() throws RuleException {
        addFilter("x", null, "reads");
        RuleSet rules = linker.link(new Sensitivity(Map.of()), "");
        assertThat(passes(rules.detections().get(0).selection(), "READ", "x")).isTrue();
        assertThat(passes(rules.detections().get(0).selection(), "READ", "y")).isFalse();
        assertThat(passes(input(rules, 0, 0).selection(), "READ", "y")).isFalse();
        assertThat(passes(input(rules, 0, 1).selection(), "PRINT", "y")).isTrue();
        assertThat(rules.filters())
                .extracting(FilterRule::owner, FilterRule::expiresAtMillis, FilterRule::rules)
                .containsExactly(tuple("owner", NEVER, List.of("reads")));
    }

    @Test
    void link_filterOnACorrelation_holdsForItsInputsOnly() throws RuleException {
        addFilter("x", null, "more");
        RuleSet rules = linker.link(new Sensitivity(Map.of()), "");
        assertThat(rules.correlations().get(1).meta().id()).isEqualTo("more");
        assertThat(passes(rules.detections().get(0).selection(), "READ", "y")).isTrue();
        assertThat(passes(input(rules, 0, 0).selection(), "READ", "y")).isTrue();
        assertThat(passes(input(rules, 1, 0).selection(), "READ", "y")).isFalse();
        assertThat(passes(input(rules, 1, 0).selection(), "READ", "x")).isTrue();
        assertThat(passes(input(rules, 1, 1).selection(), "LIST", "y")).isFalse();
        assertThat(passes(input(rules, 1, 1).selection(), "LIST", "x")).isTrue();
    }

    @Test
    void link_filterOnAny_holdsForEveryDetectionOfItsService() throws RuleException {
        addFilter("x", null);
        addFilter("y", "elsewhere");
        RuleSet rules = linker.link(new Sensitivity(Map.of()), "");
        assertThat(rules.filters())
                .extracting(FilterRule::rules)
                .containsExactly(List.of("reads", "prints"), List.of());
        assertThat(passes(rules.detections().get(1).selection(), "PRINT", "x")).isTrue();
        assertThat(passes(rules.detections().get(1).selection(), "PRINT", "y")).isFalse();
    }

    @Test
    void link_filterOfSkippedRulesOnly_isSkipped() throws RuleException {
        addFilter("x", null, "foreign");
        addFilter("y", null, "foreign", "prints");
        RuleSet rules = linker.link(new Sensitivity(Map.of()), "");
        assertThat(rules.skipped())
                .extracting(rule -> rule.meta().id(), SkippedRule::reason)
                .containsExactly(
                        tuple("foreign", "it is for others"),
                        tuple("only-x", "filters 'foreign', which is skipped: it is for others"));
        assertThat(rules.filters()).extracting(FilterRule::rules).containsExactly(List.of("prints"));
    }

    @Test
    void link_filterOnNoRule_isRefused() {
        addFilter("x", null, "raeds");
        addFilter("y", null, "only-x");
        assertThatThrownBy(() -> linker.link(new Sensitivity(Map.of()), ""))
                .hasMessageContaining("no rule has the id or name 'raeds': the nearest known one is 'reads'")
                .hasMessageContaining("'only-x' is a filter itself");
    }

    @Test
    void link_ruleThatIsSkipped_skipsWhatRefersToIt() throws RuleException {
        add(CorrelationRuleTest.count("low", "reads, foreign", "ComputerName"), null);
        add(CorrelationRuleTest.count("top", "low", "account"), null);
        RuleSet rules = linker.link(new Sensitivity(Map.of()), "");
        assertThat(rules.correlations()).extracting(rule -> rule.meta().id()).containsExactly("many", "more");
        Map<String, String> reasons = new TreeMap<>();
        rules.skipped().forEach(rule -> reasons.put(rule.meta().id(), rule.reason()));
        assertThat(reasons)
                .containsEntry("low", "refers to 'foreign', which is skipped: it is for others")
                .containsEntry(
                        "top",
                        "refers to 'low', which is skipped: refers to 'foreign', which is skipped: it is for others")
                .hasSize(3);
    }
}
