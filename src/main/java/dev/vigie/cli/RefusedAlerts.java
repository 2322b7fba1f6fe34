package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.stream.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of alerts that a receiver refused: key and value as they were, headers the rest.
 *
 * <pre>
 *   vigie.reason  such as HTTP status 400          vigie.topic      where it was
 *   vigie.detail  what the receiver said           vigie.partition
 *   vigie.format  such as cef                      vigie.offset
 *   vigie.target  the receiver's scheme, host and port
 * </pre>
 */
final class RefusedAlerts implements Closing {

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final String target;
    private final String format;

    private RefusedAlerts(Producer<byte[], byte[]> producer, String topic, String target, String format) {
        this.producer = producer;
        this.topic = topic;
        this.target = target;
        this.format = format;
    }

    /** @param client the settings of every client */
    static RefusedAlerts open(Map<String, Object> client, Topics topics, String target, String format) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MESSAGE_BYTES_MAX);
        return new RefusedAlerts(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
                topics.alertsRefused(),
                target,
                format);
    }

    /**
     * Keeps an alert, for good before this returns.
     *
     * @throws KafkaException if it cannot be kept
     */
    void keep(ConsumerRecord<byte[], byte[]> refused, String reason, String detail) {
        ProducerRecord<byte[], byte[]> kept = new ProducerRecord<>(topic, refused.key(), refused.value());
        Headers headers = kept.headers();
        headers.add("vigie.reason", reason.getBytes(UTF_8));
        headers.add("vigie.detail", detail.getBytes(UTF_8));
        headers.add("vigie.format", format.getBytes(UTF_8));
        headers.add("vigie.target", target.getBytes(UTF_8));
        headers.add("vigie.topic", refused.topic().getBytes(UTF_8));
        headers.add("vigie.partition", Integer.toString(refused.partition()).getBytes(UTF_8));
        headers.add("vigie.offset", Long.toString(refused.offset()).getBytes(UTF_8));
        try {
            producer.send(kept).get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaException("a refused alert cannot be kept in " + topic, cause);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
