package dev.vigie.stream;

import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Logs to events: stateless, an application of its own so that it can commit twenty times a second.
 *
 * <pre>
 *   vigie.logs.OPERATOR ...            (a topic for each operator, found by its name; and what sources name)
 *            |
 *          parse  <- - -  vigie.assignments, where there is one: all of it, in every process
 *         /      \
 *     events    rejected
 *        |          |
 *   vigie.events  vigie.rejected
 * </pre>
 */
public final class IngestTopology {

    static final String LOGS = "logs";
    static final String PARSE = "parse";
    static final String EVENTS = "events";
    static final String REJECTED = "rejected";

    private IngestTopology() {}

    /**
     * The topology.
     *
     * @param clock wall-clock time in epoch milliseconds: nothing is said to have arrived later
     * @param figures are told what arrives, and what becomes of it here
     * @param assignments say who is assigned where the log does not
     */
    static Topology of(
            Topics topics,
            Sources sources,
            Wire wire,
            LongSupplier clock,
            IngestFigures figures,
            Assignments assignments) {
        ByteArraySerializer bytes = new ByteArraySerializer();
        ProcessorSupplier<byte[], byte[], byte @Nullable [], byte @Nullable []> parse =
                () -> new ParseLog(sources, wire, clock, figures, assignments);
        return new Topology()
                .addSource(LOGS, new ByteArrayDeserializer(), new ByteArrayDeserializer(), sources.pattern())
                .addProcessor(PARSE, parse, LOGS)
                .addSink(EVENTS, topics.events(), bytes, bytes, PARSE)
                .addSink(REJECTED, topics.rejected(), bytes, bytes, PARSE);
    }
}
