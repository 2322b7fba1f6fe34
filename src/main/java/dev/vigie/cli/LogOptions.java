package dev.vigie.cli;

import dev.vigie.ingest.Layout;
import dev.vigie.ingest.Mapping;
import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.replay.ReplayJob;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How log files are to be read, for every command that reads some. */
final class LogOptions {

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = LayoutName.class,
            description = "json, csv, cloudtrail, combined, ocsf, ecs, fhir, pgaudit, w3c or cef, or syslog:FORMAT"
                    + " in syslog's envelopes; each log's is told by its content otherwise.")
    private @Nullable Layout layout;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "How columns, JSON paths or keys become fields: a YAML file, which 'ingest draft' begins.")
    private @Nullable Path mapping;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            converter = Zone.class,
            description = "Of times that state none, such as Europe/Paris or +01:00. Without it they are rejected, but"
                    + " for W3C's, which are UTC. A mapping's own zone goes before.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--log-ends",
            paramLabel = "DAY",
            converter = Day.class,
            description = "On which day the logs end, such as 2026-01-31: the year of times that state none (RFC 3164,"
                    + " CEF) is the latest that is not after it. Without it they are rejected. Needs --time-zone.")
    private @Nullable LocalDate lastDay;

    @Option(
            names = "--operator",
            paramLabel = "NAME",
            description = "Whose logs these are, where they do not say so themselves (" + ReplayJob.OPERATOR_UNKNOWN
                    + "). A replay also counts and reports this operator's alone.")
    private @Nullable String operator;

    /** Null where each log's content tells. */
    @Nullable
    Layout layout() {
        return layout;
    }

    /** How fields are made, and the zone and the year of times that state none. */
    Mapping mapping() throws UnreadableLogException, ConfigException {
        if (lastDay != null && zone == null) {
            throw new ConfigException("--log-ends " + lastDay + ": the day of which zone? Say it by --time-zone");
        }
        Mapping read = mapping == null ? Mapping.NONE : Mapping.read(mapping);
        Mapping zoned = zone == null ? read : read.inZone(zone);
        return lastDay == null ? zoned : zoned.endingOn(lastDay);
    }

    /** Whose logs they are where they do not say so. */
    String operator() {
        return operator == null ? ReplayJob.OPERATOR_UNKNOWN : operator;
    }

    /** The one operator that somebody asked about, or null. */
    @Nullable
    String namedOperator() {
        return operator;
    }

    /** A region or an offset, by its name. */
    static final class Zone implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String name) {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + name
                        + "' is no zone; it is a region such as Europe/Paris, UTC, or an offset such as +01:00");
            }
        }
    }

    /** A day, in ISO 8601. */
    static final class Day implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + text + "' is no day; one is written as 2026-01-31");
            }
        }
    }

    /** A format, and the envelope around it, by its name. */
    static final class LayoutName implements ITypeConverter<Layout> {
        @Override
        public Layout convert(String name) {
            Layout layout = Layout.named(name);
            if (layout == null) {
                throw new TypeConversionException(
                        "there is no format '" + name + "'; the formats are " + Layout.choices());
            }
            return layout;
        }
    }
}
