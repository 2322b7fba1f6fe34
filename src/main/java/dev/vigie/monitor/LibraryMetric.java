package dev.vigie.monitor;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is shown of the hundreds of figures that Kafka's clients and the Java platform have: what the alerting rules,
 * the dashboard or somebody at night needs. All others would be thousands of series, for each partition and store, that
 * nobody looks at.
 */
enum LibraryMetric {
    LAG("kafka.consumer.fetch.manager.records.lag"),
    ALIVE_THREADS("kafka.stream.alive.stream.threads"),
    COMMITS("kafka.stream.thread.commit.total"),
    COMMIT_LATENCY("kafka.stream.thread.commit.latency.avg"),
    COMMIT_LATENCY_MAX("kafka.stream.thread.commit.latency.max"),
    PROCESSED("kafka.stream.thread.process.total"),
    DISK_BYTES("kafka.stream.state.total.sst.files.size"),
    MEMTABLE_BYTES("kafka.stream.state.size.all.mem.tables"),
    BLOCK_CACHE_BYTES("kafka.stream.state.block.cache.usage"),
    KEYS("kafka.stream.state.estimate.num.keys"),
    PENDING_COMPACTION("kafka.stream.state.estimate.pending.compaction.bytes"),
    JVM_MEMORY_USED("jvm.memory.used", "bytes"),
    JVM_MEMORY_MAX("jvm.memory.max", "bytes"),
    JVM_GC_OVERHEAD("jvm.gc.overhead"),
    JVM_THREADS("jvm.threads.live", "threads"),
    PROCESS_CPU("process.cpu.usage"),
    PROCESS_FILES("process.files.open", "files"),
    PROCESS_START("process.start.time", "seconds");

    private static final Map<String, LibraryMetric> BY_METER =
            Arrays.stream(values()).collect(Collectors.toMap(metric -> metric.meterName, Function.identity()));

    private final String meterName;
    private final String metricName;

    LibraryMetric(String meterName) {
        this.meterName = meterName;
        this.metricName = meterName.replace('.', '_');
    }

    LibraryMetric(String meterName, String unit) {
        this.meterName = meterName;
        this.metricName = meterName.replace('.', '_') + '_' + unit;
    }

    static boolean isShown(String meterName) {
        return BY_METER.containsKey(meterName);
    }

    /** The name on the page of metrics. */
    String metricName() {
        return metricName;
    }
}
