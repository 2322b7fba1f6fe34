package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * The ledger as it grows, to somebody who sees what is committed: how much is accounted for, and for how long at most
 * nothing was of some partition of events. As exact as the ledger is frequent: to a second or so.
 */
final class Progress implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final Map<String, Long> receivedByRow = new HashMap<>();
    private final Map<String, Long> grownNanosByPartition = new HashMap<>();
    private long received;
    private long gapNanosMax;
    private long grownNanos = System.nanoTime();
    private volatile boolean ending;

    Progress(Broker broker, Topics topics) {
        this.consumer = broker.follow(Map.of(topics.ledger(), 1));
        this.thread = new Thread(this::follow, "progress");
        thread.start();
    }

    private void follow() {
        try (consumer) {
            while (!ending) {
                for (ConsumerRecord<byte[], byte[]> row : consumer.poll(POLL)) {
                    take(new String(row.key(), UTF_8), row.value());
                }
            }
        }
    }

    private synchronized void take(String key, byte[] value) {
        try {
            long now = JSON.readTree(value).get("received").asLong();
            Long before = receivedByRow.put(key, now);
            long more = now - (before == null ? 0 : before);
            received += more;
            if (more > 0) {
                grew(key.substring(key.lastIndexOf('|') + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        notifyAll();
    }

    private void grew(String counter) {
        long nowNanos = System.nanoTime();
        grownNanos = nowNanos;
        Long lastNanos = grownNanosByPartition.put(counter, nowNanos);
        if (lastNanos != null && counter.startsWith("events-")) {
            gapNanosMax = Math.max(gapNanosMax, nowNanos - lastNanos);
        }
    }

    /** Forgets how long it has been, from the last growth of each partition on. */
    synchronized void forgetGaps() {
        gapNanosMax = 0;
    }

    /** For how many seconds at most nothing of some partition was accounted for, though events came. */
    synchronized double gapSeconds() {
        return gapNanosMax / 1e9;
    }

    /** For how many seconds nothing at all has been accounted for. */
    synchronized double quietSeconds() {
        return (System.nanoTime() - grownNanos) / 1e9;
    }

    synchronized long received() {
        return received;
    }

    /** Waits until at least so much is accounted for. False if it was not within the time. */
    synchronized boolean await(long wanted, Duration time) throws InterruptedException {
        long endMillis = System.currentTimeMillis() + time.toMillis();
        while (received < wanted) {
            long leftMillis = endMillis - System.currentTimeMillis();
            if (leftMillis <= 0) {
                return false;
            }
            wait(leftMillis);
        }
        return true;
    }

    @Override
    public void close() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
