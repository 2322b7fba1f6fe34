package dev.vigie.cli;

import dev.vigie.ingest.LineParser;
import dev.vigie.ingest.Parsed;
import dev.vigie.ingest.Reason;
import dev.vigie.model.AccessEvent;
import dev.vigie.replay.OtherLog;
import dev.vigie.stream.LogSource;
import dev.vigie.stream.Operators;
import dev.vigie.stream.Sources;
import dev.vigie.stream.Topics;
import dev.vigie.wire.EventDecoder;
import dev.vigie.wire.RegistryException;
import dev.vigie.wire.SchemaRegistry;
import dev.vigie.wire.WireException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The topics that a replay reads, partition by partition: raw logs as ingest would read them, or events. */
final class TopicLogs {

    private static final String BOOTSTRAP = "bootstrap.servers";
    private final Map<String, Object> settings;
    private final Topics topics;
    private final Sources sources;
    private final SchemaRegistry registry;

    private TopicLogs(Map<String, Object> settings, Installation installation) {
        this.settings = settings;
        this.topics = installation.topics();
        this.sources = installation.sources();
        this.registry = installation.registry();
    }

    /** What {@code names} hold now, in the order of topics and partitions. */
    static List<OtherLog> of(Config config, Collection<String> names) throws ConfigException {
        if (names.isEmpty()) {
            return List.of();
        }
        if (config.kafka().get(BOOTSTRAP) == null) {
            throw new ConfigException(
                    "--topic: kafka.bootstrap.servers is not set: give the detectors' configuration by -c");
        }
        TopicLogs logs = new TopicLogs(settings(config), Installation.ofCluster(config));
        List<OtherLog> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(logs.settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (String name : new TreeSet<>(names)) {
                found.addAll(logs.partitions(name, consumer, 0, Long.MAX_VALUE));
            }
        }
        return found;
    }

    /**
     * What these topics of raw logs hold that arrived in a stretch of time.
     *
     * @param names all of them, or none to look in every topic that an operator may have written to
     * @param operator whose logs are looked for, or null for anybody's
     * @param fromMillis by the broker's clock; a source of past logs is read from its beginning
     * @param toMillis the same; what is later is not read
     */
    static List<OtherLog> arrived(
            Config config, Set<String> names, @Nullable String operator, long fromMillis, long toMillis)
            throws ConfigException {
        TopicLogs logs = new TopicLogs(settings(config), Installation.ofCluster(config));
        List<OtherLog> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(logs.settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (String name : names.isEmpty() ? logs.ofOperator(operator, consumer) : new TreeSet<>(names)) {
                long begin = logs.isHistoric(name) ? 0 : fromMillis;
                found.addAll(logs.partitions(name, consumer, begin, toMillis));
            }
        }
        return found;
    }

    private boolean isHistoric(String name) {
        return sources.pattern().matcher(name).matches() && sources.of(name).historic();
    }

    /** Where this operator's logs may lie: in topics of its own, and in those where a header says whose a record is. */
    private Set<String> ofOperator(@Nullable String operator, KafkaConsumer<byte[], byte[]> consumer) {
        Set<String> names = new TreeSet<>();
        for (String name : consumer.listTopics().keySet()) {
            if (sources.pattern().matcher(name).matches()) {
                String owner = sources.of(name).operator();
                if (owner == null || operator == null || owner.equals(operator)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Without a group: nothing is committed, and the one of a detector, or of ingest, is never joined. */
    private static Map<String, Object> settings(Config config) {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // What retention deletes meanwhile is missing, which must be said and not passed over.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return settings;
    }

    private List<OtherLog> partitions(
            String name, KafkaConsumer<byte[], byte[]> consumer, long fromMillis, long toMillis)
            throws ConfigException {
        boolean raw = sources.pattern().matcher(name).matches();
        if (!raw && !name.equals(topics.events())) {
            throw new ConfigException("--topic " + name + ": a replay reads raw logs, " + topics.logs("OPERATOR")
                    + ", or events, " + topics.events());
        }
        List<TopicPartition> partitions = new ArrayList<>();
        List<PartitionInfo> known = consumer.partitionsFor(name);
        if (known != null) {
            known.forEach(each -> partitions.add(new TopicPartition(name, each.partition())));
        }
        if (partitions.isEmpty()) {
            throw new ConfigException("--topic " + name + ": there is no such topic");
        }
        partitions.sort(Comparator.comparingInt(TopicPartition::partition));
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> first = fromMillis <= 0
                ? consumer.beginningOffsets(partitions)
                : offsets(fromMillis, partitions, end, consumer);
        Map<TopicPartition, Long> after =
                toMillis == Long.MAX_VALUE ? end : offsets(toMillis + 1, partitions, end, consumer);
        List<OtherLog> logs = new ArrayList<>();
        for (TopicPartition each : partitions) {
            logs.add(new TopicLog(
                    settings,
                    each,
                    first.getOrDefault(each, 0L),
                    after.getOrDefault(each, 0L),
                    raw ? () -> ofLines(sources.of(name)) : this::ofEvents));
        }
        return logs;
    }

    /** Of the first records that arrived at this time or later; the ends where there are none. */
    private static Map<TopicPartition, Long> offsets(
            long atMillis,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> ends,
            KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(each -> wanted.put(each, atMillis));
        Map<TopicPartition, Long> offsets = new HashMap<>(ends);
        consumer.offsetsForTimes(wanted).forEach((partition, found) -> {
            if (found != null) {
                offsets.put(partition, found.offset());
            }
        });
        return offsets;
    }

    private TopicLog.Values ofLines(LogSource source) {
        LineParser parser = source.parsers().get();
        return (message, sink) -> {
            byte[] value = message.value();
            String operator = Operators.of(source, message.headers());
            if (operator.isEmpty()) {
                sink.accept(rejected(value, Operators.wanted(source)), message.offset());
                return;
            }
            // As ingest names it, so that an event which was ingested and its line are one.
            String place = message.topic() + "-" + message.partition() + "-" + message.offset();
            parser.parse(
                    value,
                    0,
                    value.length,
                    operator,
                    place,
                    source.historic() ? AccessEvent.UNKNOWN : message.timestamp(),
                    (parsed, member) -> sink.accept(source.historic() ? ofThePast(parsed) : parsed, message.offset()));
        };
    }

    private static Parsed ofThePast(Parsed parsed) {
        return parsed instanceof Parsed.Event read
                ? new Parsed.Event(read.event().ofThePast())
                : parsed;
    }

    private TopicLog.Values ofEvents() {
        EventDecoder decoder = new EventDecoder(registry, List.of());
        return (message, sink) -> {
            byte[] value = message.value();
            try {
                sink.accept(new Parsed.Event(decoder.decode(value)), message.offset());
            } catch (WireException e) {
                sink.accept(rejected(value, e.getMessage()), message.offset());
            } catch (RegistryException e) {
                throw new IOException("the schema registry does not say how to read an event: " + e.getMessage(), e);
            }
        };
    }

    private static Parsed.Rejected rejected(byte[] value, @Nullable String why) {
        boolean truncated = value.length > Parsed.RAW_BYTES_MAX;
        byte[] raw = truncated ? Arrays.copyOf(value, Parsed.RAW_BYTES_MAX) : value;
        return new Parsed.Rejected(Reason.NOT_AN_EVENT, String.valueOf(why), raw, truncated);
    }
}
