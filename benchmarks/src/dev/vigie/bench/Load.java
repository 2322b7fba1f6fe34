package dev.vigie.bench;

import dev.vigie.detect.Detector;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.store.MemoryProfiles;
import dev.vigie.stream.Detection;
import dev.vigie.stream.EventKey;
import dev.vigie.stream.TopicCreation;
import dev.vigie.stream.TopicException;
import dev.vigie.stream.Topics;
import dev.vigie.wire.EventEncoder;
import dev.vigie.wire.Framing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topics full of events, and the alerts that they must give.
 *
 * @param direct its {@code vigie.events} holds all events
 * @param whole its {@code vigie.logs.OPERATOR} hold all events as lines of JSON
 * @param tenth the topic of the first tenth of the events
 * @param alertIds the episodes that the detector finds in memory
 * @param eventBytes all events' values together
 * @param logBytes all lines together
 */
record Load(
        Topics direct,
        Topics whole,
        String tenth,
        long events,
        List<String> operators,
        Set<String> alertIds,
        long eventBytes,
        long logBytes) {

    /**
     * What part of the events the slow job is given: the first, so that it meets them as densely as all of them come.
     */
    static final int TENTH = 10;

    private static final short ONE_COPY = 1;

    Load {
        operators = List.copyOf(operators);
        alertIds = Set.copyOf(alertIds);
    }

    static Load produce(Cluster cluster, Traffic traffic, long events, Detection detection) throws TopicException {
        Topics direct = new Topics("direct", Topics.EVENT_PARTITIONS, 1, ONE_COPY);
        Topics whole = new Topics("whole", Topics.EVENT_PARTITIONS, 1, ONE_COPY);
        String tenth = "tenth.events";
        new TopicCreation(cluster.admin(), direct).create(List.of());
        new TopicCreation(cluster.admin(), whole).create(traffic.operators());
        cluster.create(tenth, Topics.EVENT_PARTITIONS);

        Expectation expectation = new Expectation(detection);
        EventEncoder encoder = new EventEncoder(Framing.singleObject());
        JsonLine json = new JsonLine();
        long eventBytes = 0;
        long logBytes = 0;
        try (Sending sending = new Sending(cluster.bootstrap())) {
            for (long i = 0; traffic.hasNext(); i++) {
                AccessEvent event = traffic.next();
                byte[] key = EventKey.of(event);
                byte[] value = encoder.encode(event);
                byte[] line = json.of(event);
                eventBytes += value.length;
                logBytes += line.length;
                sending.send(new ProducerRecord<>(direct.events(), key, value));
                sending.send(new ProducerRecord<>(whole.logs(event.operator()), line));
                if (i < events / TENTH) {
                    sending.send(new ProducerRecord<>(tenth, key, value));
                }
                expectation.add(event);
            }
        }
        return new Load(direct, whole, tenth, events, traffic.operators(), expectation.alertIds, eventBytes, logBytes);
    }

    /** The detector in memory, without Kafka: what every run must find. */
    private static final class Expectation {
        final Set<String> alertIds = new TreeSet<>();
        private final Detector detector;
        private final MemoryProfiles profiles;
        private long number;

        Expectation(Detection detection) {
            detector = new Detector(detection.plan(), detection.settings());
            profiles = new MemoryProfiles(detection.plan());
        }

        void add(AccessEvent event) {
            detector.process(event, new Origin("", 0, number), profiles, alert -> {
                if (alert.state() == Alert.State.OPEN) {
                    alertIds.add(alert.id());
                }
            });
            number++;
        }
    }

    /** A producer that remembers if a record was not taken. */
    private static final class Sending implements AutoCloseable {
        private final KafkaProducer<byte[], byte[]> producer;
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

        Sending(String bootstrap) {
            producer = new KafkaProducer<>(settings(bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
        }

        void send(ProducerRecord<byte[], byte[]> message) {
            var unused = producer.send(message, (taken, refused) -> {
                if (refused != null) {
                    failure.set(refused);
                }
            });
        }

        @Override
        public void close() {
            producer.close();
            Exception refused = failure.get();
            if (refused != null) {
                throw new IllegalStateException("the broker did not take every event", refused);
            }
        }
    }

    private static Map<String, Object> settings(String bootstrap) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 << 10,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                64L << 20);
    }

    List<String> logTopics() {
        return operators.stream().map(whole::logs).toList();
    }
}
