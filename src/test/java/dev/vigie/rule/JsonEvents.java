package dev.vigie.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events written as JSON for tests; what the test does not care about has a value of no meaning. */
final class JsonEvents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonEvents() {}

    static AccessEvent parse(String line) {
        try {
            return event(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    private static AccessEvent event(JsonNode node) {
        return new AccessEvent(
                node.path("id").asText("e1"),
                Instant.parse(node.path("time").asText("2026-01-05T08:00:00Z")).toEpochMilli(),
                AccessEvent.UNKNOWN,
                node.path("operator").asText("op"),
                node.path("account").asText("acc"),
                text(node, "role"),
                text(node, "session"),
                text(node, "resource"),
                Action.valueOf(node.path("action").asText("READ")),
                Outcome.valueOf(node.path("outcome").asText("SUCCESS")),
                texts(node, "subject").stream().map(Subject::of).toList(),
                node.path("record_count").asLong(AccessEvent.UNKNOWN),
                node.path("bytes").asLong(AccessEvent.UNKNOWN),
                texts(node, "field"),
                text(node, "src_ip"),
                text(node, "user_agent"),
                text(node, "country"),
                text(node, "purpose"),
                node.has("assigned") ? node.path("assigned").asBoolean() : null,
                node.path("sequence").asLong(AccessEvent.UNKNOWN),
                null);
    }

    private static @Nullable String text(JsonNode node, String key) {
        return node.has(key) ? node.path(key).asText() : null;
    }

    private static List<String> texts(JsonNode node, String key) {
        List<String> texts = new ArrayList<>();
        node.path(key).forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
