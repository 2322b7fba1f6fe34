package dev.vigie.ingest;

import org.jspecify.annotations.Nullable;

/**
 * How a log is written: the format of its records, and the envelope that each of them comes in. Named like its format,
 * such as {@code cef}; in syslog's envelopes {@code syslog:cef}.
 *
 * @param envelope not around CSV, whose rows mean nothing without the header above them
 */
public record Layout(Format format, Envelope envelope) {

    private static final String SYSLOG_PREFIX = "syslog:";

    public Layout {
        if (envelope != Envelope.NONE && format == Format.CSV) {
            throw new IllegalArgumentException("CSV in envelopes has no header");
        }
    }

    /** The format's own layout, without any envelope. */
    public static Layout of(Format format) {
        return new Layout(format, Envelope.NONE);
    }

    /** The layout that a command line or a configuration calls {@code name}, or null where there is none. */
    public static @Nullable Layout named(String name) {
        boolean wrapped = name.startsWith(SYSLOG_PREFIX);
        Format format = Format.named(wrapped ? name.substring(SYSLOG_PREFIX.length()) : name);
        if (format == null || (wrapped && format == Format.CSV)) {
            return null;
        }
        return new Layout(format, wrapped ? Envelope.SYSLOG : Envelope.NONE);
    }

    public String layoutName() {
        return envelope == Envelope.SYSLOG ? SYSLOG_PREFIX + format.formatName() : format.formatName();
    }

    /** All names, for somebody who gave none of them. */
    public static String choices() {
        return String.join(", ", Format.names()) + ", or " + SYSLOG_PREFIX + "FORMAT in syslog's envelopes";
    }
}
