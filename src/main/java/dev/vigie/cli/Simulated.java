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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Simulated operators at work: each writes its log to its own topic, at a multiple of real time. */
final class Simulated implements AutoCloseable {

    private final Topics topics;
    private final Set<Group> thieves;
    private final Iterator<AccessEvent> events;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** When the broker had each log line of an account that takes part in an incident, by event id. */
    private final Map<String, Long> appendedAtMillis = new ConcurrentHashMap<>();

    /** Read from the simulation, but of a time not yet asked for. */
    private @Nullable AccessEvent next;

    private final AtomicLong sent = new AtomicLong();

    Simulated(Simulation simulation, Topics topics, String bootstrap) {
        this.topics = topics;
        this.events = simulation.events();
        this.thieves = simulation.truth().takings().stream()
                .map(taking -> taking.account())
                .collect(Collectors.toSet());
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        // On a topic just created, a second batch could overtake the first.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Plays on until {@code toMillis} of simulated time and returns when the broker has all of it.
     *
     * @param speed how many times faster than real time; infinite for as fast as can be
     * @param watch is told, often, which time it is in the simulation, epoch milliseconds
     */
    void play(long toMillis, double speed, LongConsumer watch) throws InterruptedException {
        long startNanos = System.nanoTime();
        long firstMillis = -1;
        for (AccessEvent event = peek(); event != null && event.timeMillis() < toMillis; event = peek()) {
            next = null;
            firstMillis = firstMillis < 0 ? event.timeMillis() : firstMillis;
            waitUntil(startNanos + (long) ((event.timeMillis() - firstMillis) * 1e6 / speed));
            send(event);
            watch.accept(event.timeMillis());
            if (failure.get() != null) {
                break;
            }
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("the broker did not take a log line", failure.get());
        }
    }

    private @Nullable AccessEvent peek() {
        if (next == null && events.hasNext()) {
            next = events.next();
        }
        return next;
    }

    private static void waitUntil(long dueNanos) throws InterruptedException {
        long leftMillis = (dueNanos - System.nanoTime()) / 1_000_000;
        if (leftMillis > 0) {
            Thread.sleep(leftMillis);
        }
    }

    private void send(AccessEvent event) {
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
        sent.incrementAndGet();
    }

    /** Log lines sent so far. */
    long sent() {
        return sent.get();
    }

    /**
     * When the broker had the log line of a thief's event, epoch milliseconds, or null for an event of somebody else.
     */
    @Nullable
    Long appendedAtMillis(String eventId) {
        return appendedAtMillis.get(eventId);
    }

    @Override
    public void close() {
        producer.close();
    }
}
