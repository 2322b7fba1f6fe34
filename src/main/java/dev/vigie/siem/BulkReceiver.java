package dev.vigie.siem;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vigie.siem.HttpPost.NoAnswerException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index or a data stream of OpenSearch or Elasticsearch, written by {@code _bulk}.
 *
 * <p>An index has one document for each alert. Its id is the alert's, so each message of an alert takes the place of
 * the one before. Its version is the message's sequence, from 1 on and of type {@code external}: an older message never
 * replaces a newer one, whatever is sent twice or out of order. Where one is refused as a conflict (409), the index has
 * the same or a newer one, which is what was wanted.
 *
 * <p>A data stream has one document for each message, which is only ever added: its id is the alert's with the
 * sequence, and what is there already is refused as a conflict, too. The streams' servers take an id once per backing
 * index: what is sent twice around a rollover stands there twice.
 */
final class BulkReceiver implements Receiver {

    /** What both servers accept as an id. */
    static final int ID_BYTES_MAX = 512;

    private static final String NDJSON = "application/x-ndjson";
    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonFactory FACTORY = new JsonFactory();

    private final HttpPost http;
    private final IndexPlace place;
    private final Map<String, String> headers;

    /** @param headers those that authorise, or none */
    BulkReceiver(HttpPost http, IndexPlace place, Map<String, String> headers) {
        this.http = http;
        this.place = place;
        this.headers = Map.copyOf(headers);
    }

    @Override
    public List<Answer> deliver(List<Message> messages) throws InterruptedException {
        return Halves.deliver(messages, this::attempt);
    }

    private @Nullable List<Answer> attempt(List<Message> messages) throws InterruptedException {
        HttpAnswer answer;
        try {
            answer = http.send("/" + place.name() + "/_bulk", headers, NDJSON, body(messages));
        } catch (NoAnswerException e) {
            return Receiver.all(messages, Answer.later(String.valueOf(e.getMessage())));
        }
        if (answer.isSuccess()) {
            return items(messages, answer.body());
        }
        boolean messageAtFault = answer.isTooLarge() || answer.status() == BAD_REQUEST;
        if (messageAtFault && messages.size() > 1) {
            return null;
        }
        return Receiver.all(messages, answer.answer());
    }

    private List<Answer> items(List<Message> messages, String body) {
        List<Answer> answers = new ArrayList<>();
        try {
            for (JsonNode item : JSON.readTree(body).path("items")) {
                answers.add(answer(item.path(place.operation())));
            }
        } catch (JsonProcessingException e) {
            answers.clear();
        }
        return answers.size() == messages.size()
                ? answers
                : Receiver.all(messages, Answer.later("its answer is not one to a bulk request"));
    }

    private static Answer answer(JsonNode item) {
        int status = item.path("status").asInt();
        if (status == CONFLICT) {
            return Answer.delivered();
        }
        return new HttpAnswer(status, item.path("error").toString(), 0).answer();
    }

    private String body(List<Message> messages) {
        StringWriter text = new StringWriter();
        for (Message message : messages) {
            try (JsonGenerator to = FACTORY.createGenerator(text)) {
                to.writeStartObject();
                to.writeObjectFieldStart(place.operation());
                to.writeStringField("_id", place.id(message.alert()));
                if (!place.isDataStream()) {
                    to.writeNumberField("version", message.alert().sequence() + 1L);
                    to.writeStringField("version_type", "external");
                }
                to.writeEndObject();
                to.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException("a string takes every character", e);
            }
            text.append('\n').append(message.text()).append('\n');
        }
        return text.toString();
    }

    /** A document's id, or a hash of one that is too long. */
    static String bounded(String id) {
        return id.getBytes(UTF_8).length <= ID_BYTES_MAX ? id : "sha256:" + Target.sha256(id);
    }

    /** The client's connections end by themselves. */
    @Override
    public void close() {}
}
