package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.vigie.model.Alert;
import dev.vigie.monitor.Published;
import dev.vigie.siem.SyslogServer;
import dev.vigie.stream.TopicCreation;
import dev.vigie.stream.Topics;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.AlertJson;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code vigie forward} in a process of its own, against a real broker, killed as a kernel kills. */
@Timeout(180)
final class ForwardIT {

    private static final int ALERTS = 10;

    private static EmbeddedKafka kafka;

    @TempDir
    private Path directory;

    private final AlertCodec codec = new AlertCodec(Framing.singleObject(), SchemaRegistry.none(), List.of());
    private final List<Process> processes = new ArrayList<>();
    private String monitor = "";

    @BeforeAll
    static void start() throws IOException {
        kafka = EmbeddedKafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @AfterEach
    void stopProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void forward_killedAndReceiverGoneAndBack_deliversEverythingInEachAlertsOrder() throws Exception {
        try (SyslogServer server = new SyslogServer(ServerSocketFactory.getDefault())) {
            String to = "syslog+tcp://127.0.0.1:" + server.port();
            forward("killed", to);
            send("killed", 0, 10);
            assertThat(server.awaitReceived(ALERTS * 10)).isTrue();
            processes.get(0).destroyForcibly().waitFor();
            server.behave(SyslogServer.Manner.DIES);
            send("killed", 10, 20);
            Process second = forward("killed", to);
            int before = server.keys().size();
            assertThat(server.awaitReceived(before + 3)).isTrue();
            server.behave(SyslogServer.Manner.GOOD);
            send("killed", 20, 21);
            awaitLast(server);
            second.destroy();
            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            Map<String, Integer> next = new HashMap<>();
            for (String key : new LinkedHashSet<>(server.keys())) {
                int slash = key.indexOf('/');
                String id = key.substring(0, slash);
                assertThat(Integer.parseInt(key.substring(slash + 1)))
                        .as(key)
                        .isEqualTo(next.merge(id, 1, Integer::sum) - 1);
            }
            assertThat(next)
                    .hasSize(ALERTS)
                    .allSatisfy((id, count) -> assertThat(count).isEqualTo(21));
        }
    }

    private static void awaitLast(SyslogServer server) throws InterruptedException {
        String last = "a" + (ALERTS - 1) + "/20";
        // Counted before it is looked for: it may arrive in between, and nothing comes after it.
        for (int seen = server.keys().size();
                !server.keys().contains(last);
                seen = server.keys().size()) {
            assertThat(server.awaitReceived(seen + 1)).isTrue();
        }
    }

    @Test
    void forward_notAnAlertOrRefused_isKeptWithItsReasonAndTheRestGoesOn() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        Queue<String> received = new ConcurrentLinkedQueue<>();
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] said = "no such field".getBytes(UTF_8);
            exchange.sendResponseHeaders(requests.incrementAndGet() == 2 ? 400 : 200, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        hook.start();
        try {
            sendRaw("refused", "not Avro".getBytes(UTF_8), codec.encode(ofThePast(alert("past", 0))));
            send("refused", 0, 1);
            forward("refused", "webhook+http://127.0.0.1:" + hook.getAddress().getPort() + "/x");
            List<ConsumerRecord<byte[], byte[]>> kept = refused("refused", 2);
            assertThat(new String(kept.get(0).value(), UTF_8)).isEqualTo("not Avro");
            assertThat(header(kept.get(0), "vigie.reason")).isEqualTo("not an alert");
            ConsumerRecord<byte[], byte[]> refused = kept.get(1);
            assertThat(codec.decode(refused.value()).id()).isEqualTo("a1");
            assertThat(new String(refused.key(), UTF_8)).isEqualTo("a1");
            assertThat(header(refused, "vigie.reason")).isEqualTo("HTTP status 400");
            assertThat(header(refused, "vigie.detail")).isEqualTo("no such field");
            assertThat(header(refused, "vigie.format")).isEqualTo("ocsf");
            assertThat(header(refused, "vigie.offset")).isEqualTo("3");
            assertThat(String.join("\n", received)).contains("a0").doesNotContain("past");
            Set<String> names = Published.used();
            names.removeIf(name -> !name.startsWith("vigie_forward_"));
            assertThat(names).hasSizeGreaterThan(6);
            String page = new Watcher(monitor).await(names, "vigie_forward_sent_total " + (ALERTS - 1) + ".0");
            assertThat(page.lines())
                    .contains(
                            "vigie_forward_refused_total 1.0",
                            "vigie_forward_receiver_up 1.0",
                            "vigie_ready{part=\"forward\"} 1.0");
        } finally {
            hook.stop(0);
        }
    }

