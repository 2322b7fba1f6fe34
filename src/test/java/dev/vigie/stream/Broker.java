package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.cli.EmbeddedKafka;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.EventEncoder;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A real broker, and what a test does with it. Waits look for a condition and end with an error at a deadline. */
final class Broker implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long LOOK_NANOS = 5_000_000;

    private final String bootstrap;
    private final Runnable stop;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private final EventEncoder encoder = new EventEncoder(Framing.singleObject());

    /** One in this process. */
    Broker() throws IOException {
        this(EmbeddedKafka.start());
    }

    private Broker(EmbeddedKafka kafka) {
        this(kafka.bootstrap(), kafka::close);
    }

    /** One that is there already, or several. */
    Broker(String bootstrap, Runnable stop) {
        this.bootstrap = bootstrap;
        this.stop = stop;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        // One request at a time: on a topic just made, the first may have to be repeated, and a later one must not
        // overtake it. And no outage of a test's is too long.
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "max.in.flight.requests.per.connection",
                        "1",
                        "delivery.timeout.ms",
                        "600000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    Admin admin() {
        return admin;
    }

    String bootstrap() {
        return bootstrap;
    }

    void create(Topics topics, List<String> operators) throws TopicException {
        TopicCreation creation = new TopicCreation(admin, topics);
        creation.create(operators);
        creation.createAlertTopics(List.of(DetectorProcess.NOTES));
    }

    void sendEvents(Topics topics, List<AccessEvent> events) {
        for (AccessEvent event : events) {
            send(topics.events(), EventKey.of(event), encoder.encode(event));
        }
        flush();
    }

    void flush() {
        producer.flush();
        assertThat(sent).allSatisfy(record -> assertThat(record.get()).isNotNull());
        sent.clear();
    }

    void send(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        sent.add(producer.send(new ProducerRecord<>(topic, key, value)));
    }

    /** How many records of {@code topic} the application has committed. */
    long committed(String application, String topic) throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(offset -> offset.getKey().topic().equals(topic))
                .mapToLong(offset -> offset.getValue().offset())
                .sum();
    }

    /** Ends of all partitions together, what is not committed included. */
    long end(String topic, int partitions) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        return admin.listOffsets(latest).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    /** A reader of all that is committed to the topics, from their beginning on. */
    KafkaConsumer<byte[], byte[]> follow(Map<String, Integer> partitionsByTopic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        partitionsByTopic.forEach((topic, count) -> {
            for (int partition = 0; partition < count; partition++) {
                partitions.add(new TopicPartition(topic, partition));
            }
        });
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    static void await(String what, BooleanSupplier condition) {
        await(what, DEADLINE, condition);
    }

    static void await(String what, Duration deadline, BooleanSupplier condition) {
        if (!within(deadline, condition)) {
            throw new AssertionError("after " + deadline.toSeconds() + " s still not " + what);
        }
    }

    /** Waits for the condition; false if it did not come in time. */
    static boolean within(Duration deadline, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + deadline.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNanos) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS); // Looking costs the broker something, too.
        }
        return true;
    }

    /**
     * Reads alerts and ledger, as a reader who sees what is committed, until the ledger has received all that was
     * expected.
     */
    Outcome read(Topics topics, Outcome expected) throws Exception {
        return read(topics, expected, SchemaRegistry.none());
    }

    /** @param registry that knows how the alerts were written */
    Outcome read(Topics topics, Outcome expected, SchemaRegistry registry) throws Exception {
        Outcome outcome = new Outcome(new TreeMap<>(), new TreeMap<>());
        Map<String, JsonNode> rows = new HashMap<>();
        AlertCodec codec = new AlertCodec(Framing.singleObject(), registry, List.of());
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    List.of(new TopicPartition(topics.alerts(), 0), new TopicPartition(topics.ledger(), 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadlineNanos = System.nanoTime() + DEADLINE.toNanos();
            while (System.nanoTime() < deadlineNanos && !isComplete(outcome, rows, expected)) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    if (message.topic().equals(topics.alerts())) {
                        outcome.add(codec.decode(message.value()));
                    } else {
                        rows.put(new String(message.key(), UTF_8), new ObjectMapper().readTree(message.value()));
                    }
                }
            }
        }
        total(rows, outcome);
        return outcome;
    }

    /** The alerts, once they are complete, or those there are by the deadline. */
    List<Alert> readAlerts(Topics topics, Predicate<List<Alert>> complete) throws Exception {
        List<Alert> alerts = new ArrayList<>();
        AlertCodec codec = new AlertCodec(Framing.singleObject(), SchemaRegistry.none(), List.of());
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topics.alerts(), 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadlineNanos = System.nanoTime() + DEADLINE.toNanos();
            while (System.nanoTime() < deadlineNanos && !complete.test(alerts)) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    alerts.add(codec.decode(message.value()));
                }
            }
        }
        return alerts;
    }

    /** What stands in {@link DetectorProcess#NOTES}, by alert, once there is as much as there are alerts. */
    Map<String, List<String>> readNotes(Topics topics, int count) {
        Map<String, List<String>> notes = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                follow(Map.of(topics.alerts(DetectorProcess.NOTES.format()), 1))) {
            long deadlineNanos = System.nanoTime() + DEADLINE.toNanos();
            for (int read = 0; read < count && System.nanoTime() < deadlineNanos; ) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    read++;
                    notes.computeIfAbsent(new String(message.key(), UTF_8), unseen -> new ArrayList<>())
                            .add(new String(message.value(), UTF_8));
                }
            }
        }
        return notes;
    }

    private static boolean isComplete(Outcome outcome, Map<String, JsonNode> rows, Outcome expected) {
        long received = expected.totals().values().stream()
                .mapToLong(total -> total.get(0))
                .sum();
        return outcome.messages() >= expected.messages()
                && rows.values().stream()
                                .mapToLong(row -> row.get("received").asLong())
                                .sum()
                        >= received;
    }

    private static void total(Map<String, JsonNode> rows, Outcome outcome) {
        for (JsonNode row : rows.values()) {
            outcome.total(
                    row.get("operator").asText(),
                    row.get("counted").asLong(),
                    row.get("rejected").asLong(),
                    row.get("late").asLong(),
                    row.get("duplicate").asLong());
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
        stop.run();
    }
}
