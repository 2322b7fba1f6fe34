package dev.vigie.bench.live;

import dev.vigie.bench.JsonLine;
import dev.vigie.model.AccessEvent;
import dev.vigie.stream.EventKey;
import dev.vigie.stream.Topics;
import dev.vigie.wire.EventEncoder;
import dev.vigie.wire.Framing;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Appends events, either as such to {@code vigie.events}, or as lines of JSON to their operator's log topic. */
public final class Sender implements AutoCloseable {

    private static final int LINGER_MILLIS = 5;
    private static final int BATCH_BYTES = 64 << 10;
    private static final long BUFFER_BYTES = 256L << 20;

    private final Topics topics;
    private final boolean asLogs;
    private final KafkaProducer<byte[], byte[]> producer;
    private final EventEncoder encoder = new EventEncoder(Framing.singleObject());
    private final JsonLine json = new JsonLine();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long sent;

    public Sender(String bootstrap, Topics topics, boolean asLogs) {
        this.topics = topics;
        this.asLogs = asLogs;
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS,
                ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES,
                ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public void send(AccessEvent event) {
        append(
                asLogs
                        ? new ProducerRecord<>(topics.logs(event.operator()), json.of(event))
                        : new ProducerRecord<>(topics.events(), EventKey.of(event), encoder.encode(event)));
    }

    /** Appends to one partition of {@code vigie.events}, whatever the account. */
    public void send(AccessEvent event, int partition) {
        append(new ProducerRecord<>(topics.events(), partition, EventKey.of(event), encoder.encode(event)));
    }

    private void append(ProducerRecord<byte[], byte[]> message) {
        var unused = producer.send(message, (taken, refused) -> {
            if (refused != null) {
                failure.set(refused);
            }
        });
        sent++;
    }

    /** How many events were sent since the start. */
    public long sent() {
        return sent;
    }

    /** Waits until the broker has taken all. */
    public void flush() {
        producer.flush();
        Exception refused = failure.get();
        if (refused != null) {
            throw new IllegalStateException("the broker did not take every event", refused);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
