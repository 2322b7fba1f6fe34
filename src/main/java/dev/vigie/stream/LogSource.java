package dev.vigie.stream;

import dev.vigie.ingest.Format;
import dev.vigie.ingest.LineParser;
import dev.vigie.ingest.Mapping;
import dev.vigie.wire.SchemaRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the records of one topic are read, and whose log they are.
 *
 * @param operator whose log it is, since nobody else may write the topic; null where each record's header says it
 * @param operatorHeader the header that says whose log a record is of, where one trusted gateway alone may write the
 *     topic; else null
 * @param parsers makes a parser, for one thread
 * @param historic whether these are logs of the past: they have no time of arrival, so that none of them is early or
 *     late for having come now, and alerts on them alone say that they are of the past
 */
public record LogSource(
        @Nullable String operator, @Nullable String operatorHeader, Supplier<LineParser> parsers, boolean historic) {

    public LogSource {
        if ((operator == null) == (operatorHeader == null)) {
            throw new IllegalArgumentException("either the topic says whose log it is, or a header does");
        }
    }

    /** A parser of Vigie's own events in Avro, for one thread. */
    public static LineParser avro(SchemaRegistry registry) {
        return new AvroEvents(registry);
    }

    /** Events as JSON, with fields named as in rules. */
    public static LogSource json(String operator) {
        return new LogSource(operator, null, () -> LineParser.of(Format.JSON, Mapping.NONE), false);
    }
}
