package dev.vigie.bench;

import dev.vigie.stream.PartitionLeaders;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the bench asks of the broker beside the jobs that it measures. */
public final class Cluster implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 60;
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrap;
    private final Admin admin;

    public Cluster(String bootstrap) {
        this.bootstrap = bootstrap;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    public String bootstrap() {
        return bootstrap;
    }

    public Admin admin() {
        return admin;
    }

    void create(String topic, int partitions) {
        wait(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all());
        List<TopicPartition> created = IntStream.range(0, partitions)
                .mapToObj(i -> new TopicPartition(topic, i))
                .toList();
        try {
            PartitionLeaders.await(admin, created, Duration.ofSeconds(TIMEOUT_SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not do what the bench asks", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Where each partition of the topics ends now. */
    public Map<TopicPartition, Long> ends(Collection<String> topics) {
        Map<String, TopicDescription> found = wait(admin.describeTopics(topics).allTopicNames());
        Map<TopicPartition, OffsetSpec> wanted = found.values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> answer =
                wait(admin.listOffsets(wanted).all());
        return answer.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** True if the group has committed that it has read everything up to {@code ends}. */
    public boolean hasRead(String group, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                wait(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return end.getValue() == 0 || (offset != null && offset.offset() >= end.getValue());
        });
    }

    /** Empties the topic. What is appended from now on is all that a new group will read. */
    public void empty(String topic) {
        wait(admin.deleteRecords(ends(List.of(topic)).entrySet().stream()
                        .filter(end -> end.getValue() > 0)
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue()))))
                .all());
    }

    /** Deletes the internal topics of applications that are done with. */
    public void deleteTopicsOf(Collection<String> applications) {
        deleteTopicsStarting(applications.stream().map(id -> id + "-").toList());
    }

    public void deleteTopicsStarting(Collection<String> beginnings) {
        Set<String> all = wait(admin.listTopics().names());
        wait(admin.deleteTopics(all.stream()
                        .filter(topic -> beginnings.stream().anyMatch(topic::startsWith))
                        .toList())
                .all());
    }

    /** Reads what transactions have committed to the topic between two sets of offsets. */
    public void read(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> to,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            while (to.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(each);
            }
        }
    }

    private static <T> T wait(Future<T> answer) {
        try {
            return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not do what the bench asks", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
