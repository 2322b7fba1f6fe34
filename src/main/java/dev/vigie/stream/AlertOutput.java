package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.model.Alert;
import dev.vigie.wire.AlertCodec;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Forwards a task's alerts, and has them committed as soon as may be: until then nobody can read them. */
final class AlertOutput {

    private final ProcessorContext<byte @Nullable [], byte @Nullable []> context;
    private final String sink;
    private final AlertCodec codec;
    private final AlertTexts texts;
    private final CommitPacer pacer;
    private final AlertFigures figures;
    private final LiveStore<?> store;
    private long arrivedAtMillis;
    private int saidSinceBegin;
    private @Nullable Cancellable commitLater;
    private long commitsBefore;

    AlertOutput(
            ProcessorContext<byte @Nullable [], byte @Nullable []> context,
            LiveStore<?> store,
            String sink,
            AlertCodec codec,
            AlertTexts texts,
            CommitPacer pacer,
            AlertFigures figures) {
        this.context = context;
        this.store = store;
        this.sink = sink;
        this.codec = codec;
        this.texts = texts;
        this.pacer = pacer;
        this.figures = figures;
    }

    /**
     * Says when that arrived which is now processed.
     *
     * @return the time stamp to forward under: a record dated in the future, passed on as such, would stop the client
     *     for good
     */
    long begin(long arrivedMillis) {
        arrivedAtMillis = Math.min(arrivedMillis, context.currentSystemTimeMs());
        saidSinceBegin = 0;
        return arrivedAtMillis;
    }

    /** How many messages have been forwarded of what is now processed. */
    int said() {
        return saidSinceBegin;
    }

    void forward(Alert alert) {
        saidSinceBegin++;
        byte[] key = alert.id().getBytes(UTF_8);
        Record<byte @Nullable [], byte @Nullable []> message = new Record<>(key, codec.encode(alert), arrivedAtMillis);
        context.forward(message, sink);
        texts.forward(alert, message);
        figures.add(alert, context.currentSystemTimeMs() - arrivedAtMillis);
        commitSoon();
    }

    /** Asks for a commit at once, or, where there has just been one, as soon as it may. */
    void commitSoon() {
        if (commitLater == null && commitIfMay()) {
            return;
        }
        commitsBefore = store.commits();
        if (commitLater == null) {
            commitLater =
                    context.schedule(pacer.retryInterval(), PunctuationType.WALL_CLOCK_TIME, timestamp -> retry());
        }
    }

    private boolean commitIfMay() {
        long nowMillis = context.currentSystemTimeMs();
        if (!pacer.mayCommit(nowMillis, nowMillis - arrivedAtMillis)) {
            return false;
        }
        context.commit();
        return true;
    }

    private void retry() {
        Cancellable waiting = commitLater;
        // Another task's request may have had this one's alerts committed, too.
        if (waiting != null && (store.commits() > commitsBefore || commitIfMay())) {
            waiting.cancel();
            commitLater = null;
        }
    }
}