    /** Starts the command and returns when it says that it forwards. */
    private Process forward(String prefix, String to) throws IOException {
        Path config = Files.writeString(
                directory.resolve("vigie.yaml"),
                "kafka:\n  bootstrap.servers: " + kafka.bootstrap() + "\n  session.timeout.ms: 6000\n"
                        + "topics:\n  prefix: " + prefix + "\n");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "forward",
                        "-c",
                        config.toString(),
                        "--to",
                        to,
                        "--monitor",
                        "0")
                .redirectErrorStream(true)
                .start();
        processes.add(process);
        BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            if (line.contains("health and metrics at ")) {
                monitor = line.substring(line.indexOf("http"));
            }
            if (line.contains("forwarding " + prefix + ".alerts to ")) {
                return process;
            }
        }
        throw new AssertionError("ended: " + lines);
    }

    private void send(String prefix, int first, int end) throws Exception {
        List<byte[]> messages = new ArrayList<>();
        for (int sequence = first; sequence < end; sequence++) {
            for (int i = 0; i < ALERTS; i++) {
                messages.add(codec.encode(alert("a" + i, sequence)));
            }
        }
        sendRaw(prefix, messages.toArray(byte[][]::new));
    }

    private void sendRaw(String prefix, byte[]... messages) throws Exception {
        Topics topics = new Topics(prefix, 1, 1, (short) 1);
        createAlerts(topics);
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrap());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < messages.length; i++) {
                byte[] key = ("a" + i % ALERTS).getBytes(UTF_8);
                producer.send(new ProducerRecord<>(topics.alerts(), key, messages[i]))
                        .get();
            }
        }
    }

    private static void createAlerts(Topics topics) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            new TopicCreation(admin, topics).createAlerts();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> refused(String prefix, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrap(), "auto.offset.reset", "earliest");
        long deadlineNanos = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        List<ConsumerRecord<byte[], byte[]>> refused = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(prefix + ".alerts.refused", 0)));
            while (refused.size() < count) {
                assertThat(System.nanoTime()).as("refused within a minute").isLessThan(deadlineNanos);
                consumer.poll(Duration.ofMillis(100)).forEach(refused::add);
            }
        }
        return refused;
    }

    private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), UTF_8);
    }

    private static Alert ofThePast(Alert alert) throws Exception {
        return AlertJson.read(AlertJson.line(alert).replace("\"rulesHash\"", "\"historic\":true,\"rulesHash\""));
    }

    private static Alert alert(String id, int sequence) throws Exception {
        String none = "{\"names\":[],\"total\":0}";
        String time = "\"2026-01-05T10:00:52.120Z\"";
        return AlertJson.read("{\"id\":\"" + id + "\",\"sequence\":" + sequence + ",\"state\":\"OPEN\","
                + "\"group\":{\"kind\":\"account\",\"operator\":\"atlas\",\"account\":\"jd\"},\"level\":\"HIGH\","
                + "\"sentence\":\"jd read 51 people\",\"reasons\":[],\"openedAt\":" + time + ",\"firstEventAt\":" + time
                + ",\"lastEventAt\":" + time + ",\"peopleExposed\":51,\"peopleExposedBefore\":50,\"peopleError\":0,"
                + "\"recordsUnnamed\":0,\"accessesUncounted\":0,\"fields\":" + none + ",\"dataCategories\":" + none
                + ",\"registers\":" + none + ",\"sources\":" + none + ",\"evidence\":[],\"provenance\":{\"detectedAt\":"
                + time + ",\"topic\":\"vigie.events\",\"partition\":0,\"offsetFirst\":0,\"offsetLast\":0,"
                + "\"version\":\"0.1.0\",\"rulesHash\":\"a1\"}}");
    }
}
