package dev.vigie.bench;

import dev.vigie.stream.Detection;
import dev.vigie.stream.Parsers;
import dev.vigie.stream.StreamApplication;
import dev.vigie.stream.StreamSettings;
import dev.vigie.stream.Topics;
import dev.vigie.stream.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * Vigie as it is, with the built-in rules and its own settings.
 *
 * @param fromLogs whether it starts from the operators' raw logs, or from events
 */
record VigieJob(
        String title, Cluster cluster, Load load, boolean fromLogs, Path state, Detection detection, Job polling)
        implements Job {

    @Override
    public long events() {
        return load.events();
    }

    @Override
    public Run start(String name) {
        Topics topics = fromLogs ? load.whole() : load.direct();
        if (fromLogs) {
            cluster.empty(topics.events());
        }
        return new Running(name, topics);
    }

    private final class Running implements Run {
        private final Topics topics;
        private final String ingestGroup;
        private final String detectGroup;
        private final Map<TopicPartition, Long> logEnds;
        private final Outcome outcome;
        private final StreamApplication detect;
        private final @Nullable StreamApplication ingest;
        private boolean ingested;

        Running(String name, Topics topics) {
            this.topics = topics;
            ingestGroup = name + "-ingest";
            detectGroup = name + "-detect";
            logEnds = fromLogs ? cluster.ends(load.logTopics()) : Map.of();
            outcome = new Outcome(cluster, topics);
            ingested = !fromLogs;
            detect = StreamApplication.startDetect(settings(detectGroup), detection, Wire.withoutRegistry());
            ingest = fromLogs
                    ? StreamApplication.startIngest(settings(ingestGroup), Parsers.json(), Wire.withoutRegistry())
                    : null;
        }

        /** An application id of its own makes a run a first one; nothing else differs from what users run. */
        private StreamSettings settings(String group) {
            return StreamSettings.of(cluster.bootstrap(), topics, state)
                    .withKafka(Map.of(StreamsConfig.APPLICATION_ID_CONFIG, group));
        }

        @Override
        public boolean awaitRunning(Duration timeout) throws InterruptedException {
            return detect.awaitRunning(timeout) && (ingest == null || ingest.awaitRunning(timeout));
        }

        @Override
        public boolean done() {
            ingested = ingested || cluster.hasRead(ingestGroup, logEnds);
            return ingested && cluster.hasRead(detectGroup, cluster.ends(List.of(topics.events())));
        }

        @Override
        public List<String> faults() throws Exception {
            List<String> faults = new ArrayList<>();
            faults.addAll(
                    Faults.unlessEqual("events counted in the ledger", load.events(), outcome.counted(load.events())));
            faults.addAll(Faults.unlessEqual("alerts", load.alertIds(), outcome.alertIds()));
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
