package dev.vigie.bench;

import dev.vigie.model.AccessEvent;
import dev.vigie.stream.EventKey;
import dev.vigie.stream.TopicCreation;
import dev.vigie.stream.TopicException;
import dev.vigie.stream.Topics;
import dev.vigie.wire.EventEncoder;
import dev.vigie.wire.Framing;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The topics full of events.
 *
 * @param direct its {@code vigie.events} holds all events
 * @param whole its {@code vigie.logs.OPERATOR} hold all events as lines of JSON
 * @param tenth the topic of the first tenth of the events
 * @param eventBytes all events' values together
 * @param logBytes all lines together
 */
record Load(
        Topics direct,
        Topics whole,
        String tenth,
        long events,
        List<String> operators,
        long eventBytes,
        long logBytes) {

    /**
     * What part of the events the slow job is given: the first, so that it meets them as densely as all of them come.
     */
    static final int TENTH = 10;

    private static final short ONE_COPY = 1;

    Load {
        operators = List.copyOf(operators);
    }

    static Load produce(Cluster cluster, Traffic traffic, long events) throws TopicException {
        Topics direct = new Topics("direct", Topics.EVENT_PARTITIONS, 1, ONE_COPY);
        Topics whole = new Topics("whole", Topics.EVENT_PARTITIONS, 1, ONE_COPY);
        String tenth = "tenth.events";
        new TopicCreation(cluster.admin(), direct).create(List.of());
        new TopicCreation(cluster.admin(), whole).create(traffic.operators());
        cluster.create(tenth, Topics.EVENT_PARTITIONS);

        EventEncoder encoder = new EventEncoder(Framing.singleObject());
        JsonLine json = new JsonLine();
        long eventBytes = 0;
        long logBytes = 0;
        try (Sending sending = new Sending(cluster.bootstrap())) {
            for (long i = 0; traffic.hasNext(); i++) {
                AccessEvent event = traffic.next();
                byte[] key = EventKey.of(event);
                byte[] value = encoder.encode(event);
                byte[] line = json.of(event);
                eventBytes += value.length;
                logBytes += line.length;
                sending.send(new ProducerRecord<>(direct.events(), key, value));
                sending.send(new ProducerRecord<>(whole.logs(event.operator()), line));
                if (i < events / TENTH) {
                    sending.send(new ProducerRecord<>(tenth, key, value));
                }
            }
        }
        return new Load(direct, whole, tenth, events, traffic.operators(), eventBytes, logBytes);
    }

    List<String> logTopics() {
        return operators.stream().map(whole::logs).toList();
    }
}
