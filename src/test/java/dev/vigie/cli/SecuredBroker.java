package dev.vigie.cli;

import dev.vigie.LoopbackPorts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
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
 * A real broker with Kafka's own authorizer, which its users reach over TLS and prove to it who they are by any
 * {@link Login}. The listener without either is the administrator's.
 */
final class SecuredBroker implements AutoCloseable {

    private static final String MODULES = "org.apache.kafka.common.security.";
    private static final String PASSWORD = "secret-";

    private final KafkaRaftServer server;
    private final KafkaKeys keys;
    private final Ports ports;

    /** How a user proves who it is. Each has a listener of its own. */
    enum Login {
        /** A certificate, whose name is the user's. */
        MTLS,
        /** A password that is never sent. */
        SCRAM,
        /** A token. This broker believes what is not signed: what matters is that it arrives. */
        OAUTHBEARER
    }

    /** Where it listens. */
    private record Ports(Map<Login, Integer> users, int admin, int controller) {

        static Ports free() {
            Map<Login, Integer> users = new EnumMap<>(Login.class);
            for (Login login : Login.values()) {
                users.put(login, LoopbackPorts.free());
            }
            return new Ports(users, LoopbackPorts.free(), LoopbackPorts.free());
        }

        String listeners() {
            StringBuilder listeners = new StringBuilder();
            users.forEach((login, port) ->
                    listeners.append(login).append("://127.0.0.1:").append(port).append(','));
            return listeners + "ADMIN://127.0.0.1:" + admin + ",CONTROLLER://127.0.0.1:" + controller;
        }
    }

    private SecuredBroker(KafkaRaftServer server, KafkaKeys keys, Ports ports) {
        this.server = server;
        this.keys = keys;
        this.ports = ports;
    }

    static SecuredBroker start(Path directory, List<String> users) throws Exception {
        Ports ports = Ports.free();
        KafkaKeys keys = new KafkaKeys(directory.resolve("keys"), users);
        String data = directory.resolve("data").toString();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(data)
                .setDirectories(List.of(data))
                .setScramArguments(users.stream()
                        .map(user -> "SCRAM-SHA-512=[name=" + user + ",password=" + PASSWORD + user + "]")
                        .toList())
                .run();
        KafkaRaftServer server =
                new KafkaRaftServer(KafkaConfig.fromProps(properties(data, keys, ports), false), Time.SYSTEM);
        server.startup();
        return new SecuredBroker(server, keys, ports);
    }

    /** The address for the administrator, who may do everything. */
    String adminBootstrap() {
        return "127.0.0.1:" + ports.admin;
    }

    /** What a client sets to be {@code user}, its address included. */
    Map<String, String> clientOf(String user, Login login) {
        Map<String, String> to = new HashMap<>(Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + ports.users.get(login),
                "security.protocol",
                login == Login.MTLS ? "SSL" : "SASL_SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                keys.brokerCertificate().toString()));
        switch (login) {
            case MTLS -> {
                to.put("ssl.keystore.type", "PKCS12");
                to.put("ssl.keystore.location", keys.keys(user).toString());
                to.put("ssl.keystore.password", KafkaKeys.PASSWORD);
            }
            case SCRAM -> {
                to.put("sasl.mechanism", "SCRAM-SHA-512");
                to.put(
                        "sasl.jaas.config",
                        MODULES + "scram.ScramLoginModule required username=\"" + user + "\" password=\"" + PASSWORD
                                + user + "\";");
            }
            case OAUTHBEARER -> {
                to.put("sasl.mechanism", "OAUTHBEARER");
                to.put("sasl.jaas.config", token(user));
            }
        }
        return to;
    }

    private static String token(String user) {
        return MODULES + "oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\"" + user + "\";";
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Properties properties(String data, KafkaKeys keys, Ports ports) {
        Properties to = new Properties();
        to.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + ports.controller),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("inter.broker.listener.name", "ADMIN"),
                Map.entry("listeners", ports.listeners()),
                Map.entry(
                        "listener.security.protocol.map",
                        "MTLS:SSL,SCRAM:SASL_SSL,OAUTHBEARER:SASL_SSL,ADMIN:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:ANONYMOUS"),
                Map.entry("allow.everyone.if.no.acl.found", "false"),
                Map.entry("log.dirs", data),
                Map.entry("default.replication.factor", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("log.cleaner.dedupe.buffer.size", "8388608")));
        to.putAll(security(keys));
        return to;
    }

    private static Map<String, String> security(KafkaKeys keys) {
        return Map.ofEntries(
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.location", keys.brokerKeys().toString()),
                Map.entry("ssl.keystore.password", KafkaKeys.PASSWORD),
                Map.entry("ssl.truststore.type", "PEM"),
                Map.entry("ssl.truststore.location", keys.userCertificates().toString()),
                Map.entry("listener.name.mtls.ssl.client.auth", "required"),
                Map.entry("ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/"),
                Map.entry("listener.name.scram.sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry(
                        "listener.name.scram.scram-sha-512.sasl.jaas.config",
                        MODULES + "scram.ScramLoginModule required;"),
                Map.entry("listener.name.oauthbearer.sasl.enabled.mechanisms", "OAUTHBEARER"),
                Map.entry("listener.name.oauthbearer.oauthbearer.sasl.jaas.config", token("broker")));
    }
}
