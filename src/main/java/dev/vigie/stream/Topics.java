package dev.vigie.stream;

import dev.vigie.rule.RuleFile;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics, with what they are created with. All have append times: an operator's clock decides neither what
 * retention deletes nor what a minute is.
 *
 * <pre>
 *   vigie.logs.OPERATOR  raw log lines of one operator, who alone may write it    3 days
 *   vigie.events         events, keyed by operator and account                    7 days
 *   vigie.contributions  what concerns groups above the account: hashes, counts   7 days
 *   vigie.rejected       what is no event, with the reason                        7 days
 *   vigie.rejected.fed   which of them were fed again, once their mapping was right 2 years
 *   vigie.alerts         alert messages by alert id; every one for 30 days, then  2 years
 *                        each alert's last
 *   vigie.alerts.FORMAT  the same messages as ocsf, ecs ..., where chosen; as long as those
 *   vigie.alerts.refused what a receiver of alerts refused, with its reason       30 days
 *   vigie.verdicts       what analysts made of alerts, by alert id                2 years
 *   vigie.rules          rule files by name, where rules come by topic              for ever
 *   vigie.assignments    who is assigned to which operator, by the controller,      for ever
 *                        where a topic says so; it may have any name
 *   vigie.ledger         the ledger's rows by operator, minute and partition      2 years
 * </pre>
 *
 * <p>Logs, events and rejected records hold personal data: keep their readers few. They are kept as short as a repair
 * needs, the others as long as an inquiry.
 *
 * @param prefix what all names and application ids begin with, {@code vigie} unless several share a cluster
 * @param eventPartitions of {@code vigie.events}: fixed for an application's life, so more than are needed now
 * @param logPartitions of each operator's topic; a log must be keyed by account if it has more than one
 * @param replicationFactor -1 for the cluster's own choice
 */
public record Topics(String prefix, int eventPartitions, int logPartitions, short replicationFactor) {

    public static final String PREFIX = "vigie";
    public static final int EVENT_PARTITIONS = 12;

    /**
     * An event of the longest log line, a profile's largest part, and what an event contributes to one group fit in: of
     * each of at most 100,000 subjects a hash, a number and its series, 24 bytes.
     */
    public static final int MESSAGE_BYTES_MAX = 4 << 20;

    /** What follows {@code vigie.alerts.} in the name of the topic that is no format's. */
    static final String REFUSED = "refused";

    private static final int REJECTED_PARTITIONS_MAX = 3;

    public Topics {
        if (!prefix.matches("[a-zA-Z0-9._-]{1,100}")) {
            throw new IllegalArgumentException("a topic prefix has 1 to 100 of a-z, A-Z, 0-9, '.', '_' and '-'");
        }
        if (eventPartitions < 1 || logPartitions < 1) {
            throw new IllegalArgumentException("a topic has at least 1 partition");
        }
    }

    /** The topics of an installation that has the cluster to itself. */
    public static Topics standard() {
        return new Topics(PREFIX, EVENT_PARTITIONS, 1, (short) -1);
    }

    public String logs(String operator) {
        return logsPrefix() + operator;
    }

    /** Which topics hold raw logs. */
    public Pattern logsPattern() {
        return Pattern.compile(Pattern.quote(logsPrefix()) + "[a-zA-Z0-9._-]+");
    }

    /** The operator whose logs {@code topic}, which {@link #logsPattern} matches, holds. */
    public String operatorOf(String topic) {
        return topic.substring(logsPrefix().length());
    }

    /** True for the topics that Vigie itself writes: whoever read logs from them would read Vigie's own words. */
    public boolean isOwn(String topic) {
        return (topic.startsWith(prefix + '.') && !topic.startsWith(logsPrefix()))
                || topic.startsWith(ingestApplication() + '-')
                || topic.startsWith(detectApplication() + '-');
    }

