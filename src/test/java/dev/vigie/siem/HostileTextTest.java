package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.model.Alert;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever stands in an alert's texts, each format is one line that a reader of the format takes apart again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileTextTest {

    private static final int SEEDS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What must never stand raw in a line. */
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\u200C\u200D]]");

    @Test
    void write_hostileTexts_isOneLineOfVisibleCharacters() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Alert alert = HostileAlerts.of(seed);
            for (AlertFormat format : AlertFormat.values()) {
                String line = format.writer().write(alert);
                assertThat(HIDDEN.matcher(line).find())
                        .as("%s, seed %d: %s", format, seed, line)
                        .isFalse();
                assertThat(format.writer().write(alert)).as("seed %d", seed).isEqualTo(line);
            }
        }
    }

    @Test
    void cef_readBack_hasTheValuesOfTheAlert() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Alert alert = HostileAlerts.of(seed);
            String line = AlertFormat.CEF.writer().write(alert);
            CefReader read = CefReader.read(line);
            assertThat(read.header())
                    .as("seed %d: %s", seed, line)
                    .startsWith(
                            "CEF:0",
                            "Vigie",
                            "Detector",
                            shown(alert.provenance().version(), "", 31))
                    .element(5)
                    .isEqualTo(shown(title(alert), "", 512));
            List<String> expected = new ArrayList<>();
            add(expected, "externalId", shown(alert.id(), "\n\r", 40));
            add(expected, "suser", shown(alert.group().getOrDefault("account", ""), "\n\r", 1_023));
            add(expected, "msg", shown(alert.sentence(), "\n\r", 1_023));
            add(expected, "cs1", shown(alert.group().getOrDefault("operator", ""), "\n\r", 4_000));
            add(expected, "act", alert.state().name());
            add(expected, "VigieDetectorSequence", Integer.toString(alert.sequence()));
            assertThat(read.extension().entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()))
                    .as("seed %d: %s", seed, line)
                    .containsAll(expected);
            assertThat(read.extension().keySet()).as("seed %d", seed).allMatch(HostileTextTest::isCefKey);
        }
    }

    @Test
    void leef_readBack_hasTheValuesOfTheAlert() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Alert alert = HostileAlerts.of(seed);
            String line = AlertFormat.LEEF.writer().write(alert);
            LeefReader read = LeefReader.read(line);
            assertThat(read.header())
                    .as("seed %d", seed)
                    .startsWith("LEEF:2.0", "Vigie", "Detector")
                    .endsWith("x5E");
            List<String> expected = new ArrayList<>();
            add(expected, "alertId", leef(alert.id(), 4_000));
            add(expected, "usrName", leef(alert.group().getOrDefault("account", ""), 255));
            add(expected, "msg", leef(alert.sentence(), 4_000));
            add(expected, "operator", leef(alert.group().getOrDefault("operator", ""), 4_000));
            add(expected, "rulesHash", leef(alert.provenance().rulesHash(), 4_000));
            add(expected, "state", alert.state().name());
            assertThat(read.attributes().entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()))
                    .as("seed %d: %s", seed, line)
                    .containsAll(expected);
        }
    }

    @Test
    void ecs_readBack_hasTheValuesOfTheAlert() throws JsonProcessingException {
        for (long seed = 0; seed < SEEDS; seed++) {
            Alert alert = HostileAlerts.of(seed);
            JsonNode read = JSON.readTree(AlertFormat.ECS.writer().write(alert));
            String as = "seed " + seed;
            assertThat(read.path("message").asText()).as(as).isEqualTo(json(alert.sentence()));
            assertThat(read.at("/vigie/alert_id").asText()).as(as).isEqualTo(json(alert.id()));
            assertThat(read.at("/organization/name").asText())
                    .as(as)
                    .isEqualTo(json(alert.group().getOrDefault("operator", "")));
            assertThat(texts(read.at("/vigie/reasons"), "title"))
                    .as(as)
                    .isEqualTo(alert.reasons().stream()
                            .map(each -> json(each.title()))
                            .toList());
            assertThat(texts(read.at("/vigie/evidence"), "event_id"))
                    .as(as)
                    .isEqualTo(alert.evidence().stream()
                            .map(each -> json(each.eventId()))
                            .toList());
            assertThat(texts(read.at("/vigie/registers/names")))
                    .as(as)
                    .isEqualTo(alert.registers().names().stream()
                            .map(HostileTextTest::json)
                            .toList());
        }
    }

    @Test
    void ocsf_readBack_hasTheValuesOfTheAlert() throws JsonProcessingException {
        for (long seed = 0; seed < SEEDS; seed++) {
            Alert alert = HostileAlerts.of(seed);
            JsonNode read = JSON.readTree(AlertFormat.OCSF.writer().write(alert));
            String as = "seed " + seed;
            assertThat(read.at("/finding_info/desc").asText()).as(as).isEqualTo(json(alert.sentence()));
            assertThat(read.at("/finding_info/uid").asText()).as(as).isEqualTo(json(alert.id()));
            assertThat(read.at("/actor/user/name").asText())
                    .as(as)
                    .isEqualTo(json(alert.group().getOrDefault("account", "")));
            boolean detection = read.path("class_uid").asInt() == 2004;
            assertThat(texts(detection ? read.path("evidences") : read.at("/finding_info/related_events"), "uid"))
                    .as(as)
                    .isEqualTo(alert.evidence().stream()
                            .map(each -> json(each.eventId()))
                            .toList());
        }
    }

    @Test
    void ocsf_hostileTexts_areValidFindings() throws JsonProcessingException {
        OcsfSchema schema = OcsfReference.schema();
        for (long seed = 0; seed < SEEDS; seed++) {
            JsonNode read = JSON.readTree(AlertFormat.OCSF.writer().write(HostileAlerts.of(seed)));
            assertThat(OcsfWriterTest.problems(schema, read))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    private static String title(Alert alert) {
        return alert.reasons().isEmpty() ? "Alert" : alert.reasons().get(0).title();
    }

    private static boolean isCefKey(String key) {
        return key.startsWith("VigieDetector")
                || key.matches("(cs[1-6]|cn[1-3]|c6a2)(Label)?")
                || List.of(
                                "rt",
                                "start",
                                "end",
                                "type",
                                "externalId",
                                "act",
                                "cat",
                                "suser",
                                "src",
                                "shost",
                                "msg",
                                "reason")
                        .contains(key);
    }

    private static void add(List<String> pairs, String key, String value) {
        if (!value.isEmpty()) {
            pairs.add(key + "=" + value);
        }
    }

    private static String leef(String text, int charsMax) {
        String named = HIDDEN.matcher(cut(text.strip(), charsMax)).replaceAll(HostileTextTest::named);
        return cut(named.replace("^", "<U+005E>"), charsMax);
    }

    private static String shown(String text, String kept, int charsMax) {
        String named = HIDDEN.matcher(cut(text.strip(), charsMax))
                .replaceAll(each -> kept.contains(each.group()) ? each.group() : named(each));
        return cut(named, charsMax);
    }

    private static String named(MatchResult hidden) {
        return String.format(Locale.ROOT, "<U+%04X>", hidden.group().codePointAt(0));
    }

    /** What UTF-8 can hold of it, as much as a text may have. */
    private static String json(String text) {
        return new String(cut(text, 4_096).getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
    }

    private static String cut(String text, int charsMax) {
        if (text.length() <= charsMax) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(charsMax - 2)) ? charsMax - 2 : charsMax - 1;
        return text.substring(0, end) + "…";
    }

    private static List<String> texts(JsonNode array, String name) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.path(name).asText()));
        return texts;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
