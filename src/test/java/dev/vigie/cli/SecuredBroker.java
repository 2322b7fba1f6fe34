package dev.vigie.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
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

/**
 * A real broker with Kafka's own authorizer, which knows its users by password. The listener without passwords is the
 * administrator's.
 */
final class SecuredBroker implements AutoCloseable {

    private static final String SASL = "listener.name.users.plain.sasl.jaas.config";
    private static final String PASSWORD = "secret-";

    private final KafkaRaftServer server;
    private final int port;
    private final int adminPort;

    private SecuredBroker(KafkaRaftServer server, int port, int adminPort) {
        this.server = server;
        this.port = port;
        this.adminPort = adminPort;
    }

    static SecuredBroker start(Path data, List<String> users) throws Exception {
        int[] ports = freePorts();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(data.toString())
                .setDirectories(List.of(data.toString()))
                .run();
        KafkaRaftServer server =
                new KafkaRaftServer(KafkaConfig.fromProps(properties(data, users, ports), false), Time.SYSTEM);
        server.startup();
        return new SecuredBroker(server, ports[0], ports[1]);
    }

    /** The address for users. */
    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** The address for the administrator, who may do everything. */
    String adminBootstrap() {
        return "127.0.0.1:" + adminPort;
    }

    /** What a client sets to be {@code user}. */
    static Map<String, String> clientOf(String user) {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                        + PASSWORD + user + "\";");
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Properties properties(Path data, List<String> users, int[] ports) {
        StringBuilder jaas = new StringBuilder("org.apache.kafka.common.security.plain.PlainLoginModule required");
        users.forEach(user -> jaas.append(" user_" + user + "=\"" + PASSWORD + user + "\""));
        Properties to = new Properties();
        to.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + ports[2]),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("inter.broker.listener.name", "ADMIN"),
                Map.entry(
                        "listeners",
                        "USERS://127.0.0.1:" + ports[0] + ",ADMIN://127.0.0.1:" + ports[1] + ",CONTROLLER://127.0.0.1:"
                                + ports[2]),
                Map.entry(
                        "listener.security.protocol.map", "USERS:SASL_PLAINTEXT,ADMIN:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry(SASL, jaas.append(';').toString()),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:ANONYMOUS"),
                Map.entry("allow.everyone.if.no.acl.found", "false"),
                Map.entry("log.dirs", data.toString()),
                Map.entry("default.replication.factor", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("log.cleaner.dedupe.buffer.size", "8388608")));
        return to;
    }

    private static int[] freePorts() throws Exception {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ServerSocket first = new ServerSocket(0, 1, loopback);
                ServerSocket second = new ServerSocket(0, 1, loopback);
                ServerSocket third = new ServerSocket(0, 1, loopback)) {
            return new int[] {first.getLocalPort(), second.getLocalPort(), third.getLocalPort()};
        }
    }
}
