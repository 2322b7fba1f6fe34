package dev.vigie.cli;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Group;
import dev.vigie.simulate.Simulation;
import dev.vigie.stream.Topics;
import dev.vigie.wire.EventJson;
import java.util.Iterator;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Simulated operators at work: each writes its log to its own topic, at a multiple of real time. */
final class Simulated {

    private final Simulation simulation;
    private final Topics topics;
    private final double speed;
    private final Set<Group> thieves;

    /** When the broker had each log line of an account that takes part in an incident, by event id. */
    private final Map<String, Long> appendedAtMillis = new ConcurrentHashMap<>();

    private long sent;

    /** @param speed how many times faster than real time; infinite for as fast as can be */
    Simulated(Simulation simulation, Topics topics, double speed) {
        this.simulation = simulation;
        this.topics = topics;
        this.speed = speed;
        this.thieves = simulation.truth().takings().stream()
                .map(taking -> taking.account())
                .collect(Collectors.toSet());
    }

    /** What is told while the log is played. */
    @FunctionalInterface
    interface Watch {
        void at(long simulatedMillis);
    }

    /** Plays everything and returns when the broker has it all. */
    void play(String bootstrap, Watch watch) throws InterruptedException {
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        // On a topic just created, a second batch could overtake the first.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            long startNanos = System.nanoTime();
            long firstMillis = -1;
            for (Iterator<AccessEvent> events = simulation.events(); events.hasNext() && failure.get() == null; ) {
                AccessEvent event = events.next();
                firstMillis = firstMillis < 0 ? event.timeMillis() : firstMillis;
                waitUntil(startNanos + (long) ((event.timeMillis() - firstMillis) * 1e6 / speed));
                send(producer, event, failure);
                watch.at(event.timeMillis());
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the broker did not take a log line", failure.get());
        }
    }

    private static void waitUntil(long dueNanos) throws InterruptedException {
        long leftMillis = (dueNanos - System.nanoTime()) / 1_000_000;
        if (leftMillis > 0) {
            Thread.sleep(leftMillis);
        }
    }

    private void send(
            KafkaProducer<byte[], byte[]> producer, AccessEvent event, AtomicReference<@Nullable Exception> failure) {
        boolean ofInterest = thieves.contains(Group.account(event.operator(), event.account()));
        // What becomes of it, the callback is told.
        Future<RecordMetadata> unused = producer.send(
                new ProducerRecord<>(topics.logs(event.operator()), EventJson.line(event)), (at, fault) -> {
                    if (fault != null) {
                        failure.set(fault);
                    } else if (ofInterest) {
                        appendedAtMillis.put(event.id(), at.timestamp());
                    }
                });
        sent++;
    }

    /** Log lines sent. */
    long sent() {
        return sent;
    }

    /**
     * When the broker had the log line of a thief's event, epoch milliseconds, or null for an event of somebody else.
     */
    @Nullable
    Long appendedAtMillis(String eventId) {
        return appendedAtMillis.get(eventId);
    }
}
