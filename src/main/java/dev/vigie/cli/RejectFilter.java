package dev.vigie.cli;

import dev.vigie.stream.RejectedRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which rejected records a command is about. */
final class RejectFilter {

    @Option(names = "--reason", paramLabel = "REASON", description = "Only those of this reason, such as not-json.")
    private @Nullable String reason;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only those that came by this topic.")
    private @Nullable String topic;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Point.class,
            description = "Only those rejected at or after this time, such as 2026-01-31T08:15:00Z, or a day, in UTC.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Point.class,
            description = "Only those rejected before this time.")
    private @Nullable Instant to;

    boolean takes(RejectedRecord rejected, long rejectedAtMillis) {
        return (reason == null || reason.equals(rejected.reason()))
                && (topic == null || topic.equals(rejected.topic()))
                && (from == null || rejectedAtMillis >= from.toEpochMilli())
                && (to == null || rejectedAtMillis < to.toEpochMilli());
    }

    /** A point in time, or the beginning of a day. */
    static final class Point implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.length() == "2026-01-31".length()
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : Instant.parse(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "'" + text + "' is no time such as 2026-01-31T08:15:00Z, nor a day such as 2026-01-31");
            }
        }
    }
}
