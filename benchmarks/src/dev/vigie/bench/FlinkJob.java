package dev.vigie.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * The people that each account reads within an hour, counted by Flink in a process of its own: what that process says
 * it took is what is measured, without the start of its cluster, and from its first event to its last.
 *
 * @param backend where it keeps its state: {@value #HEAP} or {@value #ROCKS}
 * @param expected the accounts, {@code operator/account}, that reach the limit
 */
record FlinkJob(
        String title,
        Cluster cluster,
        FlinkProcess flink,
        String backend,
        String topic,
        long events,
        Set<String> expected)
        implements Job {

    static final String HEAP = "hashmap";
    static final String ROCKS = "rocksdb";
    static final String ALERTS = "flink.alerts";

    FlinkJob {
        expected = Set.copyOf(expected);
    }

    @Override
    public Run start(String name) {
        return new Running(name);
    }

    private final class Running implements Run {
        private final Map<TopicPartition, Long> alertsFrom = cluster.ends(List.of(ALERTS));
        private final CompletableFuture<JsonNode> answer;

        Running(String name) {
            String wish = String.join(" ", name, backend, topic, ALERTS, Integer.toString(PeopleRules.LIMIT));
            answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return new ObjectMapper().readTree(flink.run(wish));
                } catch (Exception e) {
                    throw new IllegalStateException("Flink did not do " + wish, e);
                }
            });
        }

        /** It takes its times itself. */
        @Override
        public boolean awaitRunning(Duration timeout) {
            return true;
        }

        @Override
        public boolean done() {
            return answer.isDone();
        }

        @Override
        public Spent elsewhere() {
            JsonNode said = answer.join();
            return new Spent(
                    said.path("nanos").longValue(),
                    said.path("cpuNanos").longValue(),
                    Double.NaN, // Flink's threads end with the job, and their figures with them.
                    said.path("compilingMillis").longValue());
        }

        @Override
        public List<String> faults() {
            Set<String> alerted = new TreeSet<>();
            cluster.read(
                    alertsFrom,
                    cluster.ends(List.of(ALERTS)),
                    message -> alerted.add(new String(message.value(), UTF_8).replace('\0', '/')));
            List<String> faults = new ArrayList<>();
            faults.addAll(Faults.unlessEqual(
                    "events seen", events, answer.join().path("events").longValue()));
            faults.addAll(Faults.unlessEqual("accounts alerted", expected, alerted));
            return faults;
        }

        @Override
        public void close() {}
    }
}
