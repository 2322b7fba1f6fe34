package dev.vigie.bench.growth;

import dev.vigie.bench.Cluster;
import dev.vigie.bench.Sending;
import dev.vigie.model.AccessEvent;
import dev.vigie.stream.EventKey;
import dev.vigie.stream.TopicCreation;
import dev.vigie.stream.TopicException;
import dev.vigie.stream.Topics;
import dev.vigie.wire.EventEncoder;
import dev.vigie.wire.Framing;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Topics with events in {@code PREFIX.events}, deleted when closed. */
record Supply(Cluster cluster, Topics topics) implements AutoCloseable {

    private static final short ONE_COPY = 1;

    static Supply of(Cluster cluster, String prefix, Iterator<AccessEvent> events) throws TopicException {
        System.err.println("writing the events of " + prefix);
        Topics topics = new Topics(prefix, Topics.EVENT_PARTITIONS, 1, ONE_COPY);
        new TopicCreation(cluster.admin(), topics).create(List.of());
        EventEncoder encoder = new EventEncoder(Framing.singleObject());
        try (Sending sending = new Sending(cluster.bootstrap())) {
            while (events.hasNext()) {
                AccessEvent event = events.next();
                sending.send(new ProducerRecord<>(topics.events(), EventKey.of(event), encoder.encode(event)));
            }
        }
        return new Supply(cluster, topics);
    }

    @Override
    public void close() {
        cluster.deleteTopicsStarting(List.of(topics.prefix() + "."));
    }
}
