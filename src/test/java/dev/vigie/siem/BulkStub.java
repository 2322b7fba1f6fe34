package dev.vigie.siem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.siem.HttpStub.Reply;
import dev.vigie.siem.HttpStub.Request;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A stub of an index's {@code _bulk}, and of a data stream's, from their documented contract: external versions, only
 * new documents in a stream, and an answer per item. Items whose id is set in {@link #statuses} fail so.
 */
final class BulkStub implements HttpStub.Answers {

    final Map<String, String> documents = new HashMap<>();
    final Map<String, Long> versions = new HashMap<>();
    final Map<String, Integer> statuses = new HashMap<>();
    String name = "vigie-alerts";
    int linesMax = Integer.MAX_VALUE;
    private final ObjectMapper json = new ObjectMapper();

    @Override
    public Reply to(Request request) throws IOException {
        if (!request.path().equals("/" + name + "/_bulk")
                || !request.header("Content-Type").equals("application/x-ndjson")
                || !request.body().endsWith("\n")) {
            return Reply.of(400, "{\"error\":{\"type\":\"illegal_argument_exception\"},\"status\":400}");
        }
        List<String> lines = request.body().lines().toList();
        if (lines.size() > linesMax) {
            return Reply.of(413);
        }
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < lines.size(); i += 2) {
            items.append(i == 0 ? "" : ",").append(item(json.readTree(lines.get(i)), lines.get(i + 1)));
        }
        return Reply.of(200, "{\"took\":1,\"errors\":true,\"items\":[" + items + "]}");
    }

    private String item(JsonNode line, String document) {
        String operation = line.fieldNames().next();
        JsonNode action = line.path(operation);
        String id = action.path("_id").asText();
        long version = action.path("version").asLong(1);
        int status = statuses.getOrDefault(id, 201);
        if (status == 201 && versions.getOrDefault(id, 0L) >= version) {
            status = 409;
        }
        if (status != 201) {
            return "{\"" + operation + "\":{\"status\":" + status
                    + ",\"error\":{\"type\":\"failed\",\"reason\":\"m.petit\"}}}";
        }
        versions.put(id, version);
        documents.put(id, document);
        return "{\"" + operation + "\":{\"status\":201}}";
    }
}
