package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.model.Alert;
import dev.vigie.report.BoundedLines;
import dev.vigie.report.ReportException;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.AlertJson;
import dev.vigie.wire.Framing;
import dev.vigie.wire.RegistryException;
import dev.vigie.wire.WireException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The messages of one alert, wherever it was raised. */
final class AlertMessages {

    private static final String ALERTS = "alerts.jsonl";

    private AlertMessages() {}

    /**
     * Those in a replay's directory.
     *
     * @throws ConfigException if there are none
     */
    static List<Alert> inReplay(Path directory, String id) throws ConfigException, IOException {
        List<Alert> messages = new ArrayList<>();
        forEach(directory, Set.of(id), messages::add);
        return some(messages, id, directory.resolve(ALERTS).toString());
    }

    /**
     * Insists on alerts of a replay's directory, in one pass.
     *
     * @throws ConfigException if one of them has no message
     */
    static void requireInReplay(Path directory, Collection<String> ids) throws ConfigException, IOException {
        Set<String> missing = new LinkedHashSet<>(ids);
        if (!missing.isEmpty()) {
            forEach(directory, Set.copyOf(ids), message -> missing.remove(message.id()));
        }
        for (String id : missing) {
            some(List.of(), id, directory.resolve(ALERTS).toString());
        }
    }

    private static void forEach(Path directory, Set<String> ids, Consumer<Alert> messages)
            throws ConfigException, IOException {
        try (BoundedLines lines = new BoundedLines(directory.resolve(ALERTS))) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (ids.stream().anyMatch(line::contains)) {
                    Alert message = AlertJson.read(line);
                    if (ids.contains(message.id())) {
                        messages.accept(message);
                    }
                }
            }
        } catch (NoSuchFileException e) {
            throw new ConfigException(directory + ": no replay's directory: it has no " + ALERTS);
        } catch (ReportException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        } catch (WireException e) {
            throw new ConfigException(directory.resolve(ALERTS) + ": holds what no replay wrote: " + e.getMessage());
        }
    }

    /**
     * Those that the cluster's topic of alerts still holds: when it has been compacted, the last alone.
     *
     * @throws ConfigException if there are none
     */
    static List<Alert> inCluster(Config config, String id) throws ConfigException, IOException {
        Installation installation = Installation.ofCluster(config);
        String topic = installation.topics().alerts();
        byte[] key = id.getBytes(UTF_8);
        List<byte[]> found = new ArrayList<>();
        try (TopicReader reader = new TopicReader(config.client())) {
            if (reader.partitions(topic) == 0) {
                throw new ConfigException("there is no topic " + topic);
            }
            reader.read(topic, TopicReader.ALL, message -> {
                if (Arrays.equals(key, message.key()) && message.value() != null) {
                    found.add(message.value());
                }
            });
        }
        AlertCodec codec = new AlertCodec(Framing.singleObject(), installation.registry(), List.of());
        List<Alert> messages = new ArrayList<>();
        for (byte[] value : found) {
            try {
                messages.add(codec.decode(value));
            } catch (WireException | RegistryException e) {
                throw new IOException(topic + ": a message of the alert cannot be read: " + e.getMessage(), e);
            }
        }
        return some(messages, id, "topic " + topic);
    }

    private static List<Alert> some(List<Alert> messages, String id, String where) throws ConfigException {
        if (messages.isEmpty()) {
            throw new ConfigException(where + " has no alert " + id);
        }
        return messages;
    }
}
