package dev.vigie.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses the value of one record that came through Kafka: usually one line of a log; or a container of several, such as
 * a CloudTrail file, a JSON array, or several lines of CSV or of an access log, whose members are candidates each; or
 * any of these compressed by gzip or zstd, which its first bytes tell. What is no candidate, such as a header or
 * another message of the same server, is passed over. Never throws on bad input. Not safe for use by several threads.
 */
public interface LineParser {

    /** The longest line, or member of a container, that is parsed. */
    int LINE_BYTES_MAX = 1 << 20;

    /**
     * Hands over what has become of each candidate in the value, in order.
     *
     * @param operator who may write to the topic, or null where that is not known and the log is believed. A value that
     *     names another one is counted under this one, and the other noted in {@code claimedOperator}; CloudTrail names
     *     AWS accounts, which is not a claim
     * @param idPrefix the value's identity and position, such as {@code topic-partition-offset}: the event's id where
     *     the log gives none, followed by {@code :n} for the n-th member of a container; at most 400 characters
     * @param ingestedAtMillis the broker's append time, epoch milliseconds, or
     *     {@link dev.vigie.model.AccessEvent#UNKNOWN}
     * @param out takes with each candidate which member of the value it is, counted from 1; or 0 where it is all of it
     */
    void parse(
            byte[] bytes,
            int from,
            int to,
            @Nullable String operator,
            String idPrefix,
            long ingestedAtMillis,
            LogFile.Sink out);

    /**
     * A parser for values of this format.
     *
     * @param mapping for this format, or {@link Mapping#NONE}; with the zone of times that state none
     * @throws IllegalArgumentException for CSV whose columns the mapping does not name: its values have no header
     */
    static LineParser of(Format format, Mapping mapping) {
        RecordParser parser = LogFile.parser(format, mapping);
        return switch (format) {
            case JSON, OCSF, ECS -> new ValueParser(parser, JsonRecords::inJsonValue, mapping);
            case CLOUDTRAIL ->
                new ValueParser(parser, window -> new AwsRecords(JsonRecords.inCloudTrailValue(window)), mapping);
            case FHIR -> new ValueParser(parser, window -> JsonRecords.inValue(window, JsonOpening.ENTRIES), mapping);
            case PGAUDIT -> new ValueParser(parser, window -> PgAuditEvents.cut(window, false), mapping);
            case COMBINED, W3C, CEF -> new ValueParser(parser, LineRecords::new, mapping);
            case CSV -> {
                if (!mapping.namesColumns()) {
                    throw new IllegalArgumentException("CSV from a topic has no header: say which columns it has");
                }
                MappedCsv rows = MappedCsv.withoutHeader(mapping);
                yield new ValueParser(rows, window -> new CsvRecords(window, rows.delimiter()), mapping);
            }
        };
    }

    /** The same for values whose records come in an envelope, whose own time may lack its zone too. */
    static LineParser of(Layout layout, Mapping mapping) {
        return switch (layout.envelope()) {
            case NONE -> of(layout.format(), mapping);
            case SYSLOG ->
                new ValueParser(
                        new SyslogEvents(LogFile.parser(layout.format(), mapping)), SyslogRecords::new, mapping);
        };
    }

    /**
     * A parser for lines of a W3C extended log above which no directive stands.
     *
     * @param fields what the directive would say, such as {@code date}, {@code time}, {@code c-ip}; directives among
     *     the lines still count, each for its own value
     */
    static LineParser w3c(List<String> fields, Mapping mapping) {
        return of(Format.W3C, mapping.withColumns(fields));
    }

    /**
     * A parser for rows of Vigie's own CSV without a header.
     *
     * @param header the header that they lack, delimiters included
     * @throws UnreadableLogException if the header names an unknown column, one twice, or lacks one that every event
     *     needs
     */
    static LineParser csv(String header) throws UnreadableLogException {
        CsvHeader columns = CsvHeader.parse(header, "the CSV header");
        return new ValueParser(
                new CsvEvents(columns), window -> new CsvRecords(window, columns.delimiter()), Mapping.NONE);
    }
}
