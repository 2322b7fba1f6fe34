package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ChatTemplateTest {

    private static final String HOSTILE = "<!channel> @all [x](http://evil.example) ``` **b** <a> & \ud83d\ude00";

    @Test
    void teams_hostileSentence_standsInRunsThatKnowNoMarkdown() throws Exception {
        JsonNode card = body(ChatTemplate.TEAMS, HOSTILE).path("attachments").path(0);
        assertThat(card.path("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        List<String> texts = new ArrayList<>();
        for (JsonNode block : card.path("content").path("body")) {
            assertThat(block.path("type").asText()).isEqualTo("RichTextBlock");
            block.path("inlines").forEach(run -> {
                assertThat(run.path("type").asText()).isEqualTo("TextRun");
                texts.add(run.path("text").asText());
            });
        }
        assertThat(texts).containsExactly("CRITICAL: new alert", HOSTILE, "a:1");
    }

    @Test
    void slack_hostileSentence_isPlainTextAndEscapedInTheNotification() throws Exception {
        JsonNode message = body(ChatTemplate.SLACK, HOSTILE);
        assertThat(message.path("text").asText()).doesNotContain("<", ">").contains("&lt;!channel&gt;", "&amp;");
        assertThat(message.path("blocks"))
                .extracting(block -> block.path("text").path("type").asText())
                .containsOnly("plain_text");
        assertThat(message.path("blocks").path(1).path("text").path("text").asText())
                .isEqualTo(HOSTILE);
    }

    @Test
    void mattermost_hostileSentence_cannotLeaveItsBlockOfCode() throws Exception {
        String text = body(ChatTemplate.MATTERMOST, HOSTILE).path("text").asText();
        assertThat(text).startsWith("**CRITICAL: new alert**\n```\n").endsWith("\n```");
        assertThat(text.split("```", -1)).hasSize(3);
        assertThat(text.split("```", -1)[1]).contains("@all", "a:1");
    }

    @ParameterizedTest
    @EnumSource
    void body_longOrEmptySentence_isCutOrReplaced(ChatTemplate template) throws Exception {
        assertThat(body(template, "\ud83d\ude00".repeat(10_000)).toString()).hasSizeLessThan(8_000);
        assertThat(body(template, " ").toString()).contains("(no sentence)");
    }

    private static JsonNode body(ChatTemplate template, String sentence) throws Exception {
        Alert alert = Episodes.alert("a:1", 0, Alert.State.OPEN, Level.CRITICAL, sentence);
        return new ObjectMapper().readTree(template.body(alert));
    }
}
