package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.AccessEvent;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the specification leaves open, as the table in {@code sigma.md} settles it. */
class SigmaSemanticsTest {

    private static boolean matches(String item, String event) throws RuleException {
        return selection(item).matches(JsonEvents.parse(event));
    }

    private static Selection selection(String item, RuleFile... others) throws RuleException {
        List<RuleFile> files = new ArrayList<>(List.of(others));
        files.add(new RuleFile("rule.yml", rule(item)));
        return SigmaLoader.load(files).detections().get(0).selection();
    }

    private static String rule(String item) {
        return "title: T\nlogsource:\n    product: vigie\ndetection:\n    s:\n        " + item + "\n    condition: s\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"role: x", "role|contains: x", "role: ''", "role|re: '.*'", "role: '*'", "bytes|lt: 5"})
    void missingField_anyComparison_doesNotHold(String item) throws RuleException {
        assertThat(matches(item, "{}")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"role|neq: x", "bytes|neq: 5", "role|fieldref|neq: purpose", "field|neq: name"})
    void missingField_neq_holds(String item) throws RuleException {
        assertThat(matches(item, "{}")).isTrue();
    }

    @Test
    void null_isAbsence_notTheEmptyText() throws RuleException {
        assertThat(matches("role: null", "{}")).isTrue();
        assertThat(matches("role: null", "{\"role\":\"\"}")).isFalse();
        assertThat(matches("role: ''", "{\"role\":\"\"}")).isTrue();
        assertThat(matches("role|exists: true", "{\"role\":\"\"}")).isTrue();
        assertThat(matches("role|neq: null", "{\"role\":\"\"}")).isTrue();
        assertThat(matches("field: null", "{\"field\":[]}")).isTrue();
    }

    @Test
    void number_inATextField_isItsDigits() throws RuleException {
        assertThat(matches("purpose: 042", "{\"purpose\":\"042\"}")).isTrue();
        assertThat(matches("purpose: 042", "{\"purpose\":\"42\"}")).isFalse();
        assertThat(matches("purpose|startswith: 42", "{\"purpose\":\"42-a\"}")).isTrue();
    }

    @Test
    void text_inANumberField_isTheNumberThatItSpells() throws RuleException {
        assertThat(matches("bytes|gte: '10'", "{\"bytes\":10}")).isTrue();
        assertThat(matches("bytes: '10.0'", "{\"bytes\":10}")).isTrue();
        assertThatThrownBy(() -> selection("bytes: ten")).hasMessageContaining("bytes is a number: 'ten' is none");
    }

    @Test
    void boolean_isItsText() throws RuleException {
        assertThat(matches("assigned: true", "{\"assigned\":true}")).isTrue();
        assertThat(matches("assigned: 'TRUE'", "{\"assigned\":true}")).isTrue();
        assertThat(matches("assigned: false", "{}")).isFalse();
    }

    @Test
    void derivedField_isComparedLikeAnyText_andIsNoTextOfTheEvent() throws RuleException {
        String sunday = "{\"time\":\"2026-01-04T22:15:00Z\",\"src_ip\":\"192.0.2.7\",\"country\":\"fr\"}";
        assertThat(matches("hour: weekend 22", sunday)).isTrue();
        assertThat(matches("hour|startswith: weekday", sunday)).isFalse();
        assertThat(matches("src_network: 192.0.2.0/24", sunday)).isTrue();
        assertThat(matches("src_network: null", "{}")).isTrue();
        assertThat(matches("source.geo.country_iso_code: FR", sunday)).isTrue();
        assertThat(matches("src_endpoint.location.country|fieldref|neq: hour", sunday))
                .isTrue();
        assertThat(matches("'': [weekend, /24]", sunday)).isFalse();
        assertThat(matches("'': 192.0.2", sunday)).isTrue();
    }

    @Test
    void listField_anyValueIsEnough_allAsksForEachValueSomewhere() throws RuleException {
        assertThat(matches("field: [a, b]", "{\"field\":[\"x\",\"b\"]}")).isTrue();
        assertThat(matches("field|contains|all: [a, b]", "{\"field\":[\"xa\",\"xb\"]}"))
                .isTrue();
        assertThat(matches("field|contains|all: [a, b]", "{\"field\":[\"xa\"]}"))
                .isFalse();
    }

    @Test
    void neq_isNotTheItemWithoutIt() throws RuleException {
        assertThat(matches("role|neq: [a, b]", "{\"role\":\"b\"}")).isFalse();
        assertThat(matches("role|contains|all|neq: [a, b]", "{\"role\":\"a\"}")).isTrue();
        assertThat(matches("role|contains|all|neq: [a, b]", "{\"role\":\"ab\"}"))
                .isFalse();
        assertThat(selection("role|neq: a")).isEqualTo(Not.of(selection("role: a")));
    }

    @ParameterizedTest
    @CsvSource({"STRASSE,straße,false", "I,ı,true", "É,é,true", "K,\u212A,true"})
    void case_isFoldedCharacterByCharacterInNoLanguage(String rule, String event, boolean same) throws RuleException {
        String json = "{\"resource\":\"" + event + "\"}";
        assertThat(matches("resource: " + rule, json)).isEqualTo(same);
        assertThat(matches("resource|contains: " + rule, json)).isEqualTo(same);
        assertThat(matches("resource|cased: " + rule, json)).isFalse();
    }

    @Test
    void manyValues_meanWhatEachAloneMeans() throws RuleException {
        List<String> values = List.of("a1", "É2", "Kk", "ı", "\uD801\uDC00", "", "b'c", "x y", "*\\", "9");
        List<String> written = values.stream()
                .map(v -> "'" + v.replace("*", "\\*").replace("'", "''") + "'")
                .toList();
        Selection many = selection("resource: " + written);
        List<String> texts = new ArrayList<>(List.of("k\u212A", "\uD801\uDC28", "é2", "A1", "z", "*", "i", "I"));
        texts.addAll(values);
        for (String text : texts) {
            boolean any = values.stream().anyMatch(text::equalsIgnoreCase);
            AccessEvent event = event(text);
            assertThat(many.matches(event)).as(text).isEqualTo(any);
        }
    }

    private static AccessEvent event(String resource) {
        return JsonEvents.parse("{\"resource\":\"" + resource.replace("\\", "\\\\") + "\"}");
    }

    @Test
    void base64offset_findsTheTextWhereverItStands() throws RuleException {
        for (String text : List.of("pässe", "passport", "ab", "abc", "abcd")) {
            Selection selection = selection("user_agent|base64offset|contains: '" + text + "'");
            for (int before = 0; before < 7; before++) {
                for (String after : List.of("", "z", "zz", "zzz")) {
                    byte[] bytes = ("q".repeat(before) + text + after).getBytes(StandardCharsets.UTF_8);
                    String encoded = Base64.getEncoder().encodeToString(bytes);
                    assertThat(selection.matches(JsonEvents.parse("{\"user_agent\":\"" + encoded + "\"}")))
                            .as(text + " after " + before + " before " + after)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void windash_replacesOnlyADashThatBeginsAWord() throws RuleException {
        assertThat(matches("user_agent|windash: -user-name", "{\"user_agent\":\"/user-name\"}"))
                .isTrue();
        assertThat(matches("user_agent|windash: -user-name", "{\"user_agent\":\"-user/name\"}"))
                .isFalse();
        assertThat(matches("user_agent|windash: /a", "{\"user_agent\":\"-a\"}")).isTrue();
        assertThat(matches("user_agent|windash|base64: -a", "{\"user_agent\":\"L2E=\"}"))
                .isTrue();
    }

    @Test
    void expand_combinesAllListsOfOneValue_upToABound() throws RuleException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            many.append('v').append(i).append('\n');
        }
        RuleFile list = new RuleFile("dir/many.txt", many.toString());
        Selection thousand = selection("account|expand: '%many%'", list);
        assertThat(thousand.matches(JsonEvents.parse("{\"account\":\"V999\"}"))).isTrue();
        assertThat(thousand.matches(JsonEvents.parse("{\"account\":\"V1000\"}")))
                .isFalse();
        assertThatThrownBy(() -> selection("account|expand: '%many%%many%'", list))
                .hasMessageContaining("rule.yml:6:25: the placeholders come to too many values");
    }

    @Test
    void expand_twoFilesOfOneName_areRefused() {
        RuleFile one = new RuleFile("a/x.txt", "1\n");
        RuleFile other = new RuleFile("b/x.txt", "2\n");
        assertThatThrownBy(() -> selection("role: a", one, other))
                .hasMessageContaining("b/x.txt: the values of %x% are already in a/x.txt");
    }

    @Test
    void placeholderFile_isPartOfTheHash() throws RuleException {
        RuleFile rule = new RuleFile("rule.yml", rule("role: a"));
        assertThat(SigmaLoader.load(List.of(rule, new RuleFile("a.txt", "1"))).hash())
                .isNotEqualTo(SigmaLoader.load(List.of(rule, new RuleFile("b.txt", "1")))
                        .hash())
                .isNotEqualTo(SigmaLoader.load(List.of(rule)).hash());
    }

    @Test
    void outline_hasTheConditionThenItsIdentifiersThenTheirLines() throws RuleException {
        RuleFile rule = new RuleFile("rule.yml", """
                title: T
                logsource: {product: vigie}
                detection:
                    registers:
                        resource|startswith: [visa, stay]
                        action: READ
                    words:
                        - curl
                        - role: admin
                    condition: registers and not words
                """);
        Outline outline = SigmaLoader.load(List.of(rule)).detections().get(0).outline();
        assertThat(outline.text()).isEqualTo("condition: registers and not words");
        assertThat(outline.line()).isEqualTo(10);
        assertThat(outline.parts()).extracting(Outline::text).containsExactly("registers", "words");
        assertThat(outline.parts().get(0).parts())
                .extracting(Outline::text)
                .containsExactly("resource|startswith: [visa, stay]", "action: READ");
        assertThat(outline.parts().get(1).parts()).extracting(Outline::line).containsExactly(8, 9);
        AccessEvent event = JsonEvents.parse("{\"resource\":\"stay\",\"role\":\"admin\"}");
        assertThat(outline.selection().matches(event)).isFalse();
        assertThat(outline.parts()).allMatch(part -> part.selection().matches(event));
        assertThat(outline.parts().get(1).parts().get(0).selection().matches(event))
                .isFalse();
    }

    @Test
    void matches_everyModifierButRe_allocatesNothing() throws RuleException {
        RuleFile rule = new RuleFile("rule.yml", """
                title: T
                logsource: {product: vigie}
                detection:
                    s:
                        account: [a1, a2, a3, a4, a5, a6, a7, a8, acc]
                        time|hour: 8
                        time|week|lte: 2
                        session|fieldref|contains: account
                        subject|fieldref: account
                        user_agent|windash|contains: -out
                        user_agent|base64offset|contains|neq: visa
                        src_ip|exists: false
                        '|contains': cur?
                    condition: s
                """);
        Selection selection =
                SigmaLoader.load(List.of(rule)).detections().get(0).selection();
        AccessEvent event = JsonEvents.parse("""
                {"session": "s-ACC", "subject": ["p1", "Acc"], "user_agent": "curl /out"}""");
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        int matched = 0;
        long before = 0;
        for (int i = 0; i < 40_000; i++) {
            before = i == 20_000 ? threads.getCurrentThreadAllocatedBytes() : before;
            matched += selection.matches(event) ? 1 : 0;
        }
        long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(matched).isEqualTo(40_000);
        assertThat(allocatedBytes).as("bytes in 20,000 evaluations").isLessThan(20_000);
    }
}
