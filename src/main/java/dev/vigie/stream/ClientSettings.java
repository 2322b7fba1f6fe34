package dev.vigie.stream;

import dev.vigie.store.RocksMemory;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams' settings, all in this place, each with its reason. */
final class ClientSettings {

    /** Under this name the store's setup finds the memory that all databases share. */
    static final String ROCKS_MEMORY = "vigie.rocks.memory";

    private static final int INGEST_COMMIT_MILLIS = 50;
    private static final int DETECT_COMMIT_MILLIS = 5_000;
    private static final int TRANSACTION_TIMEOUT_MILLIS = 10_000;
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;
    private static final int HEARTBEAT_MILLIS = 2_000;
    private static final int METADATA_MILLIS_MAX = 5_000;
    private static final int FETCH_BYTES_MIN = 64 << 10;
    private static final int FETCH_WAIT_MILLIS_MAX = 10;

    private final StreamSettings settings;

    ClientSettings(StreamSettings settings) {
        this.settings = settings;
    }

    Properties ingest() {
        Properties to = common(settings.topics().ingestApplication());
        // What ingestion has not committed is invisible to the detector: this is part of every alert's latency.
        to.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, INGEST_COMMIT_MILLIS);
        to.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        // How soon a new operator's topic is noticed.
        to.put(StreamsConfig.consumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG), METADATA_MILLIS_MAX);
        to.putAll(settings.kafka());
        return to;
    }

    Properties detect(RocksMemory memory) {
        Properties to = common(settings.topics().detectApplication());
        // A tenth of a second costs 1.7 times the CPU and 6 times the changelog; alerts ask for a commit of their own.
        to.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, DETECT_COMMIT_MILLIS);
        to.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        to.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
        to.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksSetup.class);
        to.put(ROCKS_MEMORY, memory);
        to.putAll(settings.kafka());
        return to;
    }

    private Properties common(String applicationId) {
        Properties to = new Properties();
        to.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        to.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        to.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
        to.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        to.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) settings.topics().replicationFactor());
        // No task merges partitions by time: ingestion reads all operators' topics in one, and must not wait for the
        // quiet ones; and the check alone costs much on tasks that have nothing to do.
        to.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        // A record with a bad time stamp must not stop the partition.
        to.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, AppendTime.class);
        // Profiles are cached as live objects, above the store: a second cache of bytes would only copy them.
        to.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        // Names of stores and internal topics are a promise; a generated one would break with the next node.
        to.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // Internal topics too: retention must not see event times.
        to.put(StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG), "LogAppendTime");
        to.put(
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                Integer.toString(Topics.MESSAGE_BYTES_MAX));
        to.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MESSAGE_BYTES_MAX);
        // An open transaction hides everyone's later alerts on the same partition until it ends: not for a minute.
        to.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_TIMEOUT_MILLIS);
        to.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // As events trickle in, each would be fetched by a request of its own.
        to.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), FETCH_BYTES_MIN);
        to.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), FETCH_WAIT_MILLIS_MAX);
        to.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MILLIS);
        to.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MILLIS);
        if (settings.instanceId() != null) {
            // Static membership: after a kill the same instance is back at work in seconds, not after its session's
            // end.
            to.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instanceId());
        }
        return to;
    }
}
