package dev.vigie.ingest;

/** What each record of a log comes wrapped in. */
public enum Envelope {

    /** Nothing. */
    NONE,

    /**
     * A syslog message: RFC 5424 or RFC 3164, a line each or with octet counting (RFC 6587), and the forms in which
     * rsyslog and syslog-ng write either to files. The payload is the record.
     */
    SYSLOG
}
