package dev.vigie.cli;

import dev.vigie.model.Alert;
import dev.vigie.siem.AlertLog;
import dev.vigie.siem.Answer;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.RegistryException;
import dev.vigie.wire.WireException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic of alerts as one member of a consumer group reads it: what is committed, and no commit beyond the first
 * message that is not done. Several processes may share a group; a partition is read by one of them, and by another as
 * soon as that one is gone. What waits in a process that has lost a partition is no longer its to deliver.
 */
final class ForwardLog implements AlertLog<ForwardLog.Place>, Closing {

    private static final int SESSION_TIMEOUT_MILLIS = 10_000;
    private static final int HEARTBEAT_MILLIS = 2_000;
    private static final int POLL_RECORDS_MAX = 200;
    private static final int FETCH_BYTES_MAX = 8 << 20;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AlertCodec codec;
    private final RefusedAlerts refused;
    private final Consumer<String> say;
    private final boolean historic;
    private final Map<TopicPartition, Progress> byPartition = new HashMap<>();
    private boolean registryFails;

    /** How far a partition is done, from one assignment to its end. */
    private static final class Progress {
        private final TreeSet<Long> undone = new TreeSet<>();
        private long committed = -1;
    }

    /** An alert and its place in the topic. */
    static final class Place implements Entry {
        private final Alert alert;
        private final ConsumerRecord<byte[], byte[]> record;
        private final Progress progress;

        private Place(Alert alert, ConsumerRecord<byte[], byte[]> record, Progress progress) {
            this.alert = alert;
            this.record = record;
            this.progress = progress;
        }

        @Override
        public Alert alert() {
            return alert;
        }
    }

    /**
     * Joins the group.
     *
     * @param client the settings of every client
     * @param refused stays the caller's to close
     * @param historic whether alerts on past logs are delivered too
     * @param say is told what is wrong, without anything that a message holds
     */
    ForwardLog(
            Map<String, Object> client,
            String topic,
            String group,
            AlertCodec codec,
            RefusedAlerts refused,
            boolean historic,
            Consumer<String> say) {
        this.consumer =
                new KafkaConsumer<>(settings(client, group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.codec = codec;
        this.refused = refused;
        this.historic = historic;
        this.say = say;
        consumer.subscribe(List.of(topic), new Assignment());
    }

    private static Map<String, Object> settings(Map<String, Object> client, String group) {
        Map<String, Object> to = new HashMap<>();
        // A member that was killed holds its partitions until its session ends: not for Kafka's 45 seconds.
        to.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        to.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        to.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
        to.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX);
        to.putAll(client);
        to.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        to.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        to.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // A receiver that is new gets every alert that is kept; a group whose offsets have expired loses none.
        to.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        to.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return to;
    }

    /** Follows what is assigned to this member. */
    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> byPartition.put(partition, new Progress()));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit();
            onPartitionsLost(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            partitions.forEach(byPartition::remove);
        }
    }

    @Override
    public List<Place> poll(long waitMillis, boolean more) {
        if (more) {
            consumer.resume(consumer.assignment());
        } else {
            consumer.pause(consumer.assignment());
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(waitMillis));
        List<Place> places = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            Progress progress = byPartition.get(partition);
            if (progress != null) {
                read(partition, records.records(partition), progress, places);
            }
        }
        return places;
    }

    private void read(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, Progress progress, List<Place> to) {
        for (ConsumerRecord<byte[], byte[]> message : records) {
            try {
                Alert alert = decode(message);
                if (alert != null) {
                    progress.undone.add(message.offset());
                    to.add(new Place(alert, message, progress));
                }
            } catch (RegistryException e) {
                // The message may be good: it is read again until the registry is.
                consumer.seek(partition, message.offset());
                if (!registryFails) {
                    say.accept("alerts wait for the schema registry: " + e.getMessage());
                }
                registryFails = true;
                return;
            }
        }
        registryFails = false;
    }

    /** The alert; null where there is none to deliver: a historic one, or what is none and has been kept aside. */
    private @Nullable Alert decode(ConsumerRecord<byte[], byte[]> message) throws RegistryException {
        if (message.value() == null) {
            return null;
        }
        try {
            Alert alert = codec.decode(message.value());
            return alert.provenance().historic() && !historic ? null : alert;
        } catch (WireException e) {
            unreadable(message, e);
        } catch (RegistryException e) {
            if (e.kind() != RegistryException.Kind.NOT_FOUND) {
                throw e;
            }
            unreadable(message, e);
        }
        return null;
    }

    private void unreadable(ConsumerRecord<byte[], byte[]> message, Exception cause) {
        refused.keep(message, "not an alert", String.valueOf(cause.getMessage()));
        say.accept("what is at " + message.topic() + "-" + message.partition() + ", offset " + message.offset()
                + ", is no alert; it is kept with those that were refused");
    }

    @Override
    public boolean holds(Place place) {
        return byPartition.containsValue(place.progress);
    }

    @Override
    public void refuse(Place place, Answer answer) {
        refused.keep(place.record, answer.reason(), answer.detail());
    }

    @Override
    public void done(Place place) {
        place.progress.undone.remove(place.record.offset());
    }

    @Override
    public void commit() {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = offsets();
            if (!offsets.isEmpty()) {
                consumer.commitSync(offsets);
                offsets.forEach((partition, next) -> {
                    Progress progress = byPartition.get(partition);
                    if (progress != null) {
                        progress.committed = next.offset();
                    }
                });
            }
        } catch (CommitFailedException | RebalanceInProgressException e) {
            // Somebody else has the partitions, or will: what was delivered and not committed is delivered twice.
        } catch (RetriableException e) {
            say.accept("Kafka does not keep how far alerts are delivered: "
                    + e.getClass().getSimpleName() + "; tried again with the next ones");
        }
    }

    /** Per partition the first message that is not done, where that is further than what was committed. */
    private Map<TopicPartition, OffsetAndMetadata> offsets() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        byPartition.forEach((partition, progress) -> {
            long next = progress.undone.isEmpty() ? consumer.position(partition) : progress.undone.first();
            if (next > progress.committed) {
                offsets.put(partition, new OffsetAndMetadata(next));
            }
        });
        return offsets;
    }

    /** Keeps how far it is, and leaves the group. */
    @Override
    public void close() {
        try {
            commit();
        } finally {
            consumer.close();
        }
    }
}
