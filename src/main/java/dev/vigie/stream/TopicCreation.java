package dev.vigie.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates what is missing of the topics. What is there stays as it is, but for {@code vigie.events} it must have the
 * partitions that are configured.
 */
public final class TopicCreation {

    private static final long TIMEOUT_SECONDS = 60;

    private final Admin admin;
    private final Topics topics;

    /** @param admin stays the caller's to close */
    public TopicCreation(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /**
     * Creates the topics that do not exist.
     *
     * @param operators whose log topics are to be created too; others may come later, by whatever means
     * @return the names of those that were created
     */
    public List<String> create(Collection<String> operators) throws TopicException {
        return createWith(operators.stream()
                .map(operator -> LogTopic.of(topics, operator))
                .toList());
    }

    /**
     * Creates the topics that do not exist.
     *
     * @param logs the topics of logs that are to be created too
     * @return the names of those that were created
     */
    public List<String> createWith(Collection<LogTopic> logs) throws TopicException {
        return createOrCheck(ofStreams(logs));
    }

    /**
     * Creates all topics that any command would create where it lacks them; but not those that Kafka Streams keeps its
     * state in, which are its own to create.
     *
     * @param logs the topics of logs among them
     * @param alertFormats the formats that alerts are also written in
     * @return by name, whether it was created; the others were there
     */
    public Map<String, Boolean> createAll(Collection<LogTopic> logs, Collection<String> alertFormats)
            throws TopicException {
        List<NewTopic> wanted = ofStreams(logs);
        wanted.addAll(
                List.of(topics.newRules(), topics.newVerdicts(), topics.newAlertsRefused(), topics.newRejectedFed()));
        alertFormats.forEach(format -> wanted.add(topics.newAlerts(format)));
        List<String> created = createOrCheck(wanted);
        Map<String, Boolean> all = new TreeMap<>();
        wanted.forEach(topic -> all.put(topic.name(), created.contains(topic.name())));
        return all;
    }

    private List<NewTopic> ofStreams(Collection<LogTopic> logs) {
        List<NewTopic> wanted = new ArrayList<>(List.of(
                topics.newEvents(),
                topics.newContributions(),
                topics.newPeers(),
                topics.newRejected(),
                topics.newAlerts(),
                topics.newLedger()));
        logs.forEach(log -> wanted.add(topics.newLogs(log)));
        return wanted;
    }

    private List<String> createOrCheck(List<NewTopic> wanted) throws TopicException {
        List<String> created = createMissing(wanted);
        if (!created.contains(topics.events())) {
            checkPartitions(topics.events());
            checkPartitions(topics.contributions());
        }
        return created;
    }

    /** Creates the topic of rules if it does not exist. */
    public void createRules() throws TopicException {
        createMissing(List.of(topics.newRules()));
    }

    /** Creates the topic of assignments if it does not exist. */
    public void createAssignments(String name) throws TopicException {
        createMissing(List.of(topics.newAssignments(name)));
    }

    /** Creates the topics of alerts, and of those that a receiver refused, if they do not exist. */
    public void createAlerts() throws TopicException {
        createMissing(List.of(topics.newAlerts(), topics.newAlertsRefused()));
    }

    /** Creates the topic that remembers which rejected records were fed again, if it does not exist. */
    public void createRejectedFed() throws TopicException {
        createMissing(List.of(topics.newRejectedFed()));
    }

    /** Creates the further topics of alerts, and that of what could not be written to them, if they do not exist. */
    void createAlertTopics(List<AlertTopic> chosen) throws TopicException {
        if (!chosen.isEmpty()) {
            List<NewTopic> wanted = new ArrayList<>(List.of(topics.newAlertsRefused()));
            chosen.forEach(topic -> wanted.add(topics.newAlerts(topic.format())));
            createMissing(wanted);
        }
    }

    /** Creates the topics of alerts and of verdicts on them, if they do not exist. */
    public void createVerdicts() throws TopicException {
        createMissing(List.of(topics.newAlerts(), topics.newVerdicts()));
    }

    private List<String> createMissing(List<NewTopic> wanted) throws TopicException {
        List<NewTopic> missing = missing(wanted);
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(missing).values();
        List<String> created = new ArrayList<>();
        List<TopicPartition> partitions = new ArrayList<>();
        for (NewTopic topic : missing) {
            if (isNew(topic.name(), Objects.requireNonNull(answers.get(topic.name())))) {
                created.add(topic.name());
                IntStream.range(0, topic.numPartitions())
                        .forEach(i -> partitions.add(new TopicPartition(topic.name(), i)));
            }
        }
        awaitLeaders(partitions);
        return created;
    }

    private void awaitLeaders(List<TopicPartition> partitions) throws TopicException {
        try {
            PartitionLeaders.await(admin, partitions, Duration.ofSeconds(TIMEOUT_SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw new TopicException("new topics do not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicException("new topics do not answer: interrupted", e);
        }
    }

    /** Only these are asked for: who may not create topics can still run where all of them are there. */
    private List<NewTopic> missing(List<NewTopic> wanted) throws TopicException {
        Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                        wanted.stream().map(NewTopic::name).toList())
                .topicNameValues();
        List<NewTopic> missing = new ArrayList<>();
        for (NewTopic topic : wanted) {
            try {
                wait("cannot describe topic " + topic.name(), Objects.requireNonNull(answers.get(topic.name())));
            } catch (TopicException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                missing.add(topic);
            }
        }
        return missing;
    }

    private static boolean isNew(String topic, KafkaFuture<Void> answer) throws TopicException {
        try {
            wait("cannot create topic " + topic, answer);
            return true;
        } catch (TopicException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private void checkPartitions(String name) throws TopicException {
        KafkaFuture<TopicDescription> answer = Objects.requireNonNull(
                admin.describeTopics(List.of(name)).topicNameValues().get(name), name);
        int found = wait("cannot describe topic " + name, answer).partitions().size();
        if (found != topics.eventPartitions()) {
            throw new TopicException("topic " + name + " has " + found + " partitions, but " + topics.eventPartitions()
                    + " are configured: set " + found + ", or use another prefix and replay");
        }
    }

    private static <T> T wait(String failure, KafkaFuture<T> answer) throws TopicException {
        try {
            return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new TopicException(failure + ": " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new TopicException(failure + ": no answer within " + TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicException(failure + ": interrupted", e);
        }
    }
}
