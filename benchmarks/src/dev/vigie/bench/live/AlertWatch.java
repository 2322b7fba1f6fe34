package dev.vigie.bench.live;

import dev.vigie.model.Alert;
import dev.vigie.stream.Topics;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A {@code read_committed} consumer of the alerts from now on, that notes when each probe's first message becomes
 * visible, and how often one opened.
 */
public final class AlertWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long STOP_MILLIS_MAX = 10_000;

    /** What is known of one probe's alert: when it was visible, and how many messages said that it opened. */
    public record Sighting(long nanos, int openings) {}

    private final Map<String, Sighting> sightings = new ConcurrentHashMap<>();
    private final AlertCodec codec = new AlertCodec(Framing.singleObject(), SchemaRegistry.none(), List.of());
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread = new Thread(this::watch, "alerts");
    private volatile boolean stopping;
    private volatile @Nullable Exception failure;

    private AlertWatch(String bootstrap, Topics topics) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicPartition alerts = new TopicPartition(topics.alerts(), 0);
        consumer.assign(List.of(alerts));
        consumer.seekToEnd(List.of(alerts));
        consumer.position(alerts); // asks the broker now, so that nothing from now on is missed
    }

    public static AlertWatch start(String bootstrap, Topics topics) {
        AlertWatch watch = new AlertWatch(bootstrap, topics);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try (consumer) {
            while (!stopping) {
                Iterable<ConsumerRecord<byte[], byte[]>> messages = consumer.poll(POLL);
                long nowNanos = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> message : messages) {
                    note(codec.decode(message.value()), nowNanos);
                }
            }
        } catch (Exception e) {
            failure = e;
        }
    }

    private void note(Alert alert, long nowNanos) {
        String account = alert.group().get("account");
        if (alert.state() == Alert.State.OPEN && account != null && Probe.isProbe(account)) {
            sightings.merge(
                    account,
                    new Sighting(nowNanos, 1),
                    (first, again) -> new Sighting(first.nanos(), first.openings() + 1));
        }
    }

    /** What has been seen of the probe's alert; null if nothing yet. */
    public @Nullable Sighting of(Probe probe) {
        Exception failed = failure;
        if (failed != null) {
            throw new IllegalStateException("the alerts cannot be read", failed);
        }
        return sightings.get(probe.account());
    }

    /** All that has been seen so far, by account; a copy. */
    public Map<String, Sighting> sightings() {
        return new HashMap<>(sightings);
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(STOP_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
