package dev.vigie.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic from its beginning to where it ends when one begins to read. */
public final class WholeTopic {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long STALLED_SECONDS = 30;

    private WholeTopic() {}

    /**
     * Hands over every committed record, each partition's in its order.
     *
     * @param client the settings of every client
     * @throws TopicException if it cannot be read, or nothing comes for {@value #STALLED_SECONDS} s
     */
    public static void read(Map<String, Object> client, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each)
            throws TopicException {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(client), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long movedNanos = System.nanoTime();
            long before = -1;
            while (left(consumer, ends) > 0) {
                consumer.poll(POLL).forEach(each);
                long left = left(consumer, ends);
                movedNanos = left == before ? movedNanos : System.nanoTime();
                before = left;
                if (System.nanoTime() - movedNanos > TimeUnit.SECONDS.toNanos(STALLED_SECONDS)) {
                    throw new TopicException("topic " + topic + " stalls: nothing came for " + STALLED_SECONDS + " s");
                }
            }
        } catch (KafkaException e) {
            throw new TopicException("topic " + topic + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static long left(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        long left = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            left += Math.max(0, end.getValue() - consumer.position(end.getKey()));
        }
        return left;
    }

    private static Map<String, Object> settings(Map<String, Object> client) {
        Map<String, Object> to = new HashMap<>(client);
        to.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        to.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        to.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return to;
    }
}
