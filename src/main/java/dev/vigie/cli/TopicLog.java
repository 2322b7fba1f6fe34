package dev.vigie.cli;

import dev.vigie.ingest.LogFile;
import dev.vigie.ingest.Parsed;
import dev.vigie.ingest.Reason;
import dev.vigie.replay.OtherLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One partition of a topic as a log: what it held when the replay began. It is read without a group, and nothing is
 * committed: whoever else reads it does not notice.
 */
final class TopicLog implements OtherLog {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int IDLE_POLLS_MAX = 120;
    private static final int RECORD_BYTES_ABOUT = 300;

    private final Map<String, Object> settings;
    private final TopicPartition partition;
    private final long fromOffset;
    private final long toOffset;
    private final Supplier<Values> values;

    /** Makes candidates of records' values. Used by one thread. */
    @FunctionalInterface
    interface Values {
        void read(ConsumerRecord<byte[], byte[]> message, LogFile.Sink sink) throws IOException;
    }

    /**
     * @param settings of a consumer without a group
     * @param fromOffset its first record's
     * @param toOffset the offset after its last record's
     */
    TopicLog(
            Map<String, Object> settings,
            TopicPartition partition,
            long fromOffset,
            long toOffset,
            Supplier<Values> values) {
        this.settings = Map.copyOf(settings);
        this.partition = partition;
        this.fromOffset = fromOffset;
        this.toOffset = toOffset;
        this.values = values;
    }

    @Override
    public String name() {
        return partition.topic();
    }

    @Override
    public int partition() {
        return partition.partition();
    }

    @Override
    public long bytesAbout() {
        return (toOffset - fromOffset) * RECORD_BYTES_ABOUT;
    }

    @Override
    public Content read(LogFile.RawSink sink) throws IOException {
        MessageDigest digest = sha256();
        Values its = values.get();
        long bytes = 0;
        int idlePolls = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, fromOffset);
            while (consumer.position(partition) < toOffset) {
                List<ConsumerRecord<byte[], byte[]>> records =
                        consumer.poll(POLL).records(partition);
                idlePolls = records.isEmpty() ? idlePolls + 1 : 0;
                if (idlePolls == IDLE_POLLS_MAX) {
                    throw new IOException(partition + ": nothing came for a minute, at offset "
                            + consumer.position(partition) + " of " + toOffset);
                }
                for (ConsumerRecord<byte[], byte[]> message : records) {
                    if (message.offset() < toOffset) {
                        bytes += take(message, digest, its, sink);
                    }
                }
            }
        }
        return new Content(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static int take(
            ConsumerRecord<byte[], byte[]> message, MessageDigest digest, Values values, LogFile.RawSink sink)
            throws IOException {
        byte[] value = message.value();
        int length = value == null ? 0 : value.length;
        digest.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(message.offset())
                .putInt(length)
                .array());
        if (value == null) {
            byte[] nothing = {};
            Parsed rejected = new Parsed.Rejected(Reason.EMPTY, "a record without a value", nothing, false);
            sink.accept(rejected, message.offset(), nothing, 0, 0);
        } else {
            digest.update(value);
            values.read(message, (parsed, offset) -> sink.accept(parsed, offset, value, 0, length));
        }
        return length;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
