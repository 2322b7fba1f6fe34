package dev.vigie.stream;

import dev.vigie.LoopbackPorts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * Brokers in JVMs of their own, each of them a controller too, to be killed and started again on their data and ports.
 * Detectors come in by a listener of theirs, through a {@link CutProxy} for each broker.
 */
final class BrokerProcesses implements AutoCloseable {

    private static final Duration START_DEADLINE = Duration.ofMinutes(3);
    private static final int AGAIN_SECONDS = 5;
    private static final int LINES_SHOWN = 60;
    private static final String LOOPBACK = "127.0.0.1:";

    private final Path directory;
    private final String clusterId = Uuid.randomUuid().toString();
    private final List<Node> nodes = new ArrayList<>();

    private static final class Node {
        final int clientPort;
        final int vigiePort;
        final int controllerPort;
        final CutProxy proxy;

        @Nullable
        Process process;

        boolean isKeptUp;
        int starts;

        Node(int[] ports) throws IOException {
            this.clientPort = ports[0];
            this.vigiePort = ports[1];
            this.controllerPort = ports[2];
            this.proxy = new CutProxy(vigiePort);
        }
    }

    /** Starts {@code count} brokers, of which a minority may be away without anybody noticing. */
    BrokerProcesses(Path directory, int count) throws Exception {
        this.directory = Files.createDirectories(directory);
        for (int i = 0; i < count; i++) {
            nodes.add(new Node(new int[] {LoopbackPorts.free(), LoopbackPorts.free(), LoopbackPorts.free()}));
        }
        for (int i = 0; i < count; i++) {
            format(i);
            start(i);
        }
        awaitAll();
    }

    /** The address for everybody but detectors. */
    String bootstrap() {
        return nodes.stream().map(node -> LOOPBACK + node.clientPort).collect(Collectors.joining(","));
    }

    /** The address for detectors. */
    String vigieBootstrap() {
        return nodes.stream().map(node -> LOOPBACK + node.proxy.port()).collect(Collectors.joining(","));
    }

    /** Ends a broker at once, as a crash does. */
    synchronized void kill(int broker) {
        Process process = nodes.get(broker).process;
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** From now on, starts it again some seconds after it has ended, as a service manager does. */
    synchronized void keepUp(int broker) {
        nodes.get(broker).isKeptUp = true;
    }

    /** Whether its process has ended. */
    synchronized boolean isDown(int broker) {
        Process process = nodes.get(broker).process;
        return process == null || !process.isAlive();
    }

    /** How often it was started. */
    synchronized int starts(int broker) {
        return nodes.get(broker).starts;
    }

    synchronized void start(int broker) throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "kafka.Kafka",
                        settings(broker).toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output(broker).toFile()))
                .start();
        Node node = nodes.get(broker);
        node.process = started;
        node.starts++;
        CompletableFuture<Void> unused = started.onExit()
                .thenRunAsync(
                        () -> again(broker, started),
                        CompletableFuture.delayedExecutor(AGAIN_SECONDS, TimeUnit.SECONDS));
    }

    private synchronized void again(int broker, Process ended) {
        Node node = nodes.get(broker);
        if (node.isKeptUp && node.process == ended) {
            try {
                start(broker);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Cuts the network between all detectors and all brokers. */
    void cut() {
        nodes.forEach(node -> node.proxy.cut());
    }

    void mend() {
        nodes.forEach(node -> node.proxy.mend());
    }

    /** Waits until all of them form a cluster. */
    void awaitAll() throws IOException {
        try {
            Broker.await("a cluster of " + nodes.size(), START_DEADLINE, this::isWhole);
        } catch (AssertionError e) {
            StringBuilder said = new StringBuilder(e.getMessage());
            for (int i = 0; i < nodes.size(); i++) {
                List<String> lines = Files.readAllLines(output(i));
                said.append("\nbroker ").append(i).append(" said:\n");
                said.append(String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size())));
            }
            throw new AssertionError(said.toString(), e);
        }
    }

    private boolean isWhole() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            return admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).size() == nodes.size();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Path output(int broker) {
        return directory.resolve("broker-" + broker + ".txt");
    }

    private void format(int broker) throws Exception {
        String data = data(broker).toString();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(clusterId)
                .setNodeId(broker + 1)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(data)
                .setDirectories(List.of(data))
                .run();
    }

    private Path data(int broker) {
        return data(directory, broker);
    }

    /** Where a broker of those in {@code directory} has its data. */
    static Path data(Path directory, int broker) {
        return directory.resolve("broker-" + broker);
    }

    private Path settings(int broker) throws IOException {
        Node node = nodes.get(broker);
        int copies = Math.min(3, nodes.size());
        int inSync = Math.max(1, copies - 1);
        Properties to = new Properties();
        to.put("process.roles", "broker,controller");
        to.put("node.id", Integer.toString(broker + 1));
        to.put(
                "controller.quorum.voters",
                IntStream.range(0, nodes.size())
                        .mapToObj(i -> (i + 1) + "@" + LOOPBACK + nodes.get(i).controllerPort)
                        .collect(Collectors.joining(",")));
        to.put("controller.listener.names", "CONTROLLER");
        to.put("inter.broker.listener.name", "CLIENT");
        String listeners = "CLIENT://" + LOOPBACK + node.clientPort + ",VIGIE://" + LOOPBACK;
        to.put("listeners", listeners + node.vigiePort + ",CONTROLLER://" + LOOPBACK + node.controllerPort);
        to.put("advertised.listeners", listeners + node.proxy.port());
        to.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,VIGIE:PLAINTEXT,CONTROLLER:PLAINTEXT");
        to.put("log.dirs", data(broker).toString());
        to.put("default.replication.factor", Integer.toString(copies));
        to.put("min.insync.replicas", Integer.toString(inSync));
        to.put("offsets.topic.replication.factor", Integer.toString(copies));
        to.put("offsets.topic.num.partitions", "4");
        to.put("transaction.state.log.replication.factor", Integer.toString(copies));
        to.put("transaction.state.log.min.isr", Integer.toString(inSync));
        to.put("transaction.state.log.num.partitions", "4");
        to.put("group.initial.rebalance.delay.ms", "0");
        to.put("auto.create.topics.enable", "false");
        to.put("log.message.timestamp.type", "LogAppendTime");
        to.put("num.network.threads", "2");
        to.put("num.io.threads", "4");
        to.put("log.cleaner.dedupe.buffer.size", "8388608");
        Path file = directory.resolve("broker-" + broker + ".properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            to.store(out, null);
        }
        return file;
    }

    private synchronized void end(int broker) {
        nodes.get(broker).isKeptUp = false;
        kill(broker);
    }

    @Override
    public void close() throws IOException {
        for (int i = 0; i < nodes.size(); i++) {
            end(i);
            nodes.get(i).proxy.close();
        }
    }
}
