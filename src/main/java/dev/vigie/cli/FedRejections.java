package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.stream.Topics;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;

/**
 * Which rejected records were fed again, as the topic {@code vigie.rejected.fed} has it: a record for each, keyed by
 * the id of the topic {@code vigie.rejected}, partition and offset. It is written in the transaction that feeds the
 * record, so that it is there if and only if the record was fed. The topic's id tells it from one that was deleted and
 * made anew, whose offsets begin again.
 */
final class FedRejections {

    private final String topic;
    private final Uuid rejectedId;
    /** By partition; as many as were fed of those that are still kept. */
    private final Map<Integer, Set<Long>> offsets = new HashMap<>();

    private FedRejections(String topic, Uuid rejectedId) {
        this.topic = topic;
        this.rejectedId = rejectedId;
    }

    /** @param rejectedId the id of {@code vigie.rejected} */
    static FedRejections read(TopicReader reader, Topics topics, Uuid rejectedId) throws IOException {
        FedRejections fed = new FedRejections(topics.rejectedFed(), rejectedId);
        reader.read(topics.rejectedFed(), TopicReader.ALL, message -> {
            if (message.key() != null && message.value() != null) {
                fed.add(new String(message.key(), UTF_8).split(":", -1));
            }
        });
        return fed;
    }

    boolean contains(int partition, long offset) {
        return offsets.getOrDefault(partition, Set.of()).contains(offset);
    }

    /**
     * The record that says so of one.
     *
     * @param place where it had come from
     */
    ProducerRecord<byte[], byte[]> mark(int partition, long offset, String place) {
        String key = rejectedId + ":" + partition + ":" + offset;
        return new ProducerRecord<>(topic, key.getBytes(UTF_8), place.getBytes(UTF_8));
    }

    private void add(String[] key) {
        if (key.length == 3 && key[0].equals(rejectedId.toString())) {
            offsets.computeIfAbsent(Integer.valueOf(key[1]), unseen -> new HashSet<>())
                    .add(Long.valueOf(key[2]));
        }
    }
}
