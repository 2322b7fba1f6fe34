package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.cli.EmbeddedKafka;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is created can be written to at once. */
@Timeout(120)
final class TopicCreationIT {

    private static final int ROUNDS = 5;
    private static final int PARTITIONS = 12;

    @Test
    void create_onceItReturns_everyPartitionTakesRecordsWithoutASecondTry() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            for (int round = 0; round < ROUNDS; round++) {
                Topics topics = new Topics("round" + round, PARTITIONS, 1, (short) 1);
                new TopicCreation(admin, topics).create(List.of());
                for (Future<RecordMetadata> each : send(kafka, topics.events())) {
                    assertThat(each.get().offset()).as("round %s", round).isZero();
                }
            }
        }
    }

    private static List<Future<RecordMetadata>> send(EmbeddedKafka kafka, String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrap(), "retries", 0, "enable.idempotence", false);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            return IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> producer.send(new ProducerRecord<>(topic, partition, null, new byte[1])))
                    .toList();
        }
    }
}
