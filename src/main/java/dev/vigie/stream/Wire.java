package dev.vigie.stream;

import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.EventDecoder;
import dev.vigie.wire.EventEncoder;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import java.util.List;

/**
 * How messages are written and read.
 *
 * @param registry resolves schema ids; {@link SchemaRegistry#none} where there is none
 * @param events how events are framed
 * @param alerts how alerts are framed
 * @param alertTopics where alerts go in other formats as well, each format once
 */
public record Wire(SchemaRegistry registry, Framing events, Framing alerts, List<AlertTopic> alertTopics) {

    public Wire {
        alertTopics = List.copyOf(alertTopics);
    }

    /** Alerts go to {@code vigie.alerts} only. */
    public Wire(SchemaRegistry registry, Framing events, Framing alerts) {
        this(registry, events, alerts, List.of());
    }

    /** Without a registry: Avro's single-object encoding. */
    public static Wire withoutRegistry() {
        return new Wire(SchemaRegistry.none(), Framing.singleObject(), Framing.singleObject());
    }

    public Wire withAlertTopics(List<AlertTopic> newAlertTopics) {
        return new Wire(registry, events, alerts, newAlertTopics);
    }

    EventEncoder eventEncoder() {
        return new EventEncoder(events);
    }

    EventDecoder eventDecoder() {
        return new EventDecoder(registry, List.of());
    }

    AlertCodec alertCodec() {
        return new AlertCodec(alerts, registry, List.of());
    }
}
