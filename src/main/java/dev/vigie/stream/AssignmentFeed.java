package dev.vigie.stream;

import dev.vigie.model.AccessEvent;
import dev.vigie.wire.WireException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topic of assignments: in no consumer group, each time from the beginning, so that every process knows all
 * of it. Where reading fails, or the topic is another than it was, what was known is forgotten and read anew; until
 * then nothing is known.
 */
final class AssignmentFeed implements Assignments, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AssignmentFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long START_SECONDS = 30;
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final long STOP_SECONDS = 10;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final String topic;
    private final AssignmentBook book;
    private final Duration retry;
    private final Thread thread;
    private final CountDownLatch loaded = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Of bad records the first is said, and that something was left out once: the rest is counted. */
    private boolean saidBad;

    private boolean saidFull;
    private @Nullable String trouble;

    /**
     * A feed that does not read yet.
     *
     * @param consumers makes one for each time that all is read
     * @param retry how long it waits before it reads anew
     */
    AssignmentFeed(Supplier<Consumer<byte[], byte[]>> consumers, AssignmentTopic topic, Duration retry) {
        this.consumers = consumers;
        this.topic = topic.name();
        this.book = new AssignmentBook(topic.hash());
        this.retry = retry;
        this.thread = new Thread(this::follow, "vigie-assignments");
        this.thread.setDaemon(true);
    }

    /** Begins to read, and waits for a while until all was read; null where there is no topic. */
    static @Nullable AssignmentFeed startIfAny(StreamSettings settings, @Nullable AssignmentTopic topic) {
        if (topic == null) {
            return null;
        }
        AssignmentFeed feed = new AssignmentFeed(consumers(settings), topic, RETRY);
        feed.start();
        try {
            if (!feed.loaded.await(START_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn(
                        "{} has not been read within {} s; until it is, nobody is known to be assigned or not",
                        topic.name(),
                        START_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return feed;
    }

    private static Supplier<Consumer<byte[], byte[]>> consumers(StreamSettings settings) {
        Map<String, Object> client = new HashMap<>(RuleTopic.client(settings));
        client.remove(ConsumerConfig.GROUP_ID_CONFIG);
        client.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        // An offset that is not there is one of another topic of this name: nothing of what is known holds.
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return () -> new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Begins to read. */
    void start() {
        thread.start();
    }

    @Override
    public @Nullable Boolean of(AccessEvent event) {
        return book.of(event);
    }

    AssignmentFigures figures() {
        return book.figures();
    }

    private void follow() {
        try {
            while (!isEnding()) {
                try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                    readAll(consumer);
                } catch (RuntimeException e) {
                    complain(e.toString());
                }
                book.forget();
                ended.await(retry.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isEnding() {
        return ended.getCount() == 0;
    }

    private void complain(String reason) {
        if (!isEnding() && !reason.equals(trouble)) {
            trouble = reason;
            LOG.warn("the assignments in {} are not known until it has been read anew: {}", topic, reason);
        }
    }

    /** Returns when asked to end, or when the topic has become another. */
    private void readAll(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        boolean reading = true;
        long lookedNanos = System.nanoTime();
        while (!isEnding()) {
            if (reading
                    && partitions.stream().allMatch(each -> consumer.position(each) >= ends.getOrDefault(each, 0L))) {
                reading = false;
                nowLoaded();
            }
            consumer.poll(POLL).forEach(this::take);
            if (System.nanoTime() - lookedNanos > LOOK_NANOS) {
                lookedNanos = System.nanoTime();
                if (partitions(consumer).size() != partitions.size()) {
                    complain("it has another number of partitions than before");
                    return;
                }
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new KafkaException("there is no such topic");
        }
        return partitions.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private void nowLoaded() {
        book.loaded();
        loaded.countDown();
        trouble = null;
        AssignmentFigures figures = book.figures();
        LOG.info("{}: {} assignments of {} operators", topic, figures.entries(), figures.operators());
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        try {
            book.take(message.key(), message.value());
        } catch (WireException e) {
            if (!saidBad) {
                saidBad = true;
                LOG.warn(
                        "no assignment at {}-{}, offset {}: {}; further ones are only counted",
                        topic,
                        message.partition(),
                        message.offset(),
                        e.getMessage());
            }
        }
        if (!saidFull && !book.isComplete()) {
            saidFull = true;
            LOG.warn(
                    "{} holds more than {} assignments, or more than {} operators: of whom is not found nobody knows"
                            + " whether they are assigned",
                    topic,
                    AssignmentBook.ENTRIES_MAX,
                    AssignmentBook.OPERATORS_MAX);
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
