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

/** Makes events of log records; who the operator is comes from the topic, which only that operator may write. */
final class ParseLog implements Processor<byte[], byte[], byte @Nullable [], byte @Nullable []> {

    private final Topics topics;
    private final Parsers parsers;
    private final EventEncoder encoder;
    private final LongSupplier clock;
    private final IngestFigures figures;
    /** As many as there are log topics. */
    private final Map<String, Feed> feedByOperator = new HashMap<>();

    private ProcessorContext<byte @Nullable [], byte @Nullable []> context;

    @NullUnmarked // The context comes with init.
    ParseLog(Topics topics, Parsers parsers, Wire wire, LongSupplier clock, IngestFigures figures) {
        this.topics = topics;
        this.parsers = parsers;
        this.encoder = wire.eventEncoder();
        this.clock = clock;
        this.figures = figures;
    }

    /** How one operator's log is read, and what comes of it. */
    private record Feed(LineParser parser, FeedCounts counts) {}

    private Feed open(String operator) {
        return new Feed(parsers.parserFor(operator), figures.of(operator));
    }

    @Override
    public void init(ProcessorContext<byte @Nullable [], byte @Nullable []> newContext) {
        context = newContext;
    }

    @Override
    public void process(Record<byte[], byte[]> line) {
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        String operator = topics.operatorOf(origin.topic());
        // The log topic may have been made by others, with time stamps of its writer's choice: never ahead of now.
        long arrivedAtMillis = Math.min(line.timestamp(), clock.getAsLong());
        byte[] value = line.value();
        Feed feed = feedByOperator.computeIfAbsent(operator, this::open);
        FeedCounts counts = feed.counts();
        counts.record(value, arrivedAtMillis);
        if (value == null) {
            counts.rejected();
            context.forward(
                    Rejected.of(
                            operator, "null-value", "a record without a value", null, false, origin, arrivedAtMillis),
                    IngestTopology.REJECTED);
            return;
        }
        String place = origin.topic() + "-" + origin.partition() + "-" + origin.offset();
        feed.parser().parse(value, 0, value.length, operator, place, arrivedAtMillis, parsed -> {
            if (parsed instanceof Parsed.Event found) {
                counts.event();
                AccessEvent event = found.event();
                context.forward(
                        new Record<>(EventKey.of(event), encoder.encode(event), arrivedAtMillis),
                        IngestTopology.EVENTS);
            } else if (parsed instanceof Parsed.Rejected rejected) {
                counts.rejected();
                context.forward(
                        Rejected.of(
                                operator,
                                rejected.reason().reasonName(),
                                rejected.detail(),
                                rejected.raw(),
                                rejected.truncated(),
                                origin,
                                arrivedAtMillis),
                        IngestTopology.REJECTED);
            }
        });
    }
}
