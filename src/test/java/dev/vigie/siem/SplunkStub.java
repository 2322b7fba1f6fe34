package dev.vigie.siem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.siem.HttpStub.Reply;
import dev.vigie.siem.HttpStub.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A stub of Splunk's HTTP Event Collector, from its documented contract: there is no Splunk to test with. Takes a batch
 * whole or not at all; acknowledges after some polls.
 */
final class SplunkStub implements HttpStub.Answers {

    static final String TOKEN = "11111111-2222-3333-4444-555555555555";

    final List<JsonNode> events = new ArrayList<>();
    private final Map<Long, Integer> pollsUntilIndexed = new HashMap<>();
    private final ObjectMapper json = new ObjectMapper();
    boolean acknowledges;
    int pollsNeeded = 2;
    int busyAnswers;
    int badSequence = -1;
    private long ackIds;

    @Override
    public Reply to(Request request) throws IOException {
        if (!request.header("Authorization").equals("Splunk " + TOKEN)) {
            return Reply.of(403, "{\"text\":\"Invalid token\",\"code\":4}");
        }
        if (request.path().startsWith("/services/collector/ack?channel=")) {
            return acks(request.body());
        }
        if (!request.path().equals("/services/collector/event")) {
            return Reply.of(404, "{\"text\":\"The requested URL was not found on this server.\",\"code\":404}");
        }
        if (busyAnswers > 0) {
            busyAnswers--;
            return Reply.of(503, "{\"text\":\"Server is busy\",\"code\":9}");
        }
        return take(request);
    }

    private Reply take(Request request) throws IOException {
        if (acknowledges && request.headers().getFirst("X-Splunk-Request-Channel") == null) {
            return Reply.of(400, "{\"text\":\"Data channel is missing\",\"code\":10}");
        }
        List<JsonNode> batch = new ArrayList<>();
        try (MappingIterator<JsonNode> each = json.readerFor(JsonNode.class).readValues(request.body())) {
            while (each.hasNext()) {
                JsonNode event = each.next();
                if (event.path("event").path("sequence").asInt(-1) == badSequence) {
                    return Reply.of(
                            400,
                            "{\"text\":\"Invalid data format\",\"code\":6,\"invalid-event-number\":" + batch.size()
                                    + "}");
                }
                batch.add(event);
            }
        }
        events.addAll(batch);
        if (!acknowledges) {
            return Reply.of(200, "{\"text\":\"Success\",\"code\":0}");
        }
        pollsUntilIndexed.put(ackIds, pollsNeeded);
        return Reply.of(200, "{\"text\":\"Success\",\"code\":0,\"ackId\":" + ackIds++ + "}");
    }

    private Reply acks(String body) throws IOException {
        long id = json.readTree(body).path("acks").path(0).asLong(-1);
        int left = pollsUntilIndexed.merge(id, -1, Integer::sum);
        return Reply.of(200, "{\"acks\":{\"" + id + "\":" + (left <= 0) + "}}");
    }
}
