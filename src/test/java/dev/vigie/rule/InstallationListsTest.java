package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.Sensitivity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists and {@code sensitivity.csv} that an installation gives without rules of its own. */
class InstallationListsTest {

    @TempDir
    private Path directory;

    private RuleSet builtInWithLists() throws RuleException {
        return SigmaLoader.load(SigmaLoader.withLists(SigmaLoader.builtInFiles(), directory));
    }

    @Test
    void builtIn_sensitivity_knowsTheFieldsOfBothLanguages() {
        Sensitivity sensitivity = SigmaLoader.builtIn().sensitivity();
        assertThat(sensitivity.category("date_naissance")).isEqualTo("birth");
        assertThat(sensitivity.category("numeroPasseport")).isEqualTo("official-document");
        assertThat(sensitivity.category("motif_sejour")).isEqualTo("residence-status");
        assertThat(sensitivity.category("health_check")).isEqualTo("health");
        assertThat(sensitivity.category("email_address")).isEqualTo("contact");
        assertThat(sensitivity.weight("passport_number")).isGreaterThan(sensitivity.weight("name"));
        assertThat(sensitivity.weight("name")).isEqualTo(1);
    }

    @Test
    void withLists_sensitivity_standsInForTheBuiltInOneAndChangesTheHash() throws Exception {
        Files.writeString(
                directory.resolve("sensitivity.csv"), "# ours\nfield, category, weight\nshoe_size, biometric, 7\n");
        RuleSet rules = builtInWithLists();
        assertThat(rules.sensitivity().weight("shoeSize")).isEqualTo(7);
        assertThat(rules.sensitivity().category("passport_number")).isNull();
        assertThat(rules.hash()).isNotEqualTo(SigmaLoader.builtIn().hash());
    }

    @Test
    void load_directoryWithoutSensitivity_hasTheBuiltInOne() throws Exception {
        Files.writeString(directory.resolve("a.yml"), CorrelationRuleTest.detection("a", "action: READ"));
        assertThat(SigmaLoader.loadDirectory(directory).sensitivity())
                .isEqualTo(SigmaLoader.builtIn().sensitivity());
    }

    @Test
    void withLists_ofARuleDirectory_standInForThoseBesideTheRules() throws Exception {
        List<RuleFile> files = List.of(
                new RuleFile("r/a.yml", CorrelationRuleTest.detection("a", "role|expand: '%x%'")),
                new RuleFile("r/x.txt", "theirs\n"));
        Files.writeString(directory.resolve("x.txt"), "ours\n");
        Selection selection = SigmaLoader.load(SigmaLoader.withLists(files, directory))
                .detections()
                .get(0)
                .selection();
        assertThat(selection.matches(JsonEvents.parse("{\"role\":\"ours\"}"))).isTrue();
        assertThat(selection.matches(JsonEvents.parse("{\"role\":\"theirs\"}"))).isFalse();
    }

    @Test
    void withLists_elsewhereWithTheSameContent_haveTheSameHash() throws Exception {
        Path a = Files.createDirectory(directory.resolve("a"));
        Path z = Files.createDirectory(directory.resolve("z"));
        for (Path lists : List.of(a, z)) {
            Files.writeString(lists.resolve("honeytokens.txt"), "FR-000000\n");
        }
        assertThat(SigmaLoader.load(SigmaLoader.withLists(SigmaLoader.builtInFiles(), a))
                        .hash())
                .isEqualTo(SigmaLoader.load(SigmaLoader.withLists(SigmaLoader.builtInFiles(), z))
                        .hash());
    }

    @Test
    void withLists_nameThatNoRuleAsksFor_isAWarningWithTheNearest() throws Exception {
        Files.writeString(directory.resolve("honeytoken.txt"), "FR-000000\n");
        assertThat(builtInWithLists().warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.file()).endsWith("honeytoken.txt");
            assertThat(warning.message())
                    .isEqualTo("no rule asks for %honeytoken%: the nearest that one asks for is 'honeytokens'");
        });
    }

    @Test
    void withLists_directoryWithoutLists_isRefused() throws Exception {
        Files.writeString(directory.resolve("a.yml"), "title: a\n");
        assertThatThrownBy(this::builtInWithLists)
                .hasMessageContaining("no lists here: expected files *.txt or sensitivity.csv");
    }

    @Test
    void emptyList_negated_matchesAllAndIsNotTakenForNothing() throws RuleException {
        RuleFile list = new RuleFile("x.txt", "# nobody\n");
        List<RuleFile> files = List.of(
                new RuleFile("a.yml", CorrelationRuleTest.detection("a", "role|expand|neq: '%x%'")),
                new RuleFile("b.yml", CorrelationRuleTest.detection("b", "role|expand: ['%x%', 'y%x%']")),
                list);
        List<DetectionRule> rules = SigmaLoader.load(files).detections();
        assertThat(rules.get(0).selection().matches(JsonEvents.parse("{\"role\":\"y\"}")))
                .isTrue();
        assertThat(rules.get(1).selection().matches(JsonEvents.parse("{\"role\":\"y\"}")))
                .isFalse();
        assertThat(rules.get(1).selection().toString()).isNotEqualTo(Junction.EVERYTHING.toString());
    }
}
