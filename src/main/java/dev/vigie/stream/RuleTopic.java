package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Rules in a compacted topic: a record's key is a file's name, its value the file's text; without a value the file is
 * gone.
 */
public final class RuleTopic implements RuleSource {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long START_SECONDS = 30;

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final Map<String, byte[]> contents = new TreeMap<>();

    private RuleTopic(String topic, KafkaConsumer<byte[], byte[]> consumer) {
        this.topic = topic;
        this.consumer = consumer;
        this.partition = new TopicPartition(topic, 0);
    }

    /**
     * Opens the topic, which is created if it is not there, and reads it up to where it ends now.
     *
     * @throws TopicException if it cannot be created, or not be read in time
     */
    public static RuleTopic open(StreamSettings settings) throws TopicException {
        Map<String, Object> client = client(settings);
        try (Admin admin = Admin.create(client)) {
            new TopicCreation(admin, settings.topics()).createRules();
        }
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        RuleTopic rules = new RuleTopic(
                settings.topics().rules(),
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        rules.readToEnd();
        return rules;
    }

    static Map<String, Object> client(StreamSettings settings) {
        Map<String, Object> client = new HashMap<>(settings.kafka());
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        return client;
    }

    private void readToEnd() throws TopicException {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (consumer.position(partition) < end) {
            poll();
            if (System.nanoTime() > deadlineNanos) {
                close();
                throw new TopicException("topic " + topic + " could not be read within " + START_SECONDS + " s");
            }
        }
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> file : consumer.poll(POLL)) {
            if (file.key() != null) {
                String name = new String(file.key(), UTF_8);
                if (file.value() == null) {
                    contents.remove(name);
                } else {
                    contents.put(name, file.value());
                }
            }
        }
    }

    /** The files known so far, without waiting for others. */
    public List<RuleFile> files() throws RuleException {
        List<RuleFile> files = new ArrayList<>();
        for (Map.Entry<String, byte[]> content : contents.entrySet()) {
            files.add(RuleFile.decode(content.getKey(), content.getValue()));
        }
        return files;
    }

    @Override
    public List<RuleFile> read() throws RuleException {
        poll();
        return files();
    }

    @Override
    public String toString() {
        return "topic " + topic;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
