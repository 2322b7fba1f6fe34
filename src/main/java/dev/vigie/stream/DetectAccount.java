package dev.vigie.stream;

import dev.vigie.detect.Detector;
import dev.vigie.detect.Verdict;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.store.CorruptStateException;
import dev.vigie.store.Ledger;
import dev.vigie.store.LiveProfiles;
import dev.vigie.store.PendingContributions;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.EventDecoder;
import dev.vigie.wire.RegistryException;
import dev.vigie.wire.WireException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.errors.StreamsException;
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

    private final Topics topics;
    private final Detection detection;
    private final EventDecoder decoder;
    private final AlertCodec codec;
    private final List<AlertTopic> alertTopics;
    private final CommitPacer pacer;
    private final AlertFigures figures;
    private final Handovers handovers;

    private ProcessorContext<byte @Nullable [], byte @Nullable []> context;
    private LiveDetector detector;
    private LiveProfiles profiles;
    private Ledger ledger;
    private PendingContributions contributions;
    private AlertOutput alerts;
    private String counter;
    private long forwardMillis;

    @NullUnmarked // The context and the store come with init.
    DetectAccount(Topics topics, Detection detection, Wire wire, CommitPacer pacer, DetectFigures figures) {
        this.topics = topics;
        this.detection = detection;
        this.decoder = wire.eventDecoder();
        this.codec = wire.alertCodec();
        this.alertTopics = wire.alertTopics();
        this.pacer = pacer;
        this.figures = figures.alerts();
        this.handovers = figures.handovers();
    }

    @Override
    public void init(ProcessorContext<byte @Nullable [], byte @Nullable []> newContext) {
        context = newContext;
        LiveStore<AccountState> store = context.getStateStore(DetectTopology.PROFILES);
        AccountState state = store.use();
        profiles = state.profiles();
        profiles.peerDays().share(PeerStore.reading(context.getStateStore(DetectTopology.PEERS)));
        ledger = state.ledger();
        counter = "events-" + context.taskId().partition();
        contributions = state.contributions();
        AlertTexts texts = new AlertTexts(context, alertTopics, topics, DetectTopology.ALERTS);
        alerts = new AlertOutput(context, store, DetectTopology.ALERTS, codec, texts, pacer, figures);
        // A new one each time: after a fault the profiles are those of the last commit.
        detector = new LiveDetector(detection, profiles, alerts::forward, this::takeAgain);
        context.schedule(SWEEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::sweep);
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        forwardMillis = alerts.begin(message.timestamp());
        AccessEvent event = read(message, origin);
        if (event != null) {
            Origin place = new Origin(
                    topics.events(), origin.partition(), origin.offset(), event.historic(), message.timestamp());
            Detector now = detector.now();
            int before = alerts.said();
            Verdict verdict = now.process(event, place, profiles, alerts::forward, contributions::add);
            if (verdict.fate() != Verdict.Fate.DUPLICATE) {
                profiles.journal().add(origin.offset(), message.value(), alerts.said() - before);
            }
            ledger.count(event.operator(), message.timestamp(), verdict);
            if (contributions.isHeavy()) {
                contribute();
            }
            if (profiles.peerDays().isHeavy()) {
                sharePeers();
            }
        }
    }

    private @Nullable AccessEvent read(Record<byte[], byte[]> message, RecordMetadata origin) {
        byte[] key = message.key();
        byte[] value = message.value();
        if (key == null) {
            return reject("", "null-key", "an event's key is its operator, NUL, its account", value, origin);
        }
        if (value == null) {
            return reject(EventKey.operatorOf(key), "null-value", "a record without a value", null, origin);
        }
        try {
            AccessEvent event = decoder.decode(value);
            return EventKey.matches(key, event)
                    ? event
                    : reject(
                            EventKey.operatorOf(key),
                            "wrong-key",
                            "the key is not the event's operator, NUL, account",
                            value,
                            origin);
        } catch (WireException e) {
            return reject(EventKey.operatorOf(key), "not-readable", String.valueOf(e.getMessage()), value, origin);
        } catch (RegistryException e) {
            throw new StreamsException("the schema registry does not say how to read an event: it stays unread", e);
        }
    }

    private @Nullable AccessEvent reject(
            String operator, String reason, String detail, byte @Nullable [] value, RecordMetadata origin) {
        context.forward(Rejected.of(operator, reason, detail, value, origin, forwardMillis), DetectTopology.REJECTED);
        return null;
    }

    /** Sends what concerns groups above the account. False if there was nothing to send. */
    private boolean contribute() {
        return contributions.drain(ContributionMessage.ROOM, (key, value) -> {
            context.forward(
                    new Record<>(key, ContributionMessage.contributions(value), forwardMillis),
                    DetectTopology.CONTRIBUTIONS);
            handovers.sendContribution(1);
        });
    }

    private void sweep(long nowMillis) {
        forwardMillis = alerts.begin(nowMillis);
        detector.closeSilent();
        if (contribute()) {
            alerts.commitSoon(); // the next stage sees only what is committed
        }
        detector.now().moved((operator, clockMillis) -> {
            context.forward(
                    new Record<>(null, ContributionMessage.tick(operator, clockMillis), forwardMillis),
                    DetectTopology.CONTRIBUTIONS);
            handovers.sendContribution(topics.eventPartitions());
        });
        profiles.eventDone();
        sharePeers();
        ledger.publish(row -> context.forward(LedgerRecord.of(row, counter, nowMillis), DetectTopology.LEDGER));
    }

    private void sharePeers() {
        profiles.peerDays().drain(counter, context.currentSystemTimeMs(), (key, value) -> {
            context.forward(new Record<>(key, value, forwardMillis), DetectTopology.ACCOUNT_PEERS);
            handovers.sendPeerDay();
        });
    }

    /** Takes an event of the journal in again; what it told groups above the account is on its way. */
    private void takeAgain(Detector now, long position, byte[] input, Consumer<Alert> out) {
        try {
            AccessEvent event = decoder.decode(input);
            Origin place = new Origin(topics.events(), context.taskId().partition(), position, event.historic());
            now.process(event, place, profiles, out, contribution -> {});
        } catch (WireException e) {
            throw new CorruptStateException("a journal holds an event that cannot be read", e);
        } catch (RegistryException e) {
            throw new StreamsException("the schema registry does not say how to read a journal's event", e);
        }
    }
}
