package dev.vigie.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer that reads bytes, looks at none of them, and commits every second: nobody who watches can cost less. */
record PollJob(String title, Cluster cluster, Collection<String> topics, long events) implements Job {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long COMMIT_NANOS = 1_000_000_000L;
    private static final long STOP_MILLIS_MAX = 10_000;

    @Override
    public Run start(String name) {
        Polling run = new Polling(name, cluster.ends(topics));
        run.thread.start();
        return run;
    }

    private final class Polling implements Run {
        private final String group;
        private final Map<TopicPartition, Long> ends;
        private final Thread thread = new Thread(this::poll, "poll");
        private final CountDownLatch assigned = new CountDownLatch(1);
        private final AtomicLong received = new AtomicLong();
        private volatile boolean stopping;

        Polling(String group, Map<TopicPartition, Long> ends) {
            this.group = group;
            this.ends = ends;
        }

        private void poll() {
            Map<String, Object> settings = Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    cluster.bootstrap(),
                    ConsumerConfig.GROUP_ID_CONFIG,
                    group,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed");
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer.subscribe(topics);
                long committedNanos = System.nanoTime();
                while (!stopping) {
                    int count = consumer.poll(POLL).count();
                    received.addAndGet(count);
                    if (!consumer.assignment().isEmpty()) {
                        assigned.countDown();
                        if (System.nanoTime() - committedNanos >= COMMIT_NANOS) {
                            consumer.commitSync();
                            committedNanos = System.nanoTime();
                        }
                    }
                }
            }
        }

        @Override
        public boolean awaitRunning(Duration timeout) throws InterruptedException {
            return assigned.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public boolean done() {
            return cluster.hasRead(group, ends);
        }

        @Override
        public List<String> faults() {
            return Faults.unlessEqual("events polled", events, received.get());
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
}
