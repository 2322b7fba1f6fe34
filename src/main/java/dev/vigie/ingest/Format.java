package dev.vigie.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The shapes of log that Vigie reads. */
public enum Format {

    /**
     * One JSON object a line, or an array of them, whose keys are field names ({@link dev.vigie.model.Field}).
     * {@code time} is ISO-8601 text with a zone or an offset, or epoch milliseconds; {@code subject} is an id,
     * {@code {"id": ..., "attributes": {...}}}, or a list of either; {@code field} is a name or a list of names.
     * {@code time}, {@code account} and {@code action} must be there; {@code outcome} is SUCCESS unless said otherwise.
     */
    JSON,

    /**
     * Comma, semicolon, tab or bar separated values (RFC 4180) below a header whose columns are field names. Several
     * subjects or fields in one cell are separated by a semicolon; an empty cell says nothing. A column
     * {@code subject.nationality} holds that attribute of all of the row's subjects, or of each, separated alike.
     */
    CSV,

    /**
     * AWS CloudTrail: an array of records, {@code {"Records": [...]}}, or one record a line, also as SNS, SQS, Lambda,
     * EventBridge and CloudWatch Logs hand one on; and S3's event notifications.
     */
    CLOUDTRAIL,

    /** Apache's and NCSA's common and combined access logs. */
    COMBINED,

    /** The Open Cybersecurity Schema Framework's classes 6001, 6003, 6005 and 6006: objects, or an array of them. */
    OCSF,

    /** The Elastic Common Schema: objects with nested or dotted keys, or an array of them, or search hits. */
    ECS,

    /** HL7 FHIR's AuditEvent, releases 3 to 5: resources, an array of them, or Bundles. */
    FHIR,

    /** pgAudit's records in a PostgreSQL server's log: csvlog, jsonlog, or plain lines with a common prefix. */
    PGAUDIT,

    /** W3C's extended log files, whose {@code #Fields:} directives name what the lines below hold. */
    W3C,

    /** ArcSight's Common Event Format. */
    CEF;

    /** The format that a command line or a configuration calls {@code name}, or null where there is none. */
    public static @Nullable Format named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.formatName().equals(name))
                .findFirst()
                .orElse(null);
    }

    public String formatName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names, in the order in which the documentation lists them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Format::formatName).toList();
    }
}