    /** A pattern of text that begins the names of such topics, and of no others. */
    public String ownPrefixPattern() {
        return "(?:" + Pattern.quote(prefix + '.') + "(?!logs\\.)|" + Pattern.quote(ingestApplication() + '-') + '|'
                + Pattern.quote(detectApplication() + '-') + ')';
    }

    private String logsPrefix() {
        return prefix + ".logs.";
    }

    public String events() {
        return prefix + ".events";
    }

    public String contributions() {
        return prefix + ".contributions";
    }

    public String peers() {
        return prefix + ".peers";
    }

    public String rejected() {
        return prefix + ".rejected";
    }

    /** Which rejected records were fed again: what stands here is never fed twice. */
    public String rejectedFed() {
        return rejected() + ".fed";
    }

    public String rules() {
        return prefix + ".rules";
    }

    public String alerts() {
        return prefix + ".alerts";
    }

    /** Where alerts stand in a format of others. */
    public String alerts(String format) {
        return alerts() + "." + format;
    }

    public String alertsRefused() {
        return alerts(REFUSED);
    }

    public String verdicts() {
        return prefix + ".verdicts";
    }

    /** The usual name of the topic of assignments. */
    public String assignments() {
        return prefix + ".assignments";
    }

    public String ledger() {
        return prefix + ".ledger";
    }

    /** The ingest application's id, and its consumer group's. */
    public String ingestApplication() {
        return prefix + "-ingest";
    }

    /** The transactional id of those who feed rejected records again, so that there is but one at a time. */
    public String rejectReplayTransaction() {
        return prefix + "-reject-replay";
    }

    /** The detect application's id, and its consumer group's. */
    public String detectApplication() {
        return prefix + "-detect";
    }

    NewTopic newLogs(LogTopic log) {
        return deleting(log.name(), logPartitions, log.retention());
    }

    NewTopic newEvents() {
        return deleting(events(), eventPartitions, Duration.ofDays(7));
    }

    NewTopic newContributions() {
        return deleting(contributions(), eventPartitions, Duration.ofDays(7));
    }

    NewTopic newRejected() {
        return deleting(rejected(), Math.min(REJECTED_PARTITIONS_MAX, eventPartitions), Duration.ofDays(7));
    }

    NewTopic newRejectedFed() {
        return compacted(rejectedFed(), Duration.ZERO);
    }

    NewTopic newAlerts() {
        return compacted(alerts(), Duration.ofDays(30));
    }

    NewTopic newAlerts(String format) {
        return compacted(alerts(format), Duration.ofDays(30));
    }

    NewTopic newAlertsRefused() {
        return deleting(alertsRefused(), 1, Duration.ofDays(30));
    }

    NewTopic newVerdicts() {
        return compacted(verdicts(), Duration.ZERO);
    }

    /** Sums over peers' days, without which a detector has to get to know its house anew. */
    NewTopic newPeers() {
        return compacted(peers(), Duration.ZERO);
    }

    NewTopic newLedger() {
        return compacted(ledger(), Duration.ofHours(1));
    }

    private NewTopic deleting(String name, int partitions, Duration retention) {
        return new NewTopic(name, partitions, replicationFactor)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.toMillis()),
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime",
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(MESSAGE_BYTES_MAX)));
    }

    NewTopic newRules() {
        return keeping(rules(), RuleFile.FILE_BYTES_MAX + MESSAGE_BYTES_MAX);
    }

    /** @param name that the configuration has */
    NewTopic newAssignments(String name) {
        return keeping(name, MESSAGE_BYTES_MAX);
    }

    /** What is compacted alone: what was said for the last time two years ago still holds. */
    private NewTopic keeping(String name, int messageBytesMax) {
        return new NewTopic(name, 1, replicationFactor)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime",
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(messageBytesMax)));
    }

    private NewTopic compacted(String name, Duration everyMessage) {
        return new NewTopic(name, 1, replicationFactor)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                        Long.toString(everyMessage.toMillis()),
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(Duration.ofDays(730).toMillis()),
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime",
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(MESSAGE_BYTES_MAX)));
    }
}
