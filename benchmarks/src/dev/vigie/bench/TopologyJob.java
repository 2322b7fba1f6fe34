package dev.vigie.bench;

import dev.vigie.model.AccessEvent;
import dev.vigie.wire.EventDecoder;
import dev.vigie.wire.RegistryException;
import dev.vigie.wire.SchemaRegistry;
import dev.vigie.wire.WireException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A Kafka Streams application of few lines, under exactly-once, with Kafka's own settings but for those given.
 *
 * @param topology made afresh for each run; it counts the events that it sees
 */
record TopologyJob(
        String title,
        Cluster cluster,
        String topic,
        long events,
        Path state,
        Map<String, Object> settings,
        Function<AtomicLong, Topology> topology)
        implements Job {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    /** Reads every event with Vigie's decoder and does nothing with it: what Kafka Streams itself costs. */
    static Topology passThrough(String topic, AtomicLong seen) {
        ProcessorSupplier<byte[], byte[], byte[], byte[]> count = () -> new Decode(seen);
        return new Topology()
                .addSource("events", new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic)
                .addProcessor("count", count, "events");
    }

    private static final class Decode extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
        private final EventDecoder decoder = new EventDecoder(SchemaRegistry.none(), List.of());
        private final AtomicLong seen;

        Decode(AtomicLong seen) {
            this.seen = seen;
        }

        @Override
        public void process(Record<byte[], byte[]> message) {
            if (decoded(decoder, message.value()).timeMillis() > 0) {
                seen.incrementAndGet();
            }
        }
    }

    /** What one would write first: events counted per account in hourly windows that hop by 5 minutes. */
    static Topology hoppingCount(String topic, AtomicLong seen) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        topic,
                        Consumed.with(Serdes.String(), eventSerde()).withTimestampExtractor(TopologyJob::eventTime))
                .peek((account, event) -> seen.incrementAndGet())
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofHours(1)).advanceBy(Duration.ofMinutes(5)))
                .count();
        return builder.build();
    }

    private static Serde<AccessEvent> eventSerde() {
        EventDecoder decoder = new EventDecoder(SchemaRegistry.none(), List.of());
        return Serdes.serdeFrom(
                (topic, event) -> {
                    throw new UnsupportedOperationException("events are only read");
                },
                (topic, bytes) -> decoded(decoder, bytes));
    }

    private static long eventTime(ConsumerRecord<Object, Object> message, long partitionTime) {
        return ((AccessEvent) message.value()).timeMillis();
    }

    private static AccessEvent decoded(EventDecoder decoder, byte[] bytes) {
        try {
            return decoder.decode(bytes);
        } catch (WireException | RegistryException e) {
            throw new IllegalStateException("the bench wrote an event that cannot be read", e);
        }
    }

    @Override
    public Run start(String name) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrap());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.putAll(settings);
        AtomicLong seen = new AtomicLong();
        Running run = new Running(new KafkaStreams(topology.apply(seen), properties), name, seen);
        run.streams.start();
        return run;
    }

    private final class Running implements Run {
        private final KafkaStreams streams;
        private final String group;
        private final AtomicLong seen;
        private final Map<TopicPartition, Long> ends = cluster.ends(List.of(topic));
        private final CountDownLatch running = new CountDownLatch(1);

        Running(KafkaStreams streams, String group, AtomicLong seen) {
            this.streams = streams;
            this.group = group;
            this.seen = seen;
            streams.setStateListener((now, before) -> {
                if (now == KafkaStreams.State.RUNNING) {
                    running.countDown();
                }
            });
        }

        @Override
        public boolean awaitRunning(Duration timeout) throws InterruptedException {
            return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public boolean done() {
            return cluster.hasRead(group, ends);
        }

        @Override
        public List<String> faults() {
            return Faults.unlessEqual("events seen", events, seen.get());
        }

        @Override
        public void close() {
            streams.close(STOP_TIMEOUT);
            cluster.deleteTopicsOf(List.of(group));
        }
    }
}
