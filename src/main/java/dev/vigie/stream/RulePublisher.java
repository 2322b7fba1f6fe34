package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Makes the topic of rules hold just a given set of files, in one transaction. */
public final class RulePublisher {

    /** What becomes of a file. */
    public enum Change {
        ADDED,
        CHANGED,
        REMOVED,
        UNCHANGED
    }

    private final StreamSettings settings;

    public RulePublisher(StreamSettings settings) {
        this.settings = settings;
    }

    /**
     * What publishing {@code files} changes, by file name.
     *
     * @throws RuleException if what is in the topic is not even text
     */
    public Map<String, Change> changes(List<RuleFile> files) throws TopicException, RuleException {
        Map<String, String> published = new TreeMap<>();
        try (RuleTopic topic = RuleTopic.open(settings)) {
            topic.files().forEach(file -> published.put(file.name(), file.text()));
        }
        Map<String, Change> changes = new TreeMap<>();
        published.keySet().forEach(name -> changes.put(name, Change.REMOVED));
        for (RuleFile file : files) {
            String known = published.get(file.name());
            changes.put(
                    file.name(),
                    known == null ? Change.ADDED : known.equals(file.text()) ? Change.UNCHANGED : Change.CHANGED);
        }
        return changes;
    }

    /** Carries out {@code changes} that {@link #changes} found for {@code files}. */
    public void publish(List<RuleFile> files, Map<String, Change> changes) {
        Map<String, Object> client = RuleTopic.client(settings);
        client.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.topics().prefix() + "-rules-publisher");
        client.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RuleFile.FILE_BYTES_MAX + Topics.MESSAGE_BYTES_MAX);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (RuleFile file : files) {
                if (changes.get(file.name()) != Change.UNCHANGED) {
                    send(producer, file.name(), file.text().getBytes(UTF_8));
                }
            }
            changes.forEach((name, change) -> {
                if (change == Change.REMOVED) {
                    send(producer, name, null);
                }
            });
            producer.commitTransaction();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The commit fails if this does.
    private void send(KafkaProducer<byte[], byte[]> producer, String name, byte @Nullable [] content) {
        producer.send(new ProducerRecord<>(settings.topics().rules(), name.getBytes(UTF_8), content));
    }
}
