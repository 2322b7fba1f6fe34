package dev.vigie.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.model.Alert;
import dev.vigie.stream.Topics;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What a run of Vigie has said since it began: alerts and ledger, as a {@code read_committed} consumer sees them. */
final class Outcome {

    /** The ledger goes out once a second, so its last rows come after the last event's commit. */
    private static final int LEDGER_SECONDS_MAX = 15;

    private final Cluster cluster;
    private final Topics topics;
    private final Map<TopicPartition, Long> alertsFrom;
    private final Map<TopicPartition, Long> ledgerFrom;

    /** Begins now. */
    Outcome(Cluster cluster, Topics topics) {
        this.cluster = cluster;
        this.topics = topics;
        this.alertsFrom = cluster.ends(List.of(topics.alerts()));
        this.ledgerFrom = cluster.ends(List.of(topics.ledger()));
    }

    /**
     * The alerts that opened, once they are what is expected, or time is up: those of groups above the account come a
     * little later.
     *
     * @param name what of an alert is compared; null for one that does not count
     */
    Set<String> opened(Function<Alert, @Nullable String> name, Set<String> expected) throws InterruptedException {
        Set<String> opened = opened(name);
        for (int second = 0; !opened.equals(expected) && second < LEDGER_SECONDS_MAX; second++) {
            Thread.sleep(1_000);
            opened = opened(name);
        }
        return opened;
    }

    private Set<String> opened(Function<Alert, @Nullable String> name) {
        AlertCodec codec = new AlertCodec(Framing.singleObject(), SchemaRegistry.none(), List.of());
        Set<String> opened = new TreeSet<>();
        cluster.read(alertsFrom, cluster.ends(List.of(topics.alerts())), message -> {
            try {
                Alert alert = codec.decode(message.value());
                String text = alert.state() == Alert.State.OPEN ? name.apply(alert) : null;
                if (text != null) {
                    opened.add(text);
                }
            } catch (Exception e) {
                throw new IllegalStateException("an alert that cannot be read", e);
            }
        });
        return opened;
    }

    /** How many events the ledger says were counted, once that is what is expected, or time is up. */
    long counted(long expected) throws InterruptedException {
        long counted = counted();
        for (int second = 0; counted != expected && second < LEDGER_SECONDS_MAX; second++) {
            Thread.sleep(1_000);
            counted = counted();
        }
        return counted;
    }

    private long counted() {
        ObjectMapper json = new ObjectMapper();
        Map<String, Long> countedByRow = new HashMap<>();
        cluster.read(ledgerFrom, cluster.ends(List.of(topics.ledger())), message -> {
            try {
                countedByRow.put(
                        new String(message.key(), UTF_8),
                        json.readTree(message.value()).path("counted").asLong());
            } catch (IOException e) {
                throw new UncheckedIOException("a ledger row that cannot be read", e);
            }
        });
        return countedByRow.values().stream().mapToLong(Long::longValue).sum();
    }
}
