package dev.vigie.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a log's format by how it begins. */
final class Recognition {

    /** How many bytes of a log are looked at. */
    static final int PREFIX_BYTES = 1 << 16;

    /** How many of the first lines may be no events. */
    private static final int LINES_MAX = 100;

    /** Keys that one format alone has, of a record or of what is wrapped around it. */
    private static final Map<String, Format> TELLING_KEYS = Map.ofEntries(
            Map.entry("eventVersion", Format.CLOUDTRAIL),
            Map.entry("eventSource", Format.CLOUDTRAIL),
            Map.entry("eventName", Format.CLOUDTRAIL),
            Map.entry("userIdentity", Format.CLOUDTRAIL),
            Map.entry("TopicArn", Format.CLOUDTRAIL),
            Map.entry("detail-type", Format.CLOUDTRAIL),
            Map.entry("logEvents", Format.CLOUDTRAIL),
            Map.entry("class_uid", Format.OCSF),
            Map.entry("category_uid", Format.OCSF),
            Map.entry("type_uid", Format.OCSF),
            Map.entry("@timestamp", Format.ECS),
            Map.entry("ecs", Format.ECS),
            Map.entry("ecs.version", Format.ECS),
            Map.entry("event.kind", Format.ECS),
            Map.entry("event.category", Format.ECS),
            Map.entry("event.action", Format.ECS),
            Map.entry("_source", Format.ECS),
            Map.entry("resourceType", Format.FHIR));

    /** Every message of a PostgreSQL jsonlog has it. */
    private static final String POSTGRES_KEY = "error_severity";

    private Recognition() {}

    /**
     * The layout of the log that {@code prefix} begins, or null where nothing in it looks like one. A format that a
     * mapping states is not looked for.
     */
    static @Nullable Layout layout(byte[] prefix, Mapping mapping) throws IOException {
        byte[] payloads = SyslogRecords.payloads(prefix, LINES_MAX);
        if (mapping.format() == Format.CSV) {
            return Layout.of(Format.CSV);
        }
        Format format = mapping.format() != null ? mapping.format() : of(payloads == null ? prefix : payloads);
        if (format == null || (payloads != null && format == Format.CSV)) {
            return null;
        }
        return new Layout(format, payloads == null ? Envelope.NONE : Envelope.SYSLOG);
    }

    /** The format of the log that {@code prefix} begins, or null where nothing in it looks like one. */
    static @Nullable Format of(byte[] prefix) {
        LineRecords lines = new LineRecords(new ByteWindow(prefix, 0, prefix.length));
        Candidates combined = new Candidates(new CombinedEvents(Mapping.NONE), "any", Mapping.NONE);
        try {
            for (int i = 0; i < LINES_MAX && lines.next(); i++) {
                ByteWindow window = lines.window;
                Format format = ofLine(line(window, lines.length));
                if (format != null) {
                    return format;
                }
                byte first = window.bytes()[window.start() + leadingSpaces(window, lines.length)];
                if (first == '{' || first == '[') {
                    return json(window.bytes(), window.start(), prefix.length);
                }
                if (combined.parse(lines, null, "any", 0, 0) instanceof Parsed.Event) {
                    return Format.COMBINED;
                }
                if (i == 0 && CsvHeader.isLikely(line(window, lines.length))) {
                    return Format.CSV;
                }
            }
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    /** The format of a log that contains this line, where the line tells. */
    private static @Nullable Format ofLine(String line) {
        if (line.startsWith(W3cEvents.FIELDS)) {
            return Format.W3C;
        }
        if (CefEvents.isLikely(line)) {
            return Format.CEF;
        }
        return PgAuditEvents.isLikely(line) ? Format.PGAUDIT : null;
    }

    /** The first line that is not blank; empty where there is none. */
    static String firstLine(byte[] prefix) throws IOException {
        LineRecords lines = new LineRecords(new ByteWindow(prefix, 0, prefix.length));
        return lines.next() ? line(lines.window, lines.length) : "";
    }

    /**
     * Others' JSON is told by its keys, at the first object's top or within an array. What cannot be told is Vigie's
     * own.
     */
    private static Format json(byte[] bytes, int from, int to) {
        JsonFactory factory = JsonSyntax.factory();
        try (JsonParser json = factory.createParser(bytes, from, to - from)) {
            JsonToken token = json.nextToken();
            int depth = token == JsonToken.START_ARRAY ? 2 : 1;
            while (token != null) {
                int here = json.getParsingContext().getNestingDepth();
                Format told =
                        token == JsonToken.FIELD_NAME && here == depth ? TELLING_KEYS.get(json.currentName()) : null;
                if (told != null) {
                    return told;
                }
                if (token == JsonToken.FIELD_NAME && here == 1 && POSTGRES_KEY.equals(json.currentName())) {
                    return Format.PGAUDIT;
                }
                if (token == JsonToken.FIELD_NAME
                        && here == 1
                        && json.currentName().equals("Records")) {
                    return Format.CLOUDTRAIL;
                }
                if (token == JsonToken.END_OBJECT && here < depth) {
                    return Format.JSON;
                }
                token = json.nextToken();
            }
        } catch (IOException e) {
            // The prefix ends somewhere.
        }
        return Format.JSON;
    }

    private static int leadingSpaces(ByteWindow window, int length) {
        int at = 0;
        while (at < length - 1 && window.bytes()[window.start() + at] <= ' ') {
            at++;
        }
        return at;
    }

    private static String line(ByteWindow window, int length) {
        return new String(window.bytes(), window.start(), length, StandardCharsets.UTF_8);
    }
}
