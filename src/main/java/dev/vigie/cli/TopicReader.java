package dev.vigie.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Topics as a bystander reads them: what is committed, up to where each ends when its turn comes; in no consumer group,
 * and so without leaving a trace of how far it has read.
 */
final class TopicReader implements AutoCloseable {

    /** All of it. */
    static final long ALL = Long.MAX_VALUE;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long STALLED_SECONDS = 30;

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param client the settings of every client */
    TopicReader(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** How many partitions a topic has; 0 where there is no such topic. */
    int partitions(String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        return partitions == null ? 0 : partitions.size();
    }

    /**
     * Reads a topic, one partition after the other, each in its order.
     *
     * @param lastMax of each partition no more than about so many of its last records
     */
    void read(String topic, long lastMax, Consumer<ConsumerRecord<byte[], byte[]>> out) throws IOException {
        int partitions = partitions(topic);
        for (int i = 0; i < partitions; i++) {
            read(new TopicPartition(topic, i), lastMax, out);
        }
    }

    private void read(TopicPartition partition, long lastMax, Consumer<ConsumerRecord<byte[], byte[]>> out)
            throws IOException {
        consumer.assign(List.of(partition));
        long end = only(consumer.endOffsets(List.of(partition)));
        long beginning = only(consumer.beginningOffsets(List.of(partition)));
        consumer.seek(partition, Math.max(beginning, lastMax == ALL ? 0 : end - lastMax));
        long progressNanos = System.nanoTime();
        for (long at = consumer.position(partition); at < end; at = consumer.position(partition)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> message : records) {
                if (message.offset() < end) {
                    out.accept(message);
                }
            }
            if (consumer.position(partition) > at) {
                progressNanos = System.nanoTime();
            } else if (System.nanoTime() - progressNanos > TimeUnit.SECONDS.toNanos(STALLED_SECONDS)) {
                throw new IOException("nothing more of " + partition + " came within " + STALLED_SECONDS + " s");
            }
        }
    }

    private static long only(Map<TopicPartition, Long> offsets) {
        return offsets.values().iterator().next();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
