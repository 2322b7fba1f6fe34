package dev.vigie.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What AWS wraps around a record on its way: the {@code Message} of SNS, the {@code body} of SQS and of what Lambda
 * gets from either, the {@code detail} of EventBridge, the {@code message} of CloudWatch Logs (as its user guide shows
 * under "Log group-level subscription filters"), or several of these, one within the other.
 *
 * <p>A message of several records is a container of candidates, which {@link AwsRecords} cuts before any of this. What
 * CloudTrail itself tells SNS is refused: it only names the file that it delivered.
 */
final class AwsEnvelope {

    /** S3 by SNS by SQS by Lambda has four, and its array of one record a fifth. */
    static final int LAYERS_MAX = 6;

    /** What CloudWatch Logs sends in a log event's place to see whether anybody is there. */
    private static final String HEALTH_CHECK = "CWL CONTROL MESSAGE";

    private AwsEnvelope() {}

    static JsonNode open(JsonNode record, JsonTree tree) throws Rejection {
        JsonNode opened = record;
        for (int i = 0; i < LAYERS_MAX; i++) {
            JsonNode inner = inner(opened, tree);
            if (inner == null) {
                return opened;
            }
            opened = inner;
        }
        throw new Rejection(Reason.NOT_AN_EVENT, "wrapped more than " + LAYERS_MAX + " times");
    }

    /** Whether this is what CloudWatch Logs sends of itself, in a {@code CONTROL_MESSAGE}: no record of anybody's. */
    static boolean isHealthCheck(JsonNode record) {
        JsonNode message = record.path("message");
        return message.isTextual() && message.textValue().startsWith(HEALTH_CHECK) && record.has("timestamp");
    }

    /**
     * A window on the container of records that this is, or that lies in its layers as a text; null where there is
     * none. It has to begin its text: one in an object that stands there unwrapped is not looked for.
     */
    static @Nullable ByteWindow container(byte[] bytes, int from, int to, JsonTree tree) throws Rejection {
        ByteWindow text = new ByteWindow(bytes, from, to);
        if (opensAt(text)) {
            return text;
        }
        JsonNode opened = tree.object(bytes, from, to);
        for (int i = 0; opened != null && i < LAYERS_MAX; i++) {
            String message = opened.has("eventName") ? null : message(opened);
            if (message != null) {
                byte[] inner = message.getBytes(UTF_8);
                text = new ByteWindow(inner, 0, inner.length);
                if (opensAt(text)) {
                    return text;
                }
            }
            opened = inner(opened, tree);
        }
        return null;
    }

    private static boolean opensAt(ByteWindow text) {
        return JsonOpening.RECORDS.isAt(text) || JsonOpening.LOG_EVENTS.isAt(text);
    }

    /** What lies in the outermost layer; null if this is none. */
    private static @Nullable JsonNode inner(JsonNode node, JsonTree tree) throws Rejection {
        if (node.has("eventName")) {
            return null;
        }
        String message = message(node);
        if (message != null) {
            return tree.object(message);
        }
        JsonNode records = node.path("Records");
        if (records.isArray() && records.size() == 1 && records.get(0).isObject()) {
            return records.get(0);
        }
        if (records.isArray()) {
            throw new Rejection(
                    Reason.NOT_AN_EVENT,
                    "a message of " + records.size()
                            + " records that does not begin with them: hand on each by itself");
        }
        if (node.has("s3Bucket") && node.has("s3ObjectKey")) {
            throw new Rejection(Reason.NOT_AN_EVENT, "only tells that a log file was delivered: read the file itself");
        }
        JsonNode detail = node.path("detail");
        return detail.isObject() ? detail : null;
    }

    private static @Nullable String message(JsonNode node) {
        JsonNode sns = node.path("Sns");
        for (JsonNode message : new JsonNode[] {
            node.path("Message"), sns.path("Message"), node.path("body"), node.path("Body"), node.path("message")
        }) {
            if (message.isTextual()) {
                return message.textValue();
            }
        }
        return null;
    }
}
