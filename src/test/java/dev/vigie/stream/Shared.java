package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.detect.Contribution;
import dev.vigie.detect.PeerTally;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** What a running detector's tasks have told each other so far: contributions, and peers' days. */
final class Shared implements AutoCloseable {

    private static final int DAY_DIGITS = 6;
    private static final Duration POLL = Duration.ofMillis(20);

    private final Topics topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private long contributions;
    /** The latest of each task, by day, then by measure, operator and role, then by task. */
    private final Map<Long, Map<List<String>, Map<String, PeerTally>>> peers = new HashMap<>();

    Shared(Broker broker, Topics topics) {
        this.topics = topics;
        this.consumer = broker.follow(Map.of(topics.contributions(), topics.eventPartitions(), topics.peers(), 1));
    }

    /** How many contributions there have been. */
    long contributions() {
        poll();
        return contributions;
    }

    /** What is shared of the day, as hexadecimal digits, by measure, operator and role. */
    Map<List<String>, String> peers(long day) {
        poll();
        Map<List<String>, String> shared = new HashMap<>();
        peers.getOrDefault(day, Map.of()).forEach((key, byTask) -> {
            PeerTally sum = new PeerTally();
            byTask.values().forEach(sum::add);
            shared.put(key, HexFormat.of().formatHex(sum.toBytes()));
        });
        return shared;
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
            if (message.topic().equals(topics.peers())) {
                String[] parts = new String(message.key(), UTF_8).split("\0", -1);
                long day = Long.parseLong(parts[0].substring(0, DAY_DIGITS));
                List<String> key = List.of(parts[0].substring(DAY_DIGITS), parts[1], parts[2]);
                peers.computeIfAbsent(day, unseen -> new HashMap<>())
                        .computeIfAbsent(key, unseen -> new HashMap<>())
                        .put(parts[3], PeerTally.read(message.value()));
            } else {
                ContributionMessage.read(message.value(), message.timestamp()).accept(new Counter());
            }
        }
    }

    private final class Counter implements ContributionMessage.Reader {

        @Override
        public void contribution(Contribution contribution) {
            contributions++;
        }

        @Override
        public void tick(String operator, long clockMillis) {}

        @Override
        public void awaited(String operator, long nowMillis) {}
    }

    @Override
    public void close() {
        consumer.close();
    }
}
