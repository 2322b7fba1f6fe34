package dev.vigie.cli;

import dev.vigie.stream.RejectedRecord;
import dev.vigie.stream.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;

/** The topic of rejected records, judged by today's sources: what would become of each, were it fed again. */
final class RejectedLog {

    /** Takes one rejected record. */
    @FunctionalInterface
    interface Sink {

        /**
         * Takes a record of {@code vigie.rejected}.
         *
         * @param partition where it stands there, as its offset does
         */
        void accept(
                RejectedRecord rejected,
                int partition,
                long offset,
                long rejectedAtMillis,
                RejectTrial.Outcome outcome);
    }

    private final TopicReader reader;
    private final Topics topics;
    private final RejectTrial trial;
    private final FedRejections fed;

    private RejectedLog(TopicReader reader, Topics topics, RejectTrial trial, FedRejections fed) {
        this.reader = reader;
        this.topics = topics;
        this.trial = trial;
        this.fed = fed;
    }

    /** @param reader stays the caller's to close */
    static RejectedLog open(Map<String, Object> client, TopicReader reader, Topics topics, ConfiguredSources sources)
            throws IOException, InterruptedException {
        Uuid id;
        try (Admin admin = Admin.create(client)) {
            String name = topics.rejected();
            KafkaFuture<TopicDescription> answer = Objects.requireNonNull(
                    admin.describeTopics(List.of(name)).topicNameValues().get(name), name);
            id = answer.get().topicId();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaException("cannot look at topic " + topics.rejected(), cause);
        }
        return new RejectedLog(
                reader,
                topics,
                new RejectTrial(sources, System::currentTimeMillis),
                FedRejections.read(reader, topics, id));
    }

    FedRejections fed() {
        return fed;
    }

    RejectTrial trial() {
        return trial;
    }

    /** Hands over what the filter takes, each partition in its order. */
    void read(RejectFilter filter, Sink out) throws IOException {
        reader.read(topics.rejected(), TopicReader.ALL, message -> {
            RejectedRecord rejected = RejectedRecord.read(message.headers(), message.value());
            if (filter.takes(rejected, message.timestamp())) {
                RejectTrial.Outcome outcome = fed.contains(message.partition(), message.offset())
                        ? RejectTrial.Outcome.FED_BEFORE
                        : trial.judge(rejected);
                out.accept(rejected, message.partition(), message.offset(), message.timestamp(), outcome);
            }
        });
    }
}
