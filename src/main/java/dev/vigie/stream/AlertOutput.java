package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.model.Alert;
import dev.vigie.wire.AlertCodec;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Forwards a task's alerts, and has what concerns events that have just arrived committed at once: until then nobody
 * can read it.
 */
final class AlertOutput {

    /** An event that arrived longer ago is part of a backlog: the next regular commit is soon enough for its alert. */
    private static final long BACKLOG_MILLIS = 1_000;

    private final ProcessorContext<byte @Nullable [], byte @Nullable []> context;
    private final String sink;
    private final AlertCodec codec;
    private final CommitPacer pacer;
    private long arrivedAtMillis;
    private @Nullable Cancellable commitLater;

    AlertOutput(
            ProcessorContext<byte @Nullable [], byte @Nullable []> context,
            String sink,
            AlertCodec codec,
            CommitPacer pacer) {
        this.context = context;
        this.sink = sink;
        this.codec = codec;
        this.pacer = pacer;
    }

    /**
     * Says when that arrived which is now processed.
     *
     * @return the time stamp to forward under: a record dated in the future, passed on as such, would stop the client
     *     for good
     */
    long begin(long arrivedMillis) {
        arrivedAtMillis = Math.min(arrivedMillis, context.currentSystemTimeMs());
        return arrivedAtMillis;
    }

    void forward(Alert alert) {
        byte[] key = alert.id().getBytes(UTF_8);
        context.forward(new Record<>(key, codec.encode(alert), arrivedAtMillis), sink);
        commitSoon();
    }

    /** Asks for a commit at once, or, where others have just had one, as soon as it may; not in a backlog. */
    void commitSoon() {
        boolean recent = context.currentSystemTimeMs() - arrivedAtMillis < BACKLOG_MILLIS;
        if (recent && commitLater == null && !commitIfMay()) {
            commitLater =
                    context.schedule(pacer.interval(), PunctuationType.WALL_CLOCK_TIME, timestamp -> commitIfMay());
        }
    }

    private boolean commitIfMay() {
        if (!pacer.mayCommit(context.currentSystemTimeMs())) {
            return false;
        }
        context.commit();
        Cancellable waiting = commitLater;
        if (waiting != null) {
            waiting.cancel();
            commitLater = null;
        }
        return true;
    }
}
