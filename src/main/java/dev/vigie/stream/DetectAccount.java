package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.detect.Detector;
import dev.vigie.detect.Verdict;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.store.Ledger;
import dev.vigie.store.LiveProfiles;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.EventDecoder;
import dev.vigie.wire.RegistryException;
import dev.vigie.wire.WireException;
import java.time.Duration;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Runs the detector over one partition of events. What cannot be read is rejected, and the rest goes on. */
final class DetectAccount implements Processor<byte[], byte[], byte @Nullable [], byte @Nullable []> {

    /** How often silent groups are closed and the ledger goes out. */
    static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

    /** An event that arrived longer ago is part of a backlog: the next regular commit is soon enough for its alert. */
    private static final long BACKLOG_MILLIS = 1_000;

    private final Detection detection;
    private final EventDecoder decoder;
    private final AlertCodec codec;
    private final CommitPacer pacer;

    private ProcessorContext<byte @Nullable [], byte @Nullable []> context;
    private Detector detector;
    private LiveProfiles profiles;
    private Ledger ledger;
    private String counter;
    private long forwardMillis;
    private @Nullable Cancellable commitLater;

    @NullUnmarked // The context and the store come with init.
    DetectAccount(Detection detection, Wire wire, CommitPacer pacer) {
        this.detection = detection;
        this.decoder = wire.eventDecoder();
        this.codec = wire.alertCodec();
        this.pacer = pacer;
    }

    @Override
    public void init(ProcessorContext<byte @Nullable [], byte @Nullable []> newContext) {
        context = newContext;
        // A new one each time: after a fault the profiles are those of the last commit.
        detector = detection.newDetector();
        LiveStore<AccountState> store = context.getStateStore(DetectTopology.PROFILES);
        profiles = store.live().profiles();
        ledger = store.live().ledger();
        counter = "events-" + context.taskId().partition();
        commitLater = null;
        context.schedule(SWEEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::sweep);
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        // A record dated in the future, passed on as such, would stop the client for good.
        forwardMillis = Math.min(message.timestamp(), context.currentSystemTimeMs());
        AccessEvent event = read(message, origin);
        if (event != null) {
            Origin place = new Origin(origin.topic(), origin.partition(), origin.offset());
            Verdict verdict = detector.process(event, place, profiles, this::forward);
            ledger.count(event.operator(), message.timestamp(), verdict);
        }
    }

    private @Nullable AccessEvent read(Record<byte[], byte[]> message, RecordMetadata origin) {
        byte[] key = message.key();
        byte[] value = message.value();
        if (key == null) {
            return reject("", "null-key", "an event's key is its operator, NUL, its account", value, origin);
        }
        String operator = EventKey.operatorOf(key);
        if (value == null) {
            return reject(operator, "null-value", "a record without a value", null, origin);
        }
        try {
            AccessEvent event = decoder.decode(value);
            return EventKey.matches(key, event)
                    ? event
                    : reject(operator, "wrong-key", "the key is not the event's operator, NUL, account", value, origin);
        } catch (WireException e) {
            return reject(operator, "not-readable", String.valueOf(e.getMessage()), value, origin);
        } catch (RegistryException e) {
            throw new StreamsException("the schema registry does not say how to read an event: it stays unread", e);
        }
    }

    private @Nullable AccessEvent reject(
            String operator, String reason, String detail, byte @Nullable [] value, RecordMetadata origin) {
        context.forward(
                Rejected.of(operator, reason, detail, value, false, origin, forwardMillis), DetectTopology.REJECTED);
        return null;
    }

    /** An alert on what has just arrived must be readable at once; in a backlog that would only slow down the rest. */
    private void forward(Alert alert) {
        byte[] key = alert.id().getBytes(UTF_8);
        context.forward(new Record<>(key, codec.encode(alert), forwardMillis), DetectTopology.ALERTS);
        if (context.currentSystemTimeMs() - forwardMillis < BACKLOG_MILLIS) {
            commitSoon();
        }
    }

    /** Asks for a commit at once, or, where others have just had one, as soon as it may. */
    private void commitSoon() {
        if (commitLater == null && !commitIfMay()) {
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

    private void sweep(long nowMillis) {
        forwardMillis = nowMillis;
        detector.closeSilent(profiles, this::forward);
        profiles.eventDone();
        ledger.publish(row -> context.forward(LedgerRecord.of(row, counter, nowMillis), DetectTopology.LEDGER));
    }
}
