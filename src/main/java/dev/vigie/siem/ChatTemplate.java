package dev.vigie.siem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vigie.model.Alert;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An alert as a message in a chat: its level and state, the sentence, and its id.
 *
 * <p>Account names stand in the sentence, and whoever chooses one must not mention the whole channel, or make a link,
 * in an alert: so all text goes where the chat looks for no markup.
 */
enum ChatTemplate {
    /** An Adaptive Card 1.4; a {@code RichTextBlock}'s runs, unlike a {@code TextBlock}, know no Markdown. */
    TEAMS {
        @Override
        void write(JsonGenerator to, Alert alert) throws IOException {
            to.writeStringField("type", "message");
            to.writeArrayFieldStart("attachments");
            to.writeStartObject();
            to.writeStringField("contentType", "application/vnd.microsoft.card.adaptive");
            to.writeObjectFieldStart("content");
            to.writeStringField("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
            to.writeStringField("type", "AdaptiveCard");
            to.writeStringField("version", "1.4");
            to.writeArrayFieldStart("body");
            run(to, title(alert), true);
            run(to, sentence(alert), false);
            run(to, alert.id(), false);
            to.writeEndArray();
            to.writeEndObject();
            to.writeEndObject();
            to.writeEndArray();
        }

        private void run(JsonGenerator to, String text, boolean bold) throws IOException {
            to.writeStartObject();
            to.writeStringField("type", "RichTextBlock");
            to.writeArrayFieldStart("inlines");
            to.writeStartObject();
            to.writeStringField("type", "TextRun");
            to.writeStringField("text", cut(text, TEXT_LENGTH_MAX));
            if (bold) {
                to.writeStringField("weight", "Bolder");
            }
            to.writeEndObject();
            to.writeEndArray();
            to.writeEndObject();
        }
    },
    /** Blocks of {@code plain_text}; {@code text} is what a notification shows, escaped as Slack asks. */
    SLACK {
        @Override
        void write(JsonGenerator to, Alert alert) throws IOException {
            String notification = cut(title(alert) + ": " + sentence(alert), TEXT_LENGTH_MAX)
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;");
            to.writeStringField("text", notification);
            to.writeArrayFieldStart("blocks");
            block(to, "header", cut(title(alert), SLACK_HEADER_LENGTH_MAX));
            block(to, "section", cut(sentence(alert), TEXT_LENGTH_MAX));
            block(to, "section", cut(alert.id(), TEXT_LENGTH_MAX));
            to.writeEndArray();
        }

        private void block(JsonGenerator to, String type, String text) throws IOException {
            to.writeStartObject();
            to.writeStringField("type", type);
            to.writeObjectFieldStart("text");
            to.writeStringField("type", "plain_text");
            to.writeStringField("text", text);
            to.writeBooleanField("emoji", false);
            to.writeEndObject();
            to.writeEndObject();
        }
    },
    /** A block of code, within which neither Markdown nor a mention means anything. */
    MATTERMOST {
        @Override
        void write(JsonGenerator to, Alert alert) throws IOException {
            String fenced =
                    cut(sentence(alert) + "\n" + alert.id(), TEXT_LENGTH_MAX).replace('`', '\'');
            to.writeStringField("text", "**" + title(alert) + "**\n```\n" + fenced + "\n```");
        }
    };

    static final String CONTENT_TYPE = "application/json";

    /** The shortest limit of the three, Slack's for a section. */
    private static final int TEXT_LENGTH_MAX = 3_000;

    private static final int SLACK_HEADER_LENGTH_MAX = 150;
    private static final JsonFactory JSON = new JsonFactory();

    static @Nullable ChatTemplate named(String name) {
        return Stream.of(values())
                .filter(template -> template.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElse(null);
    }

    static List<String> names() {
        return Stream.of(values())
                .map(template -> template.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** What is posted for an alert. */
    String body(Alert alert) {
        StringWriter text = new StringWriter();
        try (JsonGenerator to = JSON.createGenerator(text)) {
            to.writeStartObject();
            write(to, alert);
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes every character", e);
        }
        return text.toString();
    }

    abstract void write(JsonGenerator to, Alert alert) throws IOException;

    private static String title(Alert alert) {
        String state = switch (alert.state()) {
            case OPEN -> "new alert";
            case UPDATE -> "alert grows";
            case CLOSED -> "alert closed";
        };
        return alert.level().name() + ": " + state;
    }

    /** Slack refuses an empty text. */
    private static String sentence(Alert alert) {
        return alert.sentence().isBlank() ? "(no sentence)" : alert.sentence();
    }

    private static String cut(String text, int lengthMax) {
        if (text.length() <= lengthMax) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(lengthMax - 2)) ? lengthMax - 2 : lengthMax - 1;
        return text.substring(0, end) + "\u2026";
    }
}
