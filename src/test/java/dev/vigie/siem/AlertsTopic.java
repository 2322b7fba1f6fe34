package dev.vigie.siem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Alert;
import dev.vigie.stream.TopicCreation;
import dev.vigie.stream.TopicException;
import dev.vigie.stream.Topics;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An installation's topics of alerts, as a test writes and reads them. */
final class AlertsTopic {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    final AlertCodec codec = new AlertCodec(Framing.singleObject(), SchemaRegistry.none(), List.of());
    private final Map<String, Object> client;
    private final Topics topics;

    AlertsTopic(String bootstrap, String prefix) {
        this.client = Map.of("bootstrap.servers", bootstrap);
        this.topics = new Topics(prefix, 1, 1, (short) 1);
    }

    /** Writes alerts to the topic, which is created if it is not there. */
    void send(List<Alert> alerts) throws TopicException, ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(client);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            new TopicCreation(admin, topics).createAlerts();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Alert alert : alerts) {
                byte[] key = alert.id().getBytes(UTF_8);
                sent.add(producer.send(new ProducerRecord<>(topics.alerts(), key, codec.encode(alert))));
            }
            producer.flush();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
    }

    /** The first messages of a topic, committed ones, as soon as there are so many. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
        long deadlineNanos = System.nanoTime() + DEADLINE.toNanos();
        List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
            while (messages.size() < count) {
                assertThat(System.nanoTime())
                        .as("%s messages of %s", count, topic)
                        .isLessThan(deadlineNanos);
                consumer.poll(Duration.ofMillis(100)).forEach(messages::add);
            }
        }
        return messages;
    }

    /** How many messages a topic has. */
    long size(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String topic) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("isolation.level", "read_committed");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
