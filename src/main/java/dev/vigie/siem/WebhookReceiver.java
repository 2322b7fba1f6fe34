package dev.vigie.siem;

import dev.vigie.model.Alert;
import dev.vigie.siem.HttpPost.NoAnswerException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A webhook: one request per message, in their order; the first one that must wait holds up those behind it. */
final class WebhookReceiver implements Receiver {

    /** With the time that one answer may take, well under what Kafka allows between two polls. */
    private static final int MESSAGES_MAX = 10;

    private final HttpPost http;
    private final String path;
    private final String contentType;
    private final @Nullable ChatTemplate template;
    private final @Nullable WebhookSignature signature;
    private final InstantSource clock;

    /**
     * @param path from the host on, with its query
     * @param contentType of the messages' own texts
     * @param template what is posted instead of them; or null
     * @param signature null where the receiver checks none
     */
    WebhookReceiver(
            HttpPost http,
            String path,
            String contentType,
            @Nullable ChatTemplate template,
            @Nullable WebhookSignature signature,
            InstantSource clock) {
        this.http = http;
        this.path = path;
        this.contentType = template == null ? contentType : ChatTemplate.CONTENT_TYPE;
        this.template = template;
        this.signature = signature;
        this.clock = clock;
    }

    @Override
    public int messagesMax() {
        return MESSAGES_MAX;
    }

    @Override
    public List<Answer> deliver(List<Message> messages) throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (Message message : messages) {
            Answer answer = post(message);
            answers.add(answer);
            if (answer.kind() == Answer.Kind.LATER) {
                while (answers.size() < messages.size()) {
                    answers.add(answer);
                }
            }
            if (answers.size() == messages.size()) {
                break;
            }
        }
        return answers;
    }

    private Answer post(Message message) throws InterruptedException {
        Alert alert = message.alert();
        String body = template == null ? message.text() : template.body(alert);
        Map<String, String> headers = signature == null
                ? Map.of()
                : signature.headers(id(alert), clock.instant().getEpochSecond(), body);
        try {
            return http.send(path, headers, contentType, body).answer();
        } catch (NoAnswerException e) {
            return Answer.later(String.valueOf(e.getMessage()));
        }
    }

    /** A name for the message that a header can hold, whatever an account is called. */
    private static String id(Alert alert) {
        return "msg_" + Target.sha256(alert.id() + "\n" + alert.sequence());
    }

    /** The client's connections end by themselves. */
    @Override
    public void close() {}
}
