package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.stream.LogSource;
import dev.vigie.stream.RejectedRecord;
import dev.vigie.stream.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Feeds rejected records again: each goes back to the topic and the partition that it came from, with the headers
 * {@code vigie.fed-from}, its place in {@code vigie.rejected}, and {@code vigie.origin}, where it first was.
 *
 * <p>Never twice: the record and the note that it was fed ({@link FedRejections}) are one transaction, which readers
 * see whole or not at all, and Vigie's ingestion reads only what is committed. All who feed an installation's records
 * share a transactional id: whoever comes later ends the transaction of whoever was before, and reads the notes only
 * then. So neither a crash nor a second process at the same time feeds anything again.
 */
final class RejectFeed implements AutoCloseable {

    /** So many go into one transaction, of at most 16 KB each. */
    private static final int BATCH_RECORDS = 500;

    /** What a killed run has left open hides all that others write there: not for the usual minute. */
    private static final int TRANSACTION_TIMEOUT_MILLIS = 15_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final String rejectedTopic;
    private final List<ProducerRecord<byte[], byte[]>> waiting = new ArrayList<>();
    private long records;

    private RejectFeed(KafkaProducer<byte[], byte[]> producer, String rejectedTopic) {
        this.producer = producer;
        this.rejectedTopic = rejectedTopic;
    }

    /** Ends whatever an earlier run has left open. What was fed is to be read after this. */
    static RejectFeed begin(Map<String, Object> client, Topics topics) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.rejectReplayTransaction());
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return new RejectFeed(producer, topics.rejected());
        } catch (RuntimeException e) {
            producer.close();
            throw e;
        }
    }

    /** How many have been fed, and are committed. */
    long records() {
        return records;
    }

    /**
     * Feeds one.
     *
     * @param partition its place in {@code vigie.rejected}, as the offset
     */
    void feed(RejectedRecord rejected, LogSource source, FedRejections fed, int partition, long offset) {
        int partitions = producer.partitionsFor(rejected.topic()).size();
        ProducerRecord<byte[], byte[]> again = new ProducerRecord<>(
                rejected.topic(),
                rejected.partition() < partitions ? rejected.partition() : null,
                null,
                rejected.raw());
        again.headers().add("vigie.fed-from", (rejectedTopic + "-" + partition + "-" + offset).getBytes(UTF_8));
        again.headers().add("vigie.origin", rejected.place().getBytes(UTF_8));
        if (source.operatorHeader() != null) {
            again.headers().add(source.operatorHeader(), rejected.operator().getBytes(UTF_8));
        }
        waiting.add(again);
        waiting.add(fed.mark(partition, offset, rejected.place()));
        if (waiting.size() >= 2 * BATCH_RECORDS) {
            commit();
        }
    }

    /** Commits what waits. */
    void commit() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            producer.beginTransaction();
            for (ProducerRecord<byte[], byte[]> one : waiting) {
                Future<RecordMetadata> unused = producer.send(one); // the commit fails if this does
            }
            producer.commitTransaction();
        } catch (ProducerFencedException e) {
            throw e;
        } catch (KafkaException e) {
            // An open transaction would hide what others write to the same topics.
            producer.abortTransaction();
            throw e;
        }
        records += waiting.size() / 2;
        waiting.clear();
    }

    /** What was not committed was never fed. */
    @Override
    public void close() {
        producer.close();
    }
}
