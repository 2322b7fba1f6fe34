package dev.vigie.monitor;

import java.util.List;

/**
 * Vigie's own metrics, named as Prometheus wants it (base units, {@code _total} for what only rises). Their names and
 * labels are part of the compatibility promise: dashboards and alerting rules of others rely on them. Counters start at
 * 0 with the process; what must be exact under faults is in the topic {@code vigie.ledger}.
 */
public enum Metric {
    LIVE("vigie_live", Kind.GAUGE, List.of("part"), "1 while the part works or will by itself, 0 once it has given up"),
    READY("vigie_ready", Kind.GAUGE, List.of("part"), "1 while the part does its work, 0 while it starts or restores"),
    THREAD_FAILURES(
            "vigie_thread_failures_total",
            Kind.COUNTER,
            List.of("part"),
            "Threads that failed; each was replaced, and went on from the last commit"),

    INGEST_RECORDS(
            "vigie_ingest_records_total", Kind.COUNTER, List.of("operator"), "Records taken from the log topics"),
    INGEST_BYTES("vigie_ingest_bytes_total", Kind.COUNTER, List.of("operator"), "Bytes of those records"),
    INGEST_CANDIDATES(
            "vigie_ingest_candidates_total",
            Kind.COUNTER,
            List.of("operator", "outcome"),
            "Event candidates found in those records, by what became of them: event or rejected"),
    INGEST_LAST_RECORD(
            "vigie_ingest_last_record_timestamp_seconds",
            Kind.GAUGE,
            List.of("operator"),
            "When the record read last arrived at the broker, in seconds since 1970"),

    ASSIGNMENTS("vigie_assignments", Kind.GAUGE, List.of(), "Assignments known from their topic"),
    ASSIGNMENTS_LOADED(
            "vigie_assignments_loaded",
            Kind.GAUGE,
            List.of(),
            "1 once their topic was read to its end; while 0 nobody is told assigned or not"),
    ASSIGNMENT_RECORDS(
            "vigie_assignments_records_total",
            Kind.COUNTER,
            List.of("outcome"),
            "Records of their topic: taken, removed (one taken back), rejected (not readable) or left_out (no room)"),
    ASSIGNMENT_ANSWERS(
            "vigie_assignments_events_total",
            Kind.COUNTER,
            List.of("answer"),
            "Events whose log does not say whether their people are assigned: assigned, not_assigned or unknown"),

    LEDGER_CANDIDATES(
            "vigie_ledger_candidates_total",
            Kind.COUNTER,
            List.of("operator", "fate"),
            "Event candidates entered into the ledger: counted, rejected, late or duplicate"),
    LEDGER_REJECTED(
            "vigie_ledger_rejected_total",
            Kind.COUNTER,
            List.of("operator", "reason"),
            "The rejected ones among them, by reason"),
    LEDGER_FLAGGED(
            "vigie_ledger_flagged_total",
            Kind.COUNTER,
            List.of("operator", "flag"),
            "The counted ones among them that were flagged: skewed, late_for_some_rules or id_reused"),

    RULES("vigie_rules", Kind.GAUGE, List.of("kind"), "Rules as they run: detection, correlation, filter, skipped"),
    RULES_REFUSED(
            "vigie_rules_refused",
            Kind.GAUGE,
            List.of(),
            "1 while the rules offered last do not load and older ones run"),
    RULE_CHANGES(
            "vigie_rule_changes_total",
            Kind.COUNTER,
            List.of("outcome"),
            "Rule sets offered while running: loaded or refused"),
    RULE_FIRED(
            "vigie_rule_fired_total",
            Kind.COUNTER,
            List.of("rule", "title"),
            "How often a rule became a reason of an episode; rule is its id"),

    ALERT_MESSAGES(
            "vigie_alert_messages_total",
            Kind.COUNTER,
            List.of("level", "state"),
            "Messages written to the topic of alerts; those in state open are new episodes"),
    PEOPLE_EXPOSED(
            "vigie_alert_people_exposed_total",
            Kind.COUNTER,
            List.of("level"),
            "People exposed in accounts' episodes, as far as messages have said it; counted once an episode"),
    PEOPLE_EXPOSED_BEFORE(
            "vigie_alert_people_exposed_before_total",
            Kind.COUNTER,
            List.of("level"),
            "Those among them who were exposed before the first alert"),
    ALERT_DELAY(
            "vigie_alert_delay_seconds",
            Kind.HISTOGRAM,
            List.of(),
            "From the arrival of an event in vigie.events to the message that it caused, the commit not included"),

    LIVE_BYTES("vigie_state_live_bytes", Kind.GAUGE, List.of(), "Heap that live profiles take, estimated"),
    LIVE_BYTES_MAX("vigie_state_live_bytes_max", Kind.GAUGE, List.of(), "Heap that they may take"),
    PROFILE_USES("vigie_state_profile_uses_total", Kind.COUNTER, List.of(), "How often a profile was needed"),
    PROFILE_LOADS(
            "vigie_state_profile_loads_total",
            Kind.COUNTER,
            List.of(),
            "How often it was not on the heap and had to be read from RocksDB"),
    PROFILE_EVICTIONS(
            "vigie_state_profile_evictions_total",
            Kind.COUNTER,
            List.of(),
            "Profiles that left the heap because there was no more room"),
    DISK_FREE("vigie_state_disk_free_bytes", Kind.GAUGE, List.of(), "Free on the disk of state-dir"),
    DISK_TOTAL("vigie_state_disk_bytes", Kind.GAUGE, List.of(), "Size of the disk of state-dir"),

    FORWARD_RECEIVED("vigie_forward_received_total", Kind.COUNTER, List.of(), "Alert messages read from Kafka"),
    FORWARD_SENT("vigie_forward_sent_total", Kind.COUNTER, List.of(), "Messages that the receiver took"),
    FORWARD_REFUSED(
            "vigie_forward_refused_total",
            Kind.COUNTER,
            List.of(),
            "Messages that it will never take, kept in vigie.alerts.refused"),
    FORWARD_DROPPED(
            "vigie_forward_dropped_total",
            Kind.COUNTER,
            List.of(),
            "Messages that another forwarder of the group took over before they were sent"),
    FORWARD_RETRIES(
            "vigie_forward_retries_total", Kind.COUNTER, List.of(), "Attempts after which something had to wait"),
    FORWARD_WAITING("vigie_forward_waiting_messages", Kind.GAUGE, List.of(), "Messages read and not yet sent"),
    FORWARD_OLDEST(
            "vigie_forward_oldest_waiting_seconds",
            Kind.GAUGE,
            List.of(),
            "Age of the first message that waits, since it was detected; 0 if none does"),
    FORWARD_UP("vigie_forward_receiver_up", Kind.GAUGE, List.of(), "0 while the receiver does not take what it should");

    /** What a metric's values mean. */
    public enum Kind {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    private final String metricName;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> labels;

    private final String meaning;

    Metric(String metricName, Kind kind, List<String> labels, String meaning) {
        this.metricName = metricName;
        this.kind = kind;
        this.labels = labels;
        this.meaning = meaning;
    }

    /** The name on the page of metrics. */
    public String metricName() {
        return metricName;
    }

    public Kind kind() {
        return kind;
    }

    public List<String> labels() {
        return labels;
    }

    /** One line, which Prometheus shows as help. */
    public String meaning() {
        return meaning;
    }
}
