package dev.vigie.stream;

import dev.vigie.ingest.LineParser;
import dev.vigie.ingest.Parsed;
import dev.vigie.model.AccessEvent;
import dev.vigie.wire.EventEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of log records; who the operator is comes from the topic, which only that operator may write, or from a
 * header, where one trusted gateway alone may write the topic.
 */
final class ParseLog implements Processor<byte[], byte[], byte @Nullable [], byte @Nullable []> {

    static final String NO_OPERATOR = "no-operator";

    private final Sources sources;
    private final EventEncoder encoder;
    private final LongSupplier clock;
    private final IngestFigures figures;
    private final Assignments assignments;
    /** As many as there are log topics. */
    private final Map<String, OpenLog> logByTopic = new HashMap<>();

    private ProcessorContext<byte @Nullable [], byte @Nullable []> context;

    @NullUnmarked // The context comes with init.
    ParseLog(Sources sources, Wire wire, LongSupplier clock, IngestFigures figures, Assignments assignments) {
        this.sources = sources;
        this.encoder = wire.eventEncoder();
        this.clock = clock;
        this.figures = figures;
        this.assignments = assignments;
    }

    /** A topic: its source, the parser of its records, and what comes of them. */
    private final class OpenLog {
        private final LogSource source;
        private final LineParser parser;
        private @Nullable String countedOperator;
        private @Nullable FeedCounts counts;

        OpenLog(LogSource source) {
            this.source = source;
            this.parser = source.parsers().get();
        }

        /** One operator's, who is nearly always that of the record before. */
        FeedCounts counts(String operator) {
            FeedCounts last = counts;
            if (last != null && operator.equals(countedOperator)) {
                return last;
            }
            FeedCounts next = figures.of(operator);
            countedOperator = operator;
            counts = next;
            return next;
        }
    }

    @Override
    public void init(ProcessorContext<byte @Nullable [], byte @Nullable []> newContext) {
        context = newContext;
    }

    @Override
    public void process(Record<byte[], byte[]> line) {
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        OpenLog log = logByTopic.computeIfAbsent(origin.topic(), this::open);
        String operator = Operators.of(log.source, line.headers());
        // The log topic may have been made by others, with time stamps of its writer's choice: never ahead of now.
        long arrivedAtMillis = Math.min(line.timestamp(), clock.getAsLong());
        byte[] value = line.value();
        FeedCounts counts = log.counts(operator);
        counts.record(value, arrivedAtMillis);
        if (operator.isEmpty()) {
            counts.rejected();
            reject(operator, NO_OPERATOR, Operators.wanted(log.source), value, origin, arrivedAtMillis);
        } else if (value == null) {
            counts.rejected();
            reject(operator, "null-value", "a record without a value", null, origin, arrivedAtMillis);
        } else {
            parse(log, value, operator, origin, arrivedAtMillis);
        }
    }

    private OpenLog open(String topic) {
        return new OpenLog(sources.of(topic));
    }

    private void parse(OpenLog log, byte[] value, String operator, RecordMetadata origin, long arrivedAtMillis) {
        String place = origin.topic() + "-" + origin.partition() + "-" + origin.offset();
        FeedCounts counts = log.counts(operator);
        long ingestedAtMillis = log.source.historic() ? AccessEvent.UNKNOWN : arrivedAtMillis;
        log.parser.parse(value, 0, value.length, operator, place, ingestedAtMillis, (parsed, member) -> {
            if (parsed instanceof Parsed.Event found) {
                counts.event();
                AccessEvent event =
                        withAssigned(log.source.historic() ? found.event().ofThePast() : found.event());
                context.forward(
                        new Record<>(EventKey.of(event), encoder.encode(event), arrivedAtMillis),
                        IngestTopology.EVENTS);
            } else if (parsed instanceof Parsed.Rejected rejected) {
                counts.rejected();
                context.forward(
                        Rejected.of(operator, rejected, member, origin, arrivedAtMillis), IngestTopology.REJECTED);
            }
        });
    }

    /** What the log itself says stands. */
    private AccessEvent withAssigned(AccessEvent event) {
        Boolean assigned = event.assigned() == null ? assignments.of(event) : null;
        return assigned == null ? event : event.withAssigned(assigned);
    }

    private void reject(
            String operator,
            String reason,
            String detail,
            byte @Nullable [] raw,
            RecordMetadata origin,
            long arrivedAtMillis) {
        context.forward(Rejected.of(operator, reason, detail, raw, origin, arrivedAtMillis), IngestTopology.REJECTED);
    }
}
