package dev.vigie.siem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.vigie.siem.HttpPost.NoAnswerException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Splunk's HTTP Event Collector: a batch of events in one request to {@code /services/collector/event}.
 *
 * <p>Where the token has indexer acknowledgement switched on, the answer holds an {@code ackId}, and the batch counts
 * as delivered when {@code /services/collector/ack} says that it is indexed; without, when it is accepted, and what
 * Splunk then loses in memory is lost. Codes are those of Splunk's "Troubleshoot HTTP Event Collector": 5, 6, 12, 13
 * and 15 blame the data, all others the receiver's state (9: busy) or its configuration, which somebody can mend.
 */
final class SplunkReceiver implements Receiver {

    static final long ACK_POLL_MILLIS = 1_000;

    /** Well under what Kafka allows between two polls, and over what a loaded indexer usually needs. */
    static final long ACK_MILLIS_MAX = 120_000;

    private static final String EVENTS = "/services/collector/event";
    private static final String ACKS = "/services/collector/ack";
    private static final String JSON_TYPE = "application/json";
    private static final int BAD_REQUEST = 400;
    private static final Set<Integer> DATA_AT_FAULT = Set.of(5, 6, 12, 13, 15);
    private static final int NO_CODE = -1;
    private static final int TIME_DECIMALS = 3;
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonFactory FACTORY = new JsonFactory();

    private final HttpPost http;
    private final Settings settings;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Map<String, String> headers;

    /**
     * What a collector needs to know.
     *
     * @param channel a GUID, which acknowledgements ask for
     * @param index null for the token's own
     * @param sourceType such as {@code vigie:ocsf}
     */
    record Settings(String token, String channel, @Nullable String index, String sourceType, boolean json) {

        /** Never shows the token. */
        @Override
        public String toString() {
            return "Settings[" + channel + "]";
        }
    }

    SplunkReceiver(HttpPost http, Settings settings, InstantSource clock, Sleeper sleeper) {
        this.http = http;
        this.settings = settings;
        this.clock = clock;
        this.sleeper = sleeper;
        this.headers =
                Map.of("Authorization", "Splunk " + settings.token(), "X-Splunk-Request-Channel", settings.channel());
    }

    @Override
    public List<Answer> deliver(List<Message> messages) throws InterruptedException {
        return Halves.deliver(messages, this::attempt);
    }

    private @Nullable List<Answer> attempt(List<Message> messages) throws InterruptedException {
        HttpAnswer answer;
        try {
            answer = http.send(EVENTS, headers, JSON_TYPE, body(messages));
        } catch (NoAnswerException e) {
            return Receiver.all(messages, Answer.later(String.valueOf(e.getMessage())));
        }
        JsonNode said = tree(answer.body());
        if (answer.isSuccess()) {
            JsonNode ackId = said.path("ackId");
            return Receiver.all(
                    messages, ackId.canConvertToLong() ? acknowledged(ackId.longValue()) : Answer.delivered());
        }
        int code = said.path("code").asInt(NO_CODE);
        String reason = answer.reason() + (code == NO_CODE ? "" : ", code " + code);
        if (answer.isTooLarge() || (answer.status() == BAD_REQUEST && DATA_AT_FAULT.contains(code))) {
            return messages.size() > 1 ? null : List.of(Answer.refused(reason, answer.body()));
        }
        return Receiver.all(messages, Answer.later(reason, answer.waitMillis()));
    }

    /** Asks until the batch is indexed. Polls without an answer are polls in vain. */
    private Answer acknowledged(long ackId) throws InterruptedException {
        long deadlineMillis = clock.millis() + ACK_MILLIS_MAX;
        String question = "{\"acks\":[" + ackId + "]}";
        while (clock.millis() < deadlineMillis) {
            sleeper.sleep(ACK_POLL_MILLIS);
            try {
                HttpAnswer answer = http.send(ACKS + "?channel=" + settings.channel(), headers, JSON_TYPE, question);
                if (tree(answer.body()).path("acks").path(Long.toString(ackId)).asBoolean()) {
                    return Answer.delivered();
                }
            } catch (NoAnswerException e) {
                // Asked again, until the time is up.
            }
        }
        return Answer.later("no acknowledgement from an indexer within " + ACK_MILLIS_MAX / 1_000 + " s");
    }

    private static JsonNode tree(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private String body(List<Message> messages) {
        StringWriter text = new StringWriter();
        for (Message message : messages) {
            try (JsonGenerator to = FACTORY.createGenerator(text)) {
                write(to, message);
            } catch (IOException e) {
                throw new UncheckedIOException("a string takes every character", e);
            }
        }
        return text.toString();
    }

    private void write(JsonGenerator to, Message message) throws IOException {
        to.writeStartObject();
        long detectedAtMillis = message.alert().provenance().detectedAtMillis();
        to.writeNumberField("time", BigDecimal.valueOf(detectedAtMillis, TIME_DECIMALS));
        to.writeStringField("source", "vigie");
        to.writeStringField("sourcetype", settings.sourceType());
        if (settings.index() != null) {
            to.writeStringField("index", settings.index());
        }
        to.writeFieldName("event");
        if (settings.json()) {
            to.writeRawValue(message.text());
        } else {
            to.writeString(message.text());
        }
        to.writeEndObject();
    }

    /** The client's connections end by themselves. */
    @Override
    public void close() {}
}
