package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.AnalystVerdict;
import dev.vigie.model.AnalystVerdict.Ruling;
import dev.vigie.model.SampleAlert;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a verdict proposes is a filter that loads, and leaves out just what was expected. */
class ProposedFilterTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 5);
    private static final String ID = "2025-12-15-eb44453c0817df1d-1";

    private static AnalystVerdict expected(String reason, LocalDate expires, String by) {
        return new AnalystVerdict(ID, Ruling.EXPECTED, reason, expires, by);
    }

    private static AnalystVerdict audit() {
        return expected("yearly audit: \"all\" of it", TODAY.plusDays(30), "j.martin");
    }

    private static Alert alert(Map<String, String> group) {
        return SampleAlert.of(ID, group, "records-shown");
    }

    private static RuleSet withReads(String filter) throws RuleException {
        String reads = """
                title: Reads
                name: records-shown
                logsource: {product: vigie}
                detection: {s: {action: READ}, condition: s}
                """;
        return SigmaLoader.load(List.of(new RuleFile("reads.yml", reads), new RuleFile("expected.yml", filter)));
    }

    @Test
    void of_expectedAlert_isAFilterWithOwnerReasonAndExpiry() throws RuleException {
        ProposedFilter proposed =
                ProposedFilter.of(audit(), alert(Map.of("operator", "atlas", "account", "m.petit")), TODAY);
        assertThat(proposed.obstacle()).isNull();
        RuleSet rules = withReads(proposed.text());
        assertThat(rules.warnings()).isEmpty();
        FilterRule filter = rules.filters().get(0);
        assertThat(filter.owner()).isEqualTo("j.martin");
        assertThat(filter.reason()).isEqualTo("yearly audit: \"all\" of it");
        Selection reads = rules.detections().get(0).selection();
        assertThat(reads.matches(JsonEvents.parse("{\"operator\":\"atlas\",\"account\":\"m.petit\"}")))
                .isFalse();
        assertThat(reads.matches(JsonEvents.parse("{\"operator\":\"atlas\",\"account\":\"M.Petit\"}")))
                .isTrue();
        assertThat(reads.matches(JsonEvents.parse("{\"operator\":\"boreal\",\"account\":\"m.petit\"}")))
                .isTrue();
        assertThat(reads.matches(JsonEvents.parse(
                        "{\"operator\":\"atlas\",\"account\":\"m.petit\",\"time\":\"2026-02-05T00:00:00Z\"}")))
                .as("the day after it expires")
                .isTrue();
    }

    @Test
    void of_hostileNames_areTakenLiterally() throws RuleException {
        for (String account : List.of(
                "*",
                "?",
                "a\\*b",
                "\\",
                "\"",
                "x\"\n  y: z",
                "%honeytokens%",
                "null",
                "# no",
                "{a: b}",
                "\u2028",
                "\u202e",
                "\ud83d\ude00",
                "tab\t",
                "- a",
                "'",
                "true",
                "0x1F",
                "m.petit ")) {
            ProposedFilter proposed =
                    ProposedFilter.of(audit(), alert(Map.of("operator", "atlas", "account", account)), TODAY);
            Selection reads = withReads(proposed.text()).detections().get(0).selection();
            assertThat(reads.matches(event(account))).as(account).isFalse();
            for (String other : List.of("m.petit", "aXb", "b", "")) {
                assertThat(reads.matches(event(other + "!")))
                        .as("%s for %s", other, account)
                        .isTrue();
            }
        }
    }

    private static AccessEvent event(String account) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        return JsonEvents.parse(
                node.put("operator", "atlas").put("account", account).toString());
    }

    @Test
    void of_whatIsLackingOrOver_saysWhyNothingIsProposed() {
        Alert alert = alert(Map.of("operator", "atlas"));
        List<String> obstacles = new ArrayList<>();
        for (AnalystVerdict verdict : List.of(
                expected("", TODAY, "j"),
                expected("audit", TODAY, ""),
                new AnalystVerdict(ID, Ruling.EXPECTED, "audit", null, "j"),
                expected("audit", TODAY.minusDays(1), "j"),
                new AnalystVerdict(ID, Ruling.FALSE, "audit", TODAY, "j"))) {
            ProposedFilter proposed = ProposedFilter.of(verdict, alert, TODAY);
            assertThat(proposed.text()).isEmpty();
            obstacles.add(String.valueOf(proposed.obstacle()));
        }
        assertThat(obstacles)
                .containsExactly(
                        "an exception needs an owner, a reason and a last day: the verdict lacks reason",
                        "an exception needs an owner, a reason and a last day: the verdict lacks by",
                        "an exception needs an owner, a reason and a last day: the verdict lacks expires",
                        "it expired on 2026-01-04",
                        "it was not expected");
        assertThat(ProposedFilter.of(expected("audit", TODAY, "j"), alert, TODAY)
                        .obstacle())
                .isNull();
    }

    @Test
    void of_groupsThatNoFilterCanName_areLeftAlone() {
        assertThat(ProposedFilter.of(audit(), alert(Map.of()), TODAY).obstacle())
                .contains("of everybody");
        assertThat(ProposedFilter.of(audit(), alert(Map.of("subject", "a1b2")), TODAY)
                        .obstacle())
                .contains("'subject'");
        assertThat(ProposedFilter.of(audit(), alert(Map.of("whatever", "x")), TODAY)
                        .obstacle())
                .contains("'whatever'");
    }
}
