package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.cli.SecuredBroker.Login;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The other users of a broker that asks: an operator, the analysts. */
record SecuredClients(SecuredBroker broker, Login login) {

    private static final int PEOPLE = 60;

    /** As the operator: an account that reads the records of more people than it should, and one more the day after. */
    void steal(String account) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = producer("operator-atlas")) {
            for (int i = 0; i <= PEOPLE; i++) {
                String time = i == PEOPLE ? "2026-01-06T10:00:00Z" : "2026-01-05T10:00:%02dZ".formatted(i);
                String line = "{'time':'%s','account':'%s','action':'READ','subject':'p%d'}"
                        .replace('\'', '"')
                        .formatted(time, account, i);
                producer.send(new ProducerRecord<>("vigie.logs.atlas", line.getBytes(UTF_8)))
                        .get();
            }
        }
    }

    /** As the analysts: whether there is an alert on the account. */
    boolean isAlert(String account, Duration deadline) {
        AlertCodec codec = new AlertCodec(Framing.singleObject(), SchemaRegistry.none(), List.of());
        return find("soc", "vigie.alerts", deadline, message -> {
            try {
                return account.equals(codec.decode(message).group().get("account"));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Whether the topic has such a record, or gets one in time. */
    boolean find(String user, String topic, Duration deadline, Predicate<byte[]> wanted) {
        Map<String, Object> client = new HashMap<>(broker.clientOf(user, login));
        client.put("group.id", user + "-1");
        client.put("enable.auto.commit", "false");
        client.put("auto.offset.reset", "earliest");
        client.put("isolation.level", "read_committed");
        long endNanos = System.nanoTime() + deadline.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (System.nanoTime() < endNanos) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (wanted.test(record.value())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    void write(String user, String topic, String text) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = producer(user)) {
            producer.send(new ProducerRecord<>(topic, text.getBytes(UTF_8))).get();
        }
    }

    private KafkaProducer<byte[], byte[]> producer(String user) {
        return new KafkaProducer<>(
                new HashMap<>(broker.clientOf(user, login)), new ByteArraySerializer(), new ByteArraySerializer());
    }
}
