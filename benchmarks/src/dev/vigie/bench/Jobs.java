package dev.vigie.bench;

import dev.vigie.model.AccessEvent;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsConfig;

/** The jobs by the numbers that the command line calls them. */
final class Jobs {

    static final int POLL = 1;
    static final int PASS = 2;
    static final int DSL = 3;
    static final int DSL_CACHED = 4;
    /** The first of six: one rule, the built-in ones, a hundred; each at least once, then exactly once. */
    static final int VIGIE = 5;

    static final int VIGIE_ONE = VIGIE + 1;
    static final int VIGIE_PACK = VIGIE + 3;
    static final int FLINK_HEAP = 11;
    static final int FLINK_ROCKS = 12;
    static final int POLL_LOGS = 13;
    static final int VIGIE_LOGS = 14;
    static final int LAST = VIGIE_LOGS;

    private static final int MANY_RULES = 100;
    private static final long COMMIT_MILLIS = 1_000;
    private static final long CACHE_BYTES = 512L << 20;
    /** What Vigie's own is. */
    private static final long SLOW_COMMIT_MILLIS = 5_000;

    private final Options options;
    private final Cluster cluster;
    private final Load load;
    private final Path state;
    private final FlinkProcess flink;
    private final SortedMap<Integer, Job> wanted = new TreeMap<>();

    Jobs(Options options, Cluster cluster, Load load, Path state, FlinkProcess flink) {
        this.options = options;
        this.cluster = cluster;
        this.load = load;
        this.state = state;
        this.flink = flink;
    }

    /** Those that are wanted, with what each must find. */
    Map<Integer, Job> wanted() {
        String events = load.direct().events();
        add(POLL, () -> new PollJob("polling `vigie.events`", cluster, List.of(events), load.events()));
        add(
                PASS,
                () -> new TopologyJob(
                        "Kafka Streams pass-through, events decoded",
                        cluster,
                        events,
                        load.events(),
                        state,
                        Map.of(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS),
                        seen -> TopologyJob.passThrough(events, seen)));
        add(DSL, () -> dsl("default settings", Map.of()));
        add(
                DSL_CACHED,
                () -> dsl(
                        "a cache of 512 MB, commits every 5 s",
                        Map.of(
                                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES,
                                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, SLOW_COMMIT_MILLIS)));
        vigie(VIGIE, "1 rule", () -> PeopleRules.of(1, PeopleRules.LIMIT));
        vigie(VIGIE + 2, "the built-in rules", SigmaLoader::builtIn);
        vigie(VIGIE + 4, MANY_RULES + " rules", () -> PeopleRules.of(MANY_RULES, PeopleRules.LIMIT));
        add(FLINK_HEAP, () -> flink("heap", FlinkJob.HEAP, load.direct().events(), load.events()));
        add(FLINK_ROCKS, () -> flink("RocksDB", FlinkJob.ROCKS, load.tenth(), load.events() / Load.TENTH));
        add(POLL_LOGS, () -> new PollJob("polling the raw logs", cluster, load.logTopics(), load.events()));
        add(
                VIGIE_LOGS,
                () -> new VigieJob(
                        "Vigie from the raw logs, the built-in rules, exactly once",
                        cluster,
                        load.whole(),
                        load.logTopics(),
                        load.events(),
                        state,
                        Watch.asInMemory(SigmaLoader.builtIn(), traffic(load.events())),
                        settings -> settings));
        return wanted;
    }

    private void add(int number, Supplier<Job> job) {
        if (options.wants(number)) {
            wanted.put(number, job.get());
        }
    }

    private Job dsl(String how, Map<String, Object> settings) {
        return new TopologyJob(
                "DSL: count() in hourly windows hopping by 5 minutes, " + how,
                cluster,
                load.tenth(),
                load.events() / Load.TENTH,
                state,
                settings,
                seen -> TopologyJob.hoppingCount(load.tenth(), seen));
    }

    /** At least once under {@code number}, exactly once under the next. */
    private void vigie(int number, String title, Supplier<RuleSet> rules) {
        if (!options.wants(number) && !options.wants(number + 1)) {
            return;
        }
        Watch watch = Watch.asInMemory(rules.get(), traffic(load.events()));
        add(number, () -> vigie(title + ", at least once", watch, StreamsConfig.AT_LEAST_ONCE));
        add(number + 1, () -> vigie(title + ", exactly once", watch, StreamsConfig.EXACTLY_ONCE_V2));
    }

    private Job vigie(String title, Watch watch, String guarantee) {
        return new VigieJob(
                "Vigie, " + title,
                cluster,
                load.direct(),
                List.of(),
                load.events(),
                state,
                watch,
                settings -> settings.withKafka(Map.of(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee)));
    }

    private Job flink(String title, String backend, String topic, long events) {
        return new FlinkJob(
                "Flink, the same as Vigie's 1 rule, " + title + " state",
                cluster,
                flink,
                backend,
                topic,
                events,
                Watch.accountsInMemory(PeopleRules.of(1, PeopleRules.LIMIT), traffic(events)));
    }

    /** The first {@code count} events, anew. */
    private Iterator<AccessEvent> traffic(long count) {
        Traffic all = new Traffic(load.events(), options.seed());
        return new Iterator<>() {
            private long left = count;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public AccessEvent next() {
                left--;
                return all.next();
            }
        };
    }
}
