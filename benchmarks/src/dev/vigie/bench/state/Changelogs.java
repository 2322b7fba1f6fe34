package dev.vigie.bench.state;

import dev.vigie.bench.Cluster;
import dev.vigie.stream.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The detector's changelogs as a plain consumer reads them, whole, from the first record to the last.
 *
 * @param bytesByTopic keys and values
 * @param records of all of them
 * @param seconds that it took to read them
 */
record Changelogs(Map<String, Long> bytesByTopic, long records, double seconds) {

    private static final String SUFFIX = "-changelog";

    static Changelogs read(Cluster cluster, Topics topics) throws ExecutionException, InterruptedException {
        List<String> names = cluster.admin().listTopics().names().get().stream()
                .filter(name -> name.startsWith(topics.detectApplication() + "-") && name.endsWith(SUFFIX))
                .toList();
        Map<TopicPartition, Long> to = cluster.ends(names);
        Map<TopicPartition, Long> from = to.keySet().stream().collect(Collectors.toMap(each -> each, each -> 0L));
        Map<String, Long> bytes = new TreeMap<>();
        long[] records = new long[1];
        long beginNanos = System.nanoTime();
        cluster.read(from, to, message -> {
            bytes.merge(message.topic(), (long) message.key().length, Long::sum);
            if (message.value() != null) {
                bytes.merge(message.topic(), (long) message.value().length, Long::sum);
            }
            records[0]++;
        });
        return new Changelogs(bytes, records[0], (System.nanoTime() - beginNanos) / 1e9);
    }

    /** Of the changelog of a store. */
    long bytes(Topics topics, String store) {
        return bytesByTopic.getOrDefault(topics.detectApplication() + "-" + store + SUFFIX, 0L);
    }

    long bytes() {
        return bytesByTopic.values().stream().mapToLong(Long::longValue).sum();
    }
}
