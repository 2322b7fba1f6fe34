package dev.vigie.cli;

import dev.vigie.cli.Settings.SourceSettings;
import dev.vigie.ingest.Layout;
import dev.vigie.ingest.LineParser;
import dev.vigie.ingest.Mapping;
import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.stream.LogSource;
import dev.vigie.stream.Operators;
import dev.vigie.wire.SchemaRegistry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A topic, or a pattern of them, by which logs arrive.
 *
 * <pre>
 *   - topic: vigie.logs.atlas          # or topic-pattern, in RE2/J's syntax
 *     format: json                     # what replay's --format takes, but for csv; or avro
 *     mapping: atlas.yaml              # optional: how paths, keys or columns become fields
 *     time-zone: Europe/Paris          # optional: of times that state none
 *     retention: 3d                    # of the topic, which Vigie then creates
 *     operator: atlas                  # where the topic's name does not say it
 *     operator-header: x-operator      # in its place, where one trusted gateway alone may write the topic
 *     backfill: true                   # logs of the past
 * </pre>
 *
 * @param where the place in the configuration
 * @param topic null where there is a pattern
 * @param pattern null where there is a topic
 * @param layout null where the values are Vigie's own events in Avro
 * @param mapping with the zone of times that state none
 * @param retention of the topic that Vigie creates; null for Vigie's own choice
 * @param operator whose log it is; null where the topic's name or a header says so
 * @param operatorHeader null where no header says so
 * @param backfill whether these are logs of the past
 */
record Source(
        String where,
        @Nullable String topic,
        @Nullable TopicPattern pattern,
        @Nullable Layout layout,
        Mapping mapping,
        @Nullable Duration retention,
        @Nullable String operator,
        @Nullable String operatorHeader,
        boolean backfill) {

    /** Kafka's own limit. */
    private static final int TOPIC_LENGTH_MAX = 249;

    /** Vigie's own events; no {@link dev.vigie.ingest.Format}, since there are no files of it. */
    private static final String AVRO = "avro";

    private static final int HEADER_LENGTH_MAX = 200;
    private static final Duration RETENTION_MAX = Duration.ofDays(3_650);

    static Source of(SourceSettings settings) throws ConfigException {
        Setting topic = settings.get("topic");
        Setting pattern = settings.get("topic-pattern");
        if ((topic == null) == (pattern == null)) {
            throw new ConfigException(settings.where()
                    + (topic == null
                            ? ": this source lacks 'topic', or 'topic-pattern' for several"
                            : ": topic and topic-pattern are both set: a source has one of them"));
        }
        Setting retention = settings.get("retention");
        if (retention != null && topic == null) {
            throw retention.wrong("left out beside a topic-pattern: Vigie creates no topics for a pattern");
        }
        Setting operator = settings.get("operator");
        Setting header = settings.get("operator-header");
        if (operator != null && header != null) {
            throw header.wrong("left out where operator says whose log it is");
        }
        Setting backfill = settings.get("backfill");
        Layout layout = layout(settings.required("format"));
        return new Source(
                settings.where(),
                topic == null ? null : topic(topic),
                pattern == null ? null : TopicPattern.of(pattern),
                layout,
                mapping(settings.get("mapping"), layout, settings.get("time-zone")),
                retention == null ? null : retention.duration(RETENTION_MAX),
                operator == null ? null : operator(operator),
                header == null ? null : header(header),
                backfill != null && backfill.truth());
    }

    /** How the configuration names it. */
    String formatName() {
        return layout == null ? AVRO : layout.layoutName();
    }

    boolean has(String name) {
        return topic != null ? topic.equals(name) : pattern != null && pattern.matches(name);
    }

    /** The topic or the pattern, as the configuration names it. */
    String topics() {
        return topic != null ? topic : String.valueOf(pattern);
    }

    /**
     * How a topic of this source's is read. Where nothing says whose it is, it is the operator's of the topic's name.
     *
     * @param registry has the schemas of events in Avro
     * @param named the operator, where the topic is named {@code vigie.logs.OPERATOR}, which goes before all else
     */
    LogSource logSource(String name, @Nullable String named, Supplier<SchemaRegistry> registry) {
        Layout read = layout;
        String header = named == null ? operatorHeader : null;
        return new LogSource(
                header == null ? whose(name, named) : null,
                header,
                () -> read == null ? LogSource.avro(registry.get()) : LineParser.of(read, mapping),
                backfill);
    }

    private String whose(String name, @Nullable String named) {
        if (named != null) {
            return named;
        }
        if (operator != null) {
            return operator;
        }
        String inName = pattern == null ? null : pattern.operatorIn(name);
        return inName == null ? name : inName;
    }

    /** Whether Kafka would take it for a topic's name. */
    static boolean isTopic(String text) {
        return text.matches("[a-zA-Z0-9._-]{1," + TOPIC_LENGTH_MAX + "}");
    }

    private static String topic(Setting setting) throws ConfigException {
        if (!isTopic(setting.text())) {
            throw setting.wrong("a topic's name, 1 to " + TOPIC_LENGTH_MAX
                    + " letters, digits, '.', '_' or '-'; for several topics there is topic-pattern");
        }
        return setting.text();
    }

    private static String operator(Setting setting) throws ConfigException {
        if (!Operators.isName(setting.text())) {
            throw setting.wrong(
                    "1 to " + TOPIC_LENGTH_MAX + " letters, digits, '.', '_' or '-', not '" + setting.text() + "'");
        }
        return setting.text();
    }

    private static String header(Setting setting) throws ConfigException {
        if (setting.text().isBlank() || setting.text().length() > HEADER_LENGTH_MAX) {
            throw setting.wrong("the name of a header that the gateway sets on each record, such as x-operator");
        }
        return setting.text();
    }

    private static @Nullable Layout layout(Setting setting) throws ConfigException {
        if (setting.text().equals(AVRO)) {
            return null;
        }
        Layout layout = Layout.named(setting.text());
        if (layout == null) {
            throw setting.wrong("one of " + Layout.choices() + ", or " + AVRO + ", not '" + setting.text() + "'");
        }
        return layout;
    }

    private static Mapping mapping(@Nullable Setting setting, @Nullable Layout layout, @Nullable Setting timeZone)
            throws ConfigException {
        if (layout == null) {
            Setting idle = setting != null ? setting : timeZone;
            if (idle != null) {
                throw idle.wrong("left out: events in Avro have Vigie's own fields, and times with a zone");
            }
            return Mapping.NONE;
        }
        ZoneId zone = zone(timeZone);
        if (setting == null) {
            return zone == null ? Mapping.NONE : Mapping.NONE.inZone(zone);
        }
        try {
            Mapping read = Mapping.read(setting.path());
            Mapping mapping = zone == null ? read : read.inZone(zone);
            mapping.requireFor(layout.format());
            return mapping;
        } catch (UnreadableLogException e) {
            throw new ConfigException(setting.where() + ": mapping: " + e.getMessage());
        }
    }

    private static @Nullable ZoneId zone(@Nullable Setting setting) throws ConfigException {
        try {
            return setting == null ? null : ZoneId.of(setting.text());
        } catch (DateTimeException e) {
            throw setting.wrong("a zone such as Europe/Paris, UTC or +01:00, not '" + setting.text() + "'");
        }
    }
}
