package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.measure.KeyedHash;
import dev.vigie.model.AccessEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is known of assignments while their topic is read, and when it cannot be. Kafka's own fake consumer. */
@Timeout(60)
final class AssignmentFeedTest {

    private static final String TOPIC = "vigie.assignments";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    /** What the feed gets when it asks for a consumer, one after the other; where there is none, it cannot connect. */
    private final LinkedBlockingQueue<MockConsumer<byte[], byte[]>> consumers = new LinkedBlockingQueue<>();

    private final AssignmentFeed feed = new AssignmentFeed(
            () -> {
                MockConsumer<byte[], byte[]> next = consumers.poll();
                if (next == null) {
                    throw new KafkaException("no broker");
                }
                return next;
            },
            new AssignmentTopic(TOPIC, new KeyedHash(5, 6)::of),
            Duration.ofMillis(5));

    @AfterEach
    void stop() {
        feed.close();
    }

    @Test
    void whileItsEndIsNotReached_nothingIsAnswered() {
        MockConsumer<byte[], byte[]> consumer = topic(2);
        consumers.add(consumer);
        feed.start();
        put(consumer, 0, "atlas/p1");
        Broker.await("the first is taken", () -> feed.figures().taken() == 1);
        assertThat(feed.figures().loaded()).isFalse();
        assertThat(feed.of(reads("p1"))).isNull();
        put(consumer, 1, "atlas/p2");
        Broker.await("the end is reached", () -> feed.figures().loaded());
        assertThat(feed.of(reads("p1"))).isTrue();
        assertThat(feed.of(reads("p3"))).isFalse();
        put(consumer, 2, "atlas/p3");
        Broker.await("a later one is taken", () -> feed.figures().taken() == 3);
        assertThat(feed.of(reads("p3"))).isTrue();
    }

    @Test
    void anEmptyTopic_isReadAndKnowsNobody() {
        consumers.add(topic(0));
        feed.start();
        Broker.await("the end is reached", () -> feed.figures().loaded());
        assertThat(feed.of(reads("p1"))).isNull();
    }

    @Test
    void whenReadingFails_allIsForgottenUntilItWasReadAnew() {
        MockConsumer<byte[], byte[]> first = topic(1);
        consumers.add(first);
        feed.start();
        put(first, 0, "atlas/p1");
        Broker.await("the end is reached", () -> feed.figures().loaded());
        first.setPollException(new TopicAuthorizationException(TOPIC));
        Broker.await("nothing is known", () -> !feed.figures().loaded());
        assertThat(feed.of(reads("p1"))).isNull();
        assertThat(first.closed()).isTrue();
        MockConsumer<byte[], byte[]> second = topic(1);
        consumers.add(second);
        put(second, 0, "atlas/p2");
        Broker.await("it was read anew", () -> feed.figures().loaded());
        assertThat(feed.of(reads("p1"))).isFalse();
        assertThat(feed.of(reads("p2"))).isTrue();
        assertThat(feed.figures().entries()).isEqualTo(1);
    }

    @Test
    void close_endsTheReader() {
        MockConsumer<byte[], byte[]> consumer = topic(1);
        consumers.add(consumer);
        feed.start();
        Broker.await("it reads", () -> !consumer.assignment().isEmpty());
        feed.close();
        assertThat(consumer.closed()).isTrue();
    }

    /** A topic of one partition that ends, when it is first looked at, after so many records. */
    private static MockConsumer<byte[], byte[]> topic(long records) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        Node[] nobody = {};
        consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), nobody, nobody)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, records));
        return consumer;
    }

    /** By the thread that polls, once it has chosen its partitions. */
    private static void put(MockConsumer<byte[], byte[]> consumer, long offset, String key) {
        consumer.schedulePollTask(() ->
                consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, key.getBytes(UTF_8), "{}".getBytes(UTF_8))));
    }

    private static AccessEvent reads(String person) {
        return AssignmentBookTest.event("atlas", AssignmentBookTest.NOON, person);
    }
}
