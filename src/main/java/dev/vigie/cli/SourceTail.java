package dev.vigie.cli;

import dev.vigie.detect.DetectorSettings;
import dev.vigie.ingest.LineParser;
import dev.vigie.ingest.Parsed;
import dev.vigie.model.AccessEvent;
import dev.vigie.rule.RuleSet;
import dev.vigie.stream.LogSource;
import dev.vigie.stream.Operators;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/** What the last records of a log's topic are, read as ingestion would read them. */
final class SourceTail {

    private static final int OPERATORS_MAX = 100;
    private static final long DAY_MILLIS = 86_400_000;

    private final String topic;
    private final LogSource source;
    private final LineParser parser;
    private final SaidFields said = new SaidFields();
    private final Map<String, Long> rejected = new TreeMap<>();
    private final Map<String, String> firstOfReason = new LinkedHashMap<>();
    private final TreeSet<String> operators = new TreeSet<>();
    /** By how much each event came after it happened; as many as records are read. */
    private final List<Long> behindMillis = new ArrayList<>();

    private long records;
    private long lastArrivalMillis = AccessEvent.UNKNOWN;
    private long lastEventMillis = AccessEvent.UNKNOWN;
    private long aheadEvents;
    private long aheadMillisMax;
    private long claims;
    private boolean writersTimes;

    SourceTail(String topic, LogSource source) {
        this.topic = topic;
        this.source = source;
        this.parser = source.parsers().get();
    }

    String topic() {
        return topic;
    }

    LogSource source() {
        return source;
    }

    void take(ConsumerRecord<byte[], byte[]> message) {
        records++;
        writersTimes |= message.timestampType() != TimestampType.LOG_APPEND_TIME;
        lastArrivalMillis = Math.max(lastArrivalMillis, message.timestamp());
        String operator = Operators.of(source, message.headers());
        byte[] value = message.value();
        if (operator.isEmpty()) {
            reject("no-operator", Operators.wanted(source));
        } else if (value == null) {
            reject("null-value", "a record without a value");
        } else {
            if (operators.size() < OPERATORS_MAX) {
                operators.add(operator);
            }
            String place = message.topic() + "-" + message.partition() + "-" + message.offset();
            long ingestedAtMillis = source.historic() ? AccessEvent.UNKNOWN : message.timestamp();
            parser.parse(value, 0, value.length, operator, place, ingestedAtMillis, (parsed, member) -> count(parsed));
        }
    }

    private void count(Parsed parsed) {
        if (parsed instanceof Parsed.Event found) {
            AccessEvent event = found.event();
            said.add(event);
            lastEventMillis = Math.max(lastEventMillis, event.timeMillis());
            claims += event.claimedOperator() == null ? 0 : 1;
            if (event.ingestedAtMillis() != AccessEvent.UNKNOWN) {
                countBehind(event.ingestedAtMillis() - event.timeMillis());
            }
        } else if (parsed instanceof Parsed.Rejected bad) {
            reject(bad.reason().reasonName(), bad.detail());
        }
    }

    private void countBehind(long millis) {
        behindMillis.add(millis);
        if (-millis > DetectorSettings.SKEW_TOLERANCE_MILLIS) {
            aheadEvents++;
            aheadMillisMax = Math.max(aheadMillisMax, -millis);
        }
    }

    private void reject(String reason, String detail) {
        rejected.merge(reason, 1L, Long::sum);
        firstOfReason.putIfAbsent(reason, detail);
    }

    long records() {
        return records;
    }

    long events() {
        return said.events();
    }

    Map<String, Long> rejected() {
        return rejected;
    }

    long rejectedInAll() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** When the last record came; unknown where there is none. */
    long lastArrivalMillis() {
        return lastArrivalMillis;
    }

    /** The latest time that an event states; unknown where there is none. */
    long lastEventMillis() {
        return lastEventMillis;
    }

    /** By how much half of the events at least came after they happened; unknown where no event says. */
    long behindMillisMedian() {
        return behindMillis.isEmpty()
                ? AccessEvent.UNKNOWN
                : behindMillis.stream()
                        .sorted()
                        .skip((behindMillis.size() - 1) / 2)
                        .findFirst()
                        .orElseThrow();
    }

    /** The first {@value #OPERATORS_MAX} operators seen. */
    Set<String> operatorNames() {
        return operators;
    }

    /** The operators seen, as text. */
    String operators() {
        return operators.isEmpty() ? "-" : String.join(", ", operators);
    }

    /** What is to be said of what came. */
    List<SourceFinding> findings(RuleSet rules, long nowMillis) {
        List<SourceFinding> findings = new ArrayList<>();
        if (records == 0) {
            findings.add(SourceFinding.fault("nothing has come, or nothing of it is kept"));
            return findings;
        }
        if (!rejected.isEmpty()) {
            findings.add(SourceFinding.fault(rejections()));
        }
        if (writersTimes) {
            findings.add(SourceFinding.fault("its records have their writer's times, not the broker's:"
                    + " set message.timestamp.type=LogAppendTime on the topic"));
        }
        if (aheadEvents > 0) {
            findings.add(SourceFinding.fault(String.format(
                    "%,d of the events are dated up to %s after their arrival: a wrong clock, or time-zone",
                    aheadEvents, Ages.text(aheadMillisMax))));
        }
        if (claims > 0) {
            findings.add(SourceFinding.fault(
                    String.format("%,d of the events name another operator than their topic", claims)));
        }
        if (lastEventMillis != AccessEvent.UNKNOWN && !source.historic() && nowMillis - lastEventMillis > DAY_MILLIS) {
            findings.add(SourceFinding.note("nothing has happened since " + Ages.text(nowMillis - lastEventMillis)));
        }
        Map<String, Integer> missing = said.events() == 0 ? Map.of() : said.missing(rules);
        if (!missing.isEmpty()) {
            findings.add(SourceFinding.note("it never says "
                    + missing.entrySet().stream()
                            .map(field -> field.getKey() + " (" + field.getValue()
                                    + (field.getValue() == 1 ? " rule)" : " rules)"))
                            .collect(Collectors.joining(", "))
                    + ": so many rules look at it, and see less, or nothing"));
        }
        return findings;
    }

    private String rejections() {
        return String.format(
                "%,d of the candidates are rejected: %s",
                rejectedInAll(),
                rejected.entrySet().stream()
                        .map(reason -> String.format(
                                "%,d %s (%s)", reason.getValue(), reason.getKey(), firstOfReason.get(reason.getKey())))
                        .collect(Collectors.joining("; ")));
    }
}
