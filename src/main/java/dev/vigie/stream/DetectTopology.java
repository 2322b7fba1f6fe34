package dev.vigie.stream;

import dev.vigie.store.Ledger;
import dev.vigie.store.LiveProfiles;
import dev.vigie.store.PendingContributions;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Events to alerts, in one pass over each partition, whatever the number of rules; and a second pass over what concerns
 * groups above the account.
 *
 * <pre>
 *   vigie.events                                            vigie.rejected
 *        |                                                        |
 *   detect-account ---- profiles                            count-rejected ---- rejections
 *     |      |     \  \    (store: profiles, ledger and           |          (store: ledger)
 *   alerts rejected |  ledger     contributions that wait)   rejected-ledger
 *     |      |      |     |                                       |
 *     | vigie.rejected    vigie.ledger                       vigie.ledger
 *     |             |
 *   vigie.alerts    contributions
 *                   |
 *              vigie.contributions  (to groups: signals, value hashes, counts; operators' clocks to all partitions)
 *                   |
 *              detect-group ---- group-profiles
 *                   |
 *              group-alerts
 *                   |
 *              vigie.alerts
 *
 *   detect-account, detect-group --account-peers, group-peers--&gt; vigie.peers --store-peers--&gt; peers
 *                                                       (a global store: what every task reads of others' days)
 * </pre>
 *
 * <p>Where alerts go in further formats as well, each stage has a sink more for each, {@code alerts-ocsf} and
 * {@code group-alerts-ocsf}, and one for what could not be written, {@code alerts-refused}: all within the alert's
 * transaction.
 *
 * <p>Names of nodes and stores are part of the compatibility promise. The changelogs are
 * {@code vigie-detect-profiles-changelog}, {@code vigie-detect-group-profiles-changelog} and
 * {@code vigie-detect-rejections-changelog}.
 */
public final class DetectTopology {

    static final String EVENTS = "events";
    static final String DETECT_ACCOUNT = "detect-account";
    static final String PROFILES = "profiles";
    static final String CONTRIBUTIONS = "contributions";
    static final String CONTRIBUTIONS_SOURCE = "contributions-source";
    static final String DETECT_GROUP = "detect-group";
    static final String GROUP_PROFILES = "group-profiles";
    static final String GROUP_ALERTS = "group-alerts";
    static final String ALERTS = "alerts";
    static final String REJECTED = "rejected";
    static final String LEDGER = "ledger";
    static final String PEERS = "peers";
    static final String PEERS_SOURCE = "peers-source";
    static final String STORE_PEERS = "store-peers";
    static final String ACCOUNT_PEERS = "account-peers";
    static final String GROUP_PEERS = "group-peers";
    static final String REJECTED_SOURCE = "rejected-source";
    static final String COUNT_REJECTED = "count-rejected";
    static final String REJECTIONS = "rejections";
    static final String REJECTED_LEDGER = "rejected-ledger";

    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(Topics.MESSAGE_BYTES_MAX));

    private DetectTopology() {}

    /**
     * The topology.
     *
     * @param threads how many of the process will run it
     * @param figures shared by all tasks of the process
     */
    public static Topology of(Topics topics, Detection detection, Wire wire, int threads, DetectFigures figures) {
        ByteArrayDeserializer read = new ByteArrayDeserializer();
        ByteArraySerializer write = new ByteArraySerializer();
        CommitPacer pacer = new CommitPacer(threads);
        ThreadStores stores = new ThreadStores();
        ProcessorSupplier<byte[], byte[], byte @Nullable [], byte @Nullable []> detectAccount =
                () -> new DetectAccount(topics, detection, wire, pacer, figures);
        ProcessorSupplier<byte[], byte[], byte @Nullable [], byte @Nullable []> detectGroup =
                () -> new DetectGroup(topics, detection, wire, pacer, figures);
        ProcessorSupplier<byte[], byte[], byte[], byte[]> countRejected = CountRejected::new;
        Topology topology = new Topology()
                .addSource(EVENTS, read, read, topics.events())
                .addProcessor(DETECT_ACCOUNT, detectAccount, EVENTS)
                .addStateStore(
                        LiveStore.builder(
                                PROFILES,
                                CHANGELOG,
                                stores,
                                bytes -> new AccountState(
                                        new LiveProfiles(detection.plan(), bytes, figures.heap(), detection.newSeal()),
                                        new Ledger(bytes, figures.ledger()),
                                        new PendingContributions(
                                                bytes,
                                                key -> ContributionMessage.partition(key, topics.eventPartitions())))),
                        DETECT_ACCOUNT)
                .addSink(ALERTS, topics.alerts(), write, write, DETECT_ACCOUNT)
                .addSink(REJECTED, topics.rejected(), write, write, DETECT_ACCOUNT)
                .addSink(LEDGER, topics.ledger(), write, write, DETECT_ACCOUNT)
                .addSink(
                        CONTRIBUTIONS,
                        topics.contributions(),
                        write,
                        write,
                        ContributionMessage.partitioner(topics.eventPartitions()),
                        DETECT_ACCOUNT)
                .addSink(ACCOUNT_PEERS, topics.peers(), write, write, DETECT_ACCOUNT)
                .addGlobalStore(
                        PeerStore.builder(),
                        PEERS_SOURCE,
                        read,
                        read,
                        topics.peers(),
                        STORE_PEERS,
                        () -> new PeerStore(figures.handovers()))
                .addSource(CONTRIBUTIONS_SOURCE, read, read, topics.contributions())
                .addProcessor(DETECT_GROUP, detectGroup, CONTRIBUTIONS_SOURCE)
                .addStateStore(
                        LiveStore.builder(
                                GROUP_PROFILES,
                                CHANGELOG,
                                stores,
                                bytes ->
                                        new LiveProfiles(detection.plan(), bytes, figures.heap(), detection.newSeal())),
                        DETECT_GROUP)
                .addSink(GROUP_ALERTS, topics.alerts(), write, write, DETECT_GROUP)
                .addSink(GROUP_PEERS, topics.peers(), write, write, DETECT_GROUP)
                .addSource(REJECTED_SOURCE, read, read, topics.rejected())
                .addProcessor(COUNT_REJECTED, countRejected, REJECTED_SOURCE)
                .addStateStore(
                        LiveStore.builder(REJECTIONS, CHANGELOG, stores, bytes -> new Ledger(bytes, figures.ledger())),
                        COUNT_REJECTED)
                .addSink(REJECTED_LEDGER, topics.ledger(), write, write, COUNT_REJECTED);
        addAlertTopics(topology, topics, wire.alertTopics(), ALERTS, DETECT_ACCOUNT);
        addAlertTopics(topology, topics, wire.alertTopics(), GROUP_ALERTS, DETECT_GROUP);
        return topology;
    }

    /** Sinks for the further topics of alerts of one stage: none where none was chosen. */
    private static void addAlertTopics(
            Topology topology, Topics topics, List<AlertTopic> chosen, String alertSink, String stage) {
        if (chosen.isEmpty()) {
            return;
        }
        ByteArraySerializer write = new ByteArraySerializer();
        for (AlertTopic topic : chosen) {
            String sink = AlertTexts.sink(alertSink, topic.format());
            topology.addSink(sink, topics.alerts(topic.format()), write, write, stage);
        }
        topology.addSink(AlertTexts.sink(alertSink, Topics.REFUSED), topics.alertsRefused(), write, write, stage);
    }
}
