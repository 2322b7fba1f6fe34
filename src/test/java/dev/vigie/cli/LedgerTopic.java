package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.stream.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The ledger, as whoever may read its topic has it. */
final class LedgerTopic {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private LedgerTopic() {}

    /** Waits for the ledger to have received so many, and compares what became of them. */
    static void assertReaches(String bootstrap, Topics topics, long received, long counted, long rejected)
            throws IOException {
        Map<String, JsonNode> rows = new HashMap<>();
        long deadlineNanos = System.nanoTime() + DEADLINE.toNanos();
        try (TopicReader reader = new TopicReader(Map.of("bootstrap.servers", bootstrap))) {
            while (sum(rows, "received") < received && System.nanoTime() < deadlineNanos) {
                reader.read(topics.ledger(), TopicReader.ALL, message -> {
                    try {
                        rows.put(new String(message.key(), UTF_8), new ObjectMapper().readTree(message.value()));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
            }
        }
        assertThat(sum(rows, "received")).as("received of %s", rows).isEqualTo(received);
        assertThat(sum(rows, "counted")).as("counted of %s", rows).isEqualTo(counted);
        assertThat(sum(rows, "rejected")).as("rejected of %s", rows).isEqualTo(rejected);
    }

    private static long sum(Map<String, JsonNode> rows, String figure) {
        return rows.values().stream().mapToLong(row -> row.get(figure).asLong()).sum();
    }
}
