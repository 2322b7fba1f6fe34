package dev.vigie.bench;

import dev.vigie.stream.Sources;
import dev.vigie.stream.StreamApplication;
import dev.vigie.stream.StreamSettings;
import dev.vigie.stream.Topics;
import dev.vigie.stream.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * Vigie with its own settings, but for those given.
 *
 * @param topics where it reads and writes; nothing else does at the same time
 * @param logTopics the operators' raw logs that it starts from; empty if it starts from events
 * @param watch its rules, and what they must find
 * @param tuning what is unlike its own settings
 */
public record VigieJob(
        String title,
        Cluster cluster,
        Topics topics,
        List<String> logTopics,
        long events,
        Path state,
        Watch watch,
        UnaryOperator<StreamSettings> tuning)
        implements Job {

    public VigieJob {
        logTopics = List.copyOf(logTopics);
    }

    @Override
    public Run start(String name) {
        // What earlier runs sent themselves would be read again.
        cluster.empty(topics.contributions());
        cluster.empty(topics.peers());
        if (!logTopics.isEmpty()) {
            cluster.empty(topics.events());
        }
        return new Running(name);
    }

    private final class Running implements Run {
        private final String ingestGroup;
        private final String detectGroup;
        private final Map<TopicPartition, Long> logEnds;
        private final Outcome outcome;
        private final StreamApplication detect;
        private final @Nullable StreamApplication ingest;
        private boolean ingested;

        Running(String name) {
            ingestGroup = name + "-ingest";
            detectGroup = name + "-detect";
            logEnds = logTopics.isEmpty() ? Map.of() : cluster.ends(logTopics);
            outcome = new Outcome(cluster, topics);
            ingested = logTopics.isEmpty();
            detect = StreamApplication.startDetect(settings(detectGroup), watch.detection(), Wire.withoutRegistry());
            ingest = ingested
                    ? null
                    : StreamApplication.startIngest(
                            settings(ingestGroup), Sources.json(topics), Wire.withoutRegistry());
        }

        /** An application id of its own makes a run a first one. */
        private StreamSettings settings(String group) {
            StreamSettings settings = tuning.apply(StreamSettings.of(cluster.bootstrap(), topics, state));
            Map<String, String> kafka = new HashMap<>(settings.kafka());
            kafka.put(StreamsConfig.APPLICATION_ID_CONFIG, group);
            return settings.withKafka(kafka);
        }

        @Override
        public boolean awaitRunning(Duration timeout) throws InterruptedException {
            return detect.awaitRunning(timeout) && (ingest == null || ingest.awaitRunning(timeout));
        }

        @Override
        public boolean done() {
            ingested = ingested || cluster.hasRead(ingestGroup, logEnds);
            return ingested
                    && cluster.hasRead(detectGroup, cluster.ends(List.of(topics.events(), topics.contributions())));
        }

        @Override
        public List<String> faults() throws Exception {
            List<String> faults = new ArrayList<>();
            faults.addAll(Faults.unlessEqual("events counted in the ledger", events, outcome.counted(events)));
            faults.addAll(
                    Faults.unlessEqual("alerts", watch.expected(), outcome.opened(watch.name(), watch.expected())));
            return faults;
        }

        @Override
        public void close() {
            if (ingest != null) {
                ingest.close();
            }
            detect.close();
            cluster.deleteTopicsOf(List.of(ingestGroup, detectGroup));
        }
    }
}
