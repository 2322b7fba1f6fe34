package dev.vigie.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One message of a PostgreSQL server's log, from whichever of its forms; what the log lacks is empty.
 *
 * <p>The forms are those of "Error Reporting and Logging" in PostgreSQL's documentation: csvlog, whose
 * {@value #CSV_COLUMNS_12} columns (up to version 12) became {@value #CSV_COLUMNS_13} and {@value #CSV_COLUMNS_14};
 * jsonlog, from version 15 on; and plain lines that begin with a {@code log_line_prefix}. Of prefixes these are
 * understood: {@code %m [%p] %u@%d %h} with or without its last parts (Debian's among them), {@code %m %u %d [%p]:}
 * (pgAudit's example), {@code %t:%r:%u@%d:[%p]:} (Amazon RDS), and {@code %t [%p]: [%l-1]
 * user=%u,db=%d,app=%a,client=%h} (pgBadger's), the last one also without what stands before {@code user=}. In all of
 * them {@code %m} and {@code %t} are alike.
 *
 * @param client a host's name or address, or {@code [local]} for a socket of the server's own machine
 * @param line the message's number in its session, which identifies it together with the session
 * @param text what the server says
 */
record PgMessage(
        String time,
        String user,
        String database,
        String client,
        String session,
        String line,
        String application,
        String text) {

    static final String AUDIT = "AUDIT: ";

    private static final int CSV_COLUMNS_12 = 23;
    private static final int CSV_COLUMNS_13 = 24;
    private static final int CSV_COLUMNS_14 = 26;
    private static final int PREFIX_LENGTH_MAX = 512;

    private static final String TIME = "(?<time>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?"
            + " (?:[A-Z]{1,6}|[+-]\\d\\d(?::?\\d\\d)?))";
    private static final Pattern KEYED = Pattern.compile("(?:" + TIME + " \\[\\d+\\]:? (?:\\[\\d+-\\d+\\] )?)?"
            + "user=(?<user>[^,]*),db=(?<database>[^,]*)"
            + "(?:,app=(?<application>[^,]*))?,client=(?<client>[^,\\s]*) ");
    private static final List<Pattern> POSITIONAL = List.of(
            Pattern.compile(TIME + " \\[\\d+\\]:? (?:(?<user>\\S*)@(?<database>[^\\s@]*):? )?(?:(?<client>\\S+) )?"),
            Pattern.compile(TIME + " (?<user>\\S+) (?<database>\\S+) (?<client>)\\[\\d+\\]:? "),
            Pattern.compile(TIME + ":(?<client>[^\\s()]*(?:\\(\\d+\\))?)"
                    + ":(?<user>[^:\\s]*)@(?<database>[^:@\\s]*):\\[\\d+\\]:"));

    /** Ends the prefix; the server puts two spaces behind the colon. */
    private static final Pattern SEVERITY = Pattern.compile("[A-Z][A-Z0-9]{2,9}:  ");

    /** With {@code syslog_sequence_numbers} the message's number, and which part of it this is. */
    private static final Pattern SYSLOG_NUMBER = Pattern.compile("\\[\\d{1,18}-\\d{1,9}\\] ");

    /** True for text that begins as a row of a csvlog does: with a time of whichever zone, and a comma behind it. */
    static boolean isCsv(String text) {
        int comma = text.indexOf(',');
        if (comma < 0 || comma > PREFIX_LENGTH_MAX) {
            return false;
        }
        try {
            Times.ofPostgres(text.substring(0, comma), ZoneOffset.UTC);
            return true;
        } catch (Rejection e) {
            return false;
        }
    }

    static PgMessage ofCsv(String row) throws Rejection {
        List<String> cells = QuotedCells.split(row, CSV_COLUMNS_14);
        int size = cells.size();
        if (size != CSV_COLUMNS_12 && size != CSV_COLUMNS_13 && size != CSV_COLUMNS_14) {
            throw new Rejection(Reason.NOT_PGAUDIT, size + " columns, where a csvlog has 23, 24 or 26");
        }
        return new PgMessage(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                withoutPort(cells.get(4)),
                cells.get(5),
                cells.get(6),
                cells.get(22),
                cells.get(13));
    }

    static PgMessage ofJson(JsonNode log) {
        JsonNode line = log.path("line_num");
        return new PgMessage(
                text(log, "timestamp"),
                text(log, "user"),
                text(log, "dbname"),
                text(log, "remote_host"),
                text(log, "session_id"),
                line.isIntegralNumber() ? line.asText() : "",
                text(log, "application_name"),
                text(log, "message"));
    }

    /** @throws Rejection if no known prefix stands before a severity */
    static PgMessage ofPlain(String lines) throws Rejection {
        Matcher number = SYSLOG_NUMBER.matcher(lines);
        String message = number.lookingAt() ? lines.substring(number.end()) : lines;
        Matcher severity = SEVERITY.matcher(message).region(0, Math.min(message.length(), PREFIX_LENGTH_MAX));
        if (severity.find()) {
            String prefix = message.substring(0, severity.start());
            String text = message.substring(severity.end()).replace("\n\t", "\n");
            Matcher keyed = KEYED.matcher(prefix);
            if (keyed.matches()) {
                return ofPrefix(keyed, group(keyed, "application"), text);
            }
            for (Pattern pattern : POSITIONAL) {
                Matcher matcher = pattern.matcher(prefix);
                if (matcher.matches()) {
                    return ofPrefix(matcher, "", text);
                }
            }
        }
        throw new Rejection(
                Reason.NOT_PGAUDIT,
                "no log_line_prefix that is known, such as '%m [%p] %u@%d %h ', stands before a severity");
    }

    private static PgMessage ofPrefix(Matcher prefix, String application, String text) {
        return new PgMessage(
                group(prefix, "time"),
                group(prefix, "user"),
                group(prefix, "database"),
                withoutPort(group(prefix, "client")),
                "",
                "",
                application,
                text);
    }

    private static String group(Matcher matcher, String name) {
        String found = matcher.group(name);
        return found == null ? "" : found;
    }

    private static String text(JsonNode log, String key) {
        JsonNode value = log.path(key);
        return value.isTextual() ? value.textValue() : "";
    }

    /** A csvlog writes {@code host:port}, a prefix {@code host(port)}; neither puts IPv6 in brackets. */
    private static String withoutPort(String client) {
        int end = client.endsWith(")") ? client.lastIndexOf('(') : client.lastIndexOf(':');
        return end < 0 || client.startsWith("[") ? client : client.substring(0, end);
    }
}
