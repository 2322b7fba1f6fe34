package dev.vigie.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** A Kafka broker and controller inside this process, reachable from this machine alone. */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE = 1;
    private static final String LOOPBACK = "127.0.0.1";

    private final KafkaRaftServer server;
    private final String bootstrap;
    private final @Nullable Path temporary;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrap, @Nullable Path temporary) {
        this.server = server;
        this.bootstrap = bootstrap;
        this.temporary = temporary;
    }

    /** Starts a broker whose data goes when it is closed. */
    public static EmbeddedKafka start() throws IOException {
        Path data = Files.createTempDirectory("vigie-kafka-");
        return start(data, data, Map.of());
    }

    /**
     * Starts a broker whose data goes when it is closed.
     *
     * @param settings the broker's own, over those that every such broker has
     */
    public static EmbeddedKafka start(Map<String, String> settings) throws IOException {
        Path data = Files.createTempDirectory("vigie-kafka-");
        return start(data, data, settings);
    }

    /** Starts a broker that keeps its data, and finds those of an earlier one, in {@code data}. */
    public static EmbeddedKafka start(Path data) throws IOException {
        Files.createDirectories(data);
        return start(data, null, Map.of());
    }

    private static EmbeddedKafka start(Path data, @Nullable Path temporary, Map<String, String> settings)
            throws IOException {
        int[] ports = freePorts();
        Properties properties = properties(data, ports[0], ports[1]);
        properties.putAll(settings);
        try {
            format(data);
            KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
            server.startup();
            return new EmbeddedKafka(server, LOOPBACK + ":" + ports[0], temporary);
        } catch (Exception e) {
            throw new IOException("the embedded broker does not start: " + e.getMessage(), e);
        }
    }

    /** The address for clients, {@code host:port}. */
    public String bootstrap() {
        return bootstrap;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        if (temporary != null) {
            try {
                Directories.deleteAll(temporary);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete the embedded broker's data", e);
            }
        }
    }

    private static void format(Path data) throws Exception {
        PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        new Formatter()
                .setPrintStream(silent)
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NODE)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(data.toString())
                .setDirectories(List.of(data.toString()))
                .setIgnoreFormatted(true)
                .run();
    }

    private static Properties properties(Path data, int brokerPort, int controllerPort) {
        Properties to = new Properties();
        to.setProperty("process.roles", "broker,controller");
        to.setProperty("node.id", Integer.toString(NODE));
        to.setProperty("controller.quorum.voters", NODE + "@" + LOOPBACK + ":" + controllerPort);
        to.setProperty("controller.listener.names", "CONTROLLER");
        to.setProperty(
                "listeners",
                "PLAINTEXT://" + LOOPBACK + ":" + brokerPort + ",CONTROLLER://" + LOOPBACK + ":" + controllerPort);
        to.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        to.setProperty("log.dirs", data.toString());
        // There is one broker, so one copy of everything.
        to.setProperty("default.replication.factor", "1");
        to.setProperty("offsets.topic.replication.factor", "1");
        to.setProperty("transaction.state.log.replication.factor", "1");
        to.setProperty("transaction.state.log.min.isr", "1");
        // Fifty partitions each would be most of the start.
        to.setProperty("offsets.topic.num.partitions", "4");
        to.setProperty("transaction.state.log.num.partitions", "4");
        to.setProperty("log.message.timestamp.type", "LogAppendTime");
        // Nobody else will join.
        to.setProperty("group.initial.rebalance.delay.ms", "0");
        to.setProperty("auto.create.topics.enable", "false");
        // Fewer threads than a server with many disks and networks would need.
        to.setProperty("num.network.threads", "2");
        to.setProperty("num.io.threads", "4");
        to.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
        return to;
    }

    private static int[] freePorts() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ServerSocket first = new ServerSocket(0, 1, loopback);
                ServerSocket second = new ServerSocket(0, 1, loopback)) {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        }
    }
}
