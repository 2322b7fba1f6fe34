package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.model.Alert;
import dev.vigie.model.SampleAlert;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code vigie verdicts} against a real broker: verdicts of every kind, withdrawn, repeated and no verdicts at all. */
@Timeout(120)
final class VerdictsIT {

    private static final String BULK_READ = "a73712e0-2799-4a8b-bfb6-7971c8157437";
    private static final String SILENT = "46219e6f-c751-43d7-ad69-0f1227b9fa01";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AlertCodec codec = new AlertCodec(Framing.singleObject(), SchemaRegistry.none(), List.of());

    private int run(String... args) {
        return Main.run(new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of()), args);
    }

    @Test
    void verdicts_onAlerts_giveFiguresByRuleAndFiltersThatLoad() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            Path config = Files.writeString(
                    directory.resolve("vigie.yaml"), "kafka:\n  bootstrap.servers: " + kafka.bootstrap() + "\n");
            assertThat(run("verdicts", "-c", config.toString())).isZero();
            assertThat(err.toString()).contains("0 verdicts");
            send(kafka);
            Path filters = directory.resolve("proposed");
            assertThat(run("verdicts", "-c", config.toString(), "--filters", filters.toString()))
                    .isZero();
            assertThat(out.toString())
                    .containsPattern(BULK_READ + " +2 +1 +1 +25 ")
                    .containsPattern(SILENT + " +0 +0 +1 +0 ");
            assertThat(err.toString())
                    .contains("6 verdicts, 1 of them on alerts")
                    .contains("no verdict at vigie.verdicts-0, offset ")
                    .contains("no filter for alert a-7: an exception needs an owner, a reason and a last day")
                    .doesNotContain("m.petit");
            Path filter = filters.resolve("expected-a-4.yml");
            assertThat(filters.toFile().list()).containsExactly("expected-a-4.yml");
            List<RuleFile> rules = new ArrayList<>(SigmaLoader.builtInFiles());
            rules.add(new RuleFile("expected.yml", Files.readString(filter)));
            assertThat(SigmaLoader.load(rules).filters()).hasSize(1);
            out.getBuffer().setLength(0);
            assertThat(run("verdicts", "-c", config.toString(), "--json")).isZero();
            JsonNode json = new ObjectMapper().readTree(out.toString());
            assertThat(json.get("verdicts").asInt()).isEqualTo(6);
            assertThat(json.get("rules")).hasSize(2);
            assertThat(json.get("proposals")).hasSize(2);
        }
    }

    private void send(EmbeddedKafka kafka) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrap());
        Map<String, String> account = Map.of("operator", "atlas", "account", "m.petit");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 1; i <= 8; i++) {
                boolean feed = i == 7;
                Alert alert = SampleAlert.of(
                        "a-" + i, feed ? Map.of("operator", "atlas") : account, feed ? SILENT : BULK_READ);
                send(producer, "vigie.alerts", alert.id(), codec.encode(alert));
            }
            send(producer, "vigie.alerts", "a-9", "no Avro".getBytes(UTF_8));
            verdict(producer, "a-1", "{\"verdict\":\"false\"}");
            verdict(producer, "a-1", "{\"verdict\":\"true\",\"by\":\"k.b\"}");
            verdict(producer, "a-2", "{\"verdict\":\"true\"}");
            verdict(producer, "a-3", "{\"verdict\":\"false\",\"reason\":\"a test\"}");
            verdict(
                    producer,
                    "a-4",
                    "{\"verdict\":\"expected\",\"reason\":\"audit\",\"expires\":\"2099-01-31\",\"by\":\"j.martin\"}");
            verdict(producer, "a-5", "{\"verdict\":\"false\"}");
            verdict(producer, "a-5", null);
            verdict(producer, "a-6", "certainly not");
            verdict(producer, "a-7", "{\"verdict\":\"expected\"}");
            verdict(producer, "a-99", "{\"verdict\":\"true\"}");
        }
    }

    private static void verdict(KafkaProducer<byte[], byte[]> producer, String alert, @Nullable String value)
            throws Exception {
        send(producer, "vigie.verdicts", alert, value == null ? null : value.getBytes(UTF_8));
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, String key, byte @Nullable [] value)
            throws Exception {
        producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).get();
    }
}
