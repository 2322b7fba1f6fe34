package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.RegistryException;
import dev.vigie.wire.VerdictJson;
import dev.vigie.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Makes verdicts and alerts of records; what is none is counted, and the first of each kind said with its place. */
final class VerdictReading {

    private final AlertCodec codec;
    private final VerdictFigures figures = new VerdictFigures();
    private final List<String> complaints = new ArrayList<>();
    private long badVerdicts;
    private long badAlerts;
    private @Nullable RegistryException registryFault;

    VerdictReading(AlertCodec codec) {
        this.codec = codec;
    }

    VerdictFigures figures() {
        return figures;
    }

    /** Takes a record of the topic of verdicts; one without a value takes a verdict back. */
    void verdict(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            figures.withdraw(record.key() == null ? "" : new String(record.key(), UTF_8));
            return;
        }
        try {
            figures.take(VerdictJson.read(record.key(), record.value()));
        } catch (WireException e) {
            if (++badVerdicts == 1) {
                complaints.add("no verdict at " + place(record) + ": " + e.getMessage());
            }
        }
    }

    /** Takes a record of the topic of alerts. */
    void alert(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            figures.take(codec.decode(record.value()));
        } catch (WireException e) {
            if (++badAlerts == 1) {
                complaints.add("no alert at " + place(record) + ": " + e.getMessage());
            }
        } catch (RegistryException e) {
            registryFault = e;
        }
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + ", offset " + record.offset();
    }

    /** Fails if the schema registry did not say how to read some alert: the figures would be wrong. */
    void check() throws RegistryException {
        RegistryException fault = registryFault;
        if (fault != null) {
            throw fault;
        }
    }

    /** What could not be read, without a word of what it holds. */
    List<String> complaints() {
        List<String> all = new ArrayList<>(complaints);
        if (badVerdicts + badAlerts > complaints.size()) {
            all.add(badVerdicts + " records of verdicts and " + badAlerts + " of alerts in all could not be read");
        }
        if (figures.forgotten() > 0) {
            all.add("there are more than " + VerdictFigures.VERDICTS_MAX + " verdicts: the oldest "
                    + figures.forgotten() + " are left out");
        }
        return all;
    }
}
