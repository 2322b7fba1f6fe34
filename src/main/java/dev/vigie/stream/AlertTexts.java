package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.model.Alert;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards a task's alerts to the further topics that were chosen, in the transaction of the alert itself.
 *
 * <p>A text that cannot be written, or that its topic would not take, must neither stop the detector nor be passed over
 * in silence: the alert's message goes to {@code vigie.alerts.refused} instead, with {@code vigie.format},
 * {@code vigie.target} (the topic that lacks it), {@code vigie.reason} and {@code vigie.detail} as headers.
 */
final class AlertTexts {

    /** What a message has beside its text, its key and its framing, stays below this. */
    private static final int OVERHEAD_BYTES_MAX = 64 << 10;

    static final int TEXT_BYTES_MAX = Topics.MESSAGE_BYTES_MAX - OVERHEAD_BYTES_MAX;

    private static final Logger LOG = LoggerFactory.getLogger(AlertTexts.class);

    private final ProcessorContext<byte @Nullable [], byte @Nullable []> context;
    private final List<AlertTopic> chosen;
    private final Topics topics;
    private final String sink;

    /** @param sink the sink of the alerts themselves, which gives the others their names */
    AlertTexts(
            ProcessorContext<byte @Nullable [], byte @Nullable []> context,
            List<AlertTopic> chosen,
            Topics topics,
            String sink) {
        this.context = context;
        this.chosen = chosen;
        this.topics = topics;
        this.sink = sink;
    }

    /** The sink of a further topic, or of {@link Topics#REFUSED}, beside that of the alerts. */
    static String sink(String alertSink, String format) {
        return alertSink + "-" + format;
    }

    /**
     * Forwards an alert.
     *
     * @param message the alert as {@code vigie.alerts} has it
     */
    void forward(Alert alert, Record<byte @Nullable [], byte @Nullable []> message) {
        for (AlertTopic topic : chosen) {
            byte[] text;
            try {
                text = topic.writer().apply(alert).getBytes(UTF_8);
            } catch (RuntimeException e) {
                // Its message may repeat what a log said.
                String cause = e.getClass().getSimpleName();
                LOG.warn("alert {} cannot be written as {}: {}", alert.id(), topic.format(), cause);
                refuse(topic, message, "not written", cause);
                continue;
            }
            if (text.length > TEXT_BYTES_MAX) {
                LOG.warn("alert {} as {} is longer than its topic takes", alert.id(), topic.format());
                refuse(topic, message, "too long", text.length + " bytes, at most " + TEXT_BYTES_MAX);
                continue;
            }
            context.forward(message.withValue(text), sink(sink, topic.format()));
        }
    }

    private void refuse(
            AlertTopic topic, Record<byte @Nullable [], byte @Nullable []> message, String reason, String detail) {
        Headers headers = new RecordHeaders();
        headers.add("vigie.reason", reason.getBytes(UTF_8));
        headers.add("vigie.detail", detail.getBytes(UTF_8));
        headers.add("vigie.format", topic.format().getBytes(UTF_8));
        headers.add("vigie.target", topics.alerts(topic.format()).getBytes(UTF_8));
        context.forward(message.withHeaders(headers), sink(sink, Topics.REFUSED));
    }
}
