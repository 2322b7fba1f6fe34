package dev.vigie.ingest;

import java.util.Locale;

/** Why a candidate is no event. */
public enum Reason {
    /** A record without any content. */
    EMPTY,
    NOT_UTF8,
    NOT_JSON,
    NOT_CSV,
    NOT_COMBINED,
    NOT_SYSLOG,
    NOT_PGAUDIT,
    NOT_W3C,
    NOT_CEF,
    /** Well-formed, but not a record of an access as this format has them. */
    NOT_AN_EVENT,
    /** Longer than {@link LineParser#LINE_BYTES_MAX}. */
    LINE_TOO_LONG,
    /** A compressed value through Kafka that is longer unpacked than is read. */
    TOO_LARGE,
    UNKNOWN_FIELD,
    DUPLICATE_FIELD,
    MISSING_FIELD,
    BAD_TIME,
    BAD_VALUE,
    /** The log ends within a record, or its compressed form ends too early. */
    TRUNCATED,
    /** The compressed form is damaged: the rest of the log cannot be read. */
    CORRUPT,
    /** Vigie's parser failed, as none should: the record is kept for whoever mends it. */
    PARSER_FAULT;

    /** As outputs and metrics write it, such as {@code not-utf8}. */
    public String reasonName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
