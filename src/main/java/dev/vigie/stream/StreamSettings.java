package dev.vigie.stream;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where and how large the two applications run.
 *
 * @param bootstrap the cluster, {@code host:port,...}
 * @param stateDirectory for RocksDB; on a disk that outlives the process, or every start restores all state
 * @param threads of the detector; ingestion has one
 * @param standbys copies of the state on other instances
 * @param instanceId this instance's name, the same at every start, so that a restart gets its partitions back at once;
 *     null for an instance that comes and goes
 * @param heapBytes for live profiles
 * @param rocksBytes for RocksDB's blocks, filters and write buffers
 * @param kafka settings of Kafka's clients, passed on as they are and over Vigie's own
 */
public record StreamSettings(
        String bootstrap,
        Topics topics,
        Path stateDirectory,
        int threads,
        int standbys,
        @Nullable String instanceId,
        long heapBytes,
        long rocksBytes,
        Map<String, String> kafka) {

    private static final long HEAP_BYTES_MAX = 1L << 30;
    public static final long ROCKS_BYTES = 256L << 20;

    public StreamSettings {
        if (threads < 1 || standbys < 0) {
            throw new IllegalArgumentException("a detector has at least 1 thread and 0 standbys");
        }
        kafka = Map.copyOf(kafka);
    }

    /**
     * A third of the JVM's heap, at most 1 GB, for live profiles. A profile that is not live costs a read and a write:
     * with 20,000 accounts, of which 256 MB hold a third, an event costs 95 microseconds, with all of them live 60.
     */
    public static long usualHeapBytes() {
        return Math.min(HEAP_BYTES_MAX, Runtime.getRuntime().maxMemory() / 3);
    }

    /** One instance of its own, with everything else as it suits most. */
    public static StreamSettings of(String bootstrap, Topics topics, Path stateDirectory) {
        return new StreamSettings(
                bootstrap, topics, stateDirectory, 1, 0, "vigie-1", usualHeapBytes(), ROCKS_BYTES, Map.of());
    }

    public StreamSettings withThreads(int newThreads) {
        return new StreamSettings(
                bootstrap, topics, stateDirectory, newThreads, standbys, instanceId, heapBytes, rocksBytes, kafka);
    }

    public StreamSettings withHeapBytes(long newHeapBytes) {
        return new StreamSettings(
                bootstrap, topics, stateDirectory, threads, standbys, instanceId, newHeapBytes, rocksBytes, kafka);
    }

    public StreamSettings withKafka(Map<String, String> newKafka) {
        return new StreamSettings(
                bootstrap, topics, stateDirectory, threads, standbys, instanceId, heapBytes, rocksBytes, newKafka);
    }
}
