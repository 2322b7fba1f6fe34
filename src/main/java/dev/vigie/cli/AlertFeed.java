package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.model.Alert;
import dev.vigie.stream.Topics;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.RegistryException;
import dev.vigie.wire.WireException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads alerts and the ledger as any other consumer would: only what is committed. Used by one thread. */
final class AlertFeed implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AlertCodec codec;
    private final TopicPartition alerts;
    private final TopicPartition ledger;
    private final ObjectMapper json = new ObjectMapper();

    /** The ledger's latest rows by key: as many as there are operators, minutes and partitions. */
    private final Map<String, JsonNode> rows = new HashMap<>();

    private long alertsRead;

    AlertFeed(String bootstrap, Topics topics, AlertCodec codec) {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.codec = codec;
        this.alerts = new TopicPartition(topics.alerts(), 0);
        this.ledger = new TopicPartition(topics.ledger(), 0);
        consumer.assign(List.of(alerts, ledger));
        consumer.seekToBeginning(List.of(alerts, ledger));
    }

    /** Takes what has come since the last call, waiting a moment for more. */
    void poll(Consumer<Alert> each) throws IOException {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
            if (message.topic().equals(alerts.topic())) {
                alertsRead++;
                each.accept(decode(message.value()));
            } else {
                rows.put(new String(message.key(), UTF_8), json.readTree(message.value()));
            }
        }
    }

    private Alert decode(byte[] message) throws IOException {
        try {
            return codec.decode(message);
        } catch (WireException | RegistryException e) {
            throw new IOException("an alert cannot be read: " + e.getMessage(), e);
        }
    }

    /** The sum of one of the ledger's figures, such as {@code received}, over all operators. */
    long ledger(String figure) {
        return rows.values().stream()
                .mapToLong(row -> row.path(figure).asLong())
                .sum();
    }

    /** Log lines that the ledger accounts for, whatever became of them. */
    long accountedFor() {
        return ledger("received");
    }

    /** How many messages of alerts have come so far. */
    long alerts() {
        return alertsRead;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
