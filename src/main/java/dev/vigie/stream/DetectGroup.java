package dev.vigie.stream;

import dev.vigie.detect.Contribution;
import dev.vigie.detect.Detector;
import dev.vigie.model.Alert;
import dev.vigie.store.CorruptStateException;
import dev.vigie.store.LiveProfiles;
import dev.vigie.wire.AlertCodec;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the detector for groups above the account over one partition of contributions. */
final class DetectGroup implements Processor<byte[], byte[], byte @Nullable [], byte @Nullable []> {

    private static final Logger LOG = LoggerFactory.getLogger(DetectGroup.class);

    private final Topics topics;
    private final Detection detection;
    private final AlertCodec codec;
    private final List<AlertTopic> alertTopics;
    private final CommitPacer pacer;
    private final AlertFigures figures;
    private final Handovers handovers;
    private LiveDetector detector;
    private LiveProfiles profiles;
    private FeedClocks feeds;
    private AlertOutput alerts;
    private ProcessorContext<byte @Nullable [], byte @Nullable []> peers;
    private String source;
    private int takenSinceSweep;

    @NullUnmarked // The context and the store come with init.
    DetectGroup(Topics topics, Detection detection, Wire wire, CommitPacer pacer, DetectFigures figures) {
        this.topics = topics;
        this.detection = detection;
        this.codec = wire.alertCodec();
        this.alertTopics = wire.alertTopics();
        this.pacer = pacer;
        this.figures = figures.alerts();
        this.handovers = figures.handovers();
    }

    @Override
    public void init(ProcessorContext<byte @Nullable [], byte @Nullable []> context) {
        LiveStore<LiveProfiles> store = context.getStateStore(DetectTopology.GROUP_PROFILES);
        profiles = store.use();
        profiles.peerDays().share(PeerStore.reading(context.getStateStore(DetectTopology.PEERS)));
        source = "groups-" + context.taskId().partition();
        peers = context;
        AlertTexts texts = new AlertTexts(context, alertTopics, topics, DetectTopology.GROUP_ALERTS);
        alerts = new AlertOutput(context, store, DetectTopology.GROUP_ALERTS, codec, texts, pacer, figures);
        // A new one each time: after a fault the profiles are those of the last commit.
        detector = new LiveDetector(detection, profiles, alerts::forward, this::takeAgain);
        feeds = new FeedClocks();
        context.schedule(DetectAccount.SWEEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::sweep);
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        long forwardMillis = alerts.begin(message.timestamp());
        Consumer<ContributionMessage.Reader> said = read(message);
        if (said != null) {
            Reader reader = new Reader(detector.now(), alerts::forward);
            int before = alerts.said();
            said.accept(reader);
            profiles.journal().add(message.timestamp(), message.value(), alerts.said() - before);
        }
        profiles.eventDone();
        takenSinceSweep++;
        if (profiles.peerDays().isHeavy()) {
            sharePeers(forwardMillis);
        }
    }

    private static @Nullable Consumer<ContributionMessage.Reader> read(Record<byte[], byte[]> message) {
        try {
            return ContributionMessage.read(message.value(), message.timestamp());
        } catch (IllegalArgumentException e) {
            // Only Vigie writes this topic: somebody else did. What a later release has written is not passed over: it
            // ends this detector, and waits for one that can read it.
            LOG.error("a contribution to a group cannot be read and does not count: {}", e.getMessage());
            return null;
        }
    }

    private void sweep(long nowMillis) {
        long forwardMillis = alerts.begin(nowMillis);
        detector.closeSilent();
        profiles.eventDone();
        Detector now = detector.now(); // one plan throughout
        feeds.await(nowMillis, now, profiles, (operator, feedMillis) -> {
            int before = alerts.said();
            now.await(Detector.feed(operator), feedMillis, profiles, alerts::forward);
            profiles.journal().add(0, ContributionMessage.awaited(operator, feedMillis), alerts.said() - before);
        });
        profiles.eventDone();
        sharePeers(forwardMillis);
        handovers.takeContributions(takenSinceSweep);
        takenSinceSweep = 0;
    }

    private void sharePeers(long forwardMillis) {
        profiles.peerDays().drain(source, peers.currentSystemTimeMs(), (key, value) -> {
            peers.forward(new Record<>(key, value, forwardMillis), DetectTopology.GROUP_PEERS);
            handovers.sendPeerDay();
            alerts.commitSoon(); // nobody knows of it before
        });
    }

    private final class Reader implements ContributionMessage.Reader {
        private final Detector now;
        private final Consumer<Alert> out;

        Reader(Detector now, Consumer<Alert> out) {
            this.now = now;
            this.out = out;
        }

        @Override
        public void contribution(Contribution contribution) {
            now.processContribution(contribution, profiles, out);
        }

        @Override
        public void tick(String operator, long clockMillis) {
            now.tick(operator, clockMillis, profiles);
        }

        @Override
        public void awaited(String operator, long nowMillis) {
            now.await(Detector.feed(operator), nowMillis, profiles, out);
        }
    }

    /** Takes in again what the journal has under the time when it was appended; 0 where an earlier release noted it. */
    private void takeAgain(Detector now, long appendedMillis, byte[] input, Consumer<Alert> out) {
        try {
            ContributionMessage.read(input, appendedMillis).accept(new Reader(now, out));
        } catch (IllegalArgumentException e) {
            throw new CorruptStateException("a journal holds a contribution that cannot be read", e);
        }
        profiles.eventDone();
    }
}
