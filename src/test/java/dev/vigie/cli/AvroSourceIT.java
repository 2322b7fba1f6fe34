package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Events;
import dev.vigie.model.AccessEvent;
import dev.vigie.stream.StreamApplication;
import dev.vigie.stream.StreamSettings;
import dev.vigie.stream.TopicCreation;
import dev.vigie.stream.Topics;
import dev.vigie.stream.Wire;
import dev.vigie.wire.ApicurioServer;
import dev.vigie.wire.EventEncoder;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import dev.vigie.wire.Schemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A source of Vigie's own events in Avro, against a real broker and a real registry. */
@Timeout(180)
final class AvroSourceIT {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final String OPERATORS_SUBJECT = "atlas.events-value";

    @TempDir
    private Path directory;

    @Test
    void ingest_eventsInBothFramings_countsThemAndRejectsWhatIsNone() throws Exception {
        Topics topics = new Topics("avro", 1, 1, (short) 1);
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                ApicurioServer server = ApicurioServer.start()) {
            Path config =
                    Files.writeString(directory.resolve("vigie.yaml"), """
                    kafka: {bootstrap.servers: '%s'}
                    registry: {url: '%s'}
                    topics: {prefix: avro, partitions: 1}
                    state-dir: state
                    threads: 1
                    sources:
                      - {topic: avro.logs.atlas, format: avro}
                    """.formatted(kafka.bootstrap(), server.url()));
            Installation installation = new Installation(Config.load(config, Map.of(), settings -> {}), (short) 1);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
                new TopicCreation(admin, topics).create(List.of("atlas"));
            }
            // The operator registers the schema under a subject of his own.
            SchemaRegistry registry = installation.registryOrWrong();
            Framing confluent = Framing.confluent(registry.register(OPERATORS_SUBJECT, Schemas.accessEvent()));
            long nowMillis = System.currentTimeMillis();
            send(
                    kafka,
                    topics,
                    new EventEncoder(confluent).encode(read("e-1", nowMillis)),
                    new EventEncoder(Framing.singleObject()).encode(read("e-2", nowMillis + 1)),
                    new EventEncoder(Framing.confluent(999_999)).encode(read("e-3", nowMillis + 2)),
                    "no Avro".getBytes(UTF_8));
            StreamSettings settings = installation.streamSettings(kafka.bootstrap());
            Wire wire = installation.wire();
            try (StreamApplication detect = StreamApplication.startDetect(
                            settings, installation.rules(settings).detection(), wire);
                    StreamApplication ingest = StreamApplication.startIngest(settings, installation.sources(), wire)) {
                assertThat(detect.awaitRunning(START_TIMEOUT)).isTrue();
                assertThat(ingest.awaitRunning(START_TIMEOUT)).isTrue();
                LedgerTopic.assertReaches(kafka.bootstrap(), topics, 4, 2, 2);
            }
        }
    }

    private static AccessEvent read(String id, long timeMillis) {
        return Events.read("ann", id, timeMillis, "p-" + id);
    }

    private static void send(EmbeddedKafka kafka, Topics topics, byte[]... values) throws Exception {
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(Map.of("bootstrap.servers", kafka.bootstrap()), bytes, bytes)) {
            for (byte[] value : values) {
                producer.send(new ProducerRecord<>(topics.logs("atlas"), value)).get();
            }
        }
    }
}
