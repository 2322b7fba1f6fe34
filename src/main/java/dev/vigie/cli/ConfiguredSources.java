package dev.vigie.cli;

import dev.vigie.ingest.Format;
import dev.vigie.ingest.Layout;
import dev.vigie.measure.KeyedHash;
import dev.vigie.stream.AssignmentTopic;
import dev.vigie.stream.LogSource;
import dev.vigie.stream.LogTopic;
import dev.vigie.stream.Sources;
import dev.vigie.stream.Topics;
import dev.vigie.wire.SchemaRegistry;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a configuration, checked against each other and against Vigie's own topics. A source that names a
 * topic goes before those whose pattern matches it, and of these the first in the file counts. A topic named
 * {@code vigie.logs.OPERATOR} that none of them has is read as Vigie's JSON.
 */
final class ConfiguredSources implements Sources {

    private final Topics topics;
    private final List<Source> sources;
    private final @Nullable AssignmentTopic assignments;
    private final Supplier<SchemaRegistry> registry;

    /**
     * @param assignments the setting of their topic; null where there is none
     * @param registry makes a client of the registry that has the schemas of events in Avro
     */
    ConfiguredSources(
            Topics topics, List<Source> sources, @Nullable Setting assignments, Supplier<SchemaRegistry> registry)
            throws ConfigException {
        this.topics = topics;
        this.registry = registry;
        this.sources = List.copyOf(sources);
        this.assignments = assignments == null ? null : new AssignmentTopic(assignments(assignments), randomHash());
        Set<String> named = new HashSet<>();
        for (Source source : sources) {
            check(source);
            if (source.topic() != null && !named.add(source.topic())) {
                throw new ConfigException(source.where() + ": topic: " + source.topic() + " is listed twice");
            }
        }
    }

    private void check(Source source) throws ConfigException {
        Layout layout = source.layout();
        if (layout != null && layout.format() == Format.CSV && !source.mapping().namesColumns()) {
            throw new ConfigException(source.where() + ": format: a row of CSV in " + source.topics()
                    + " has no header to say which column is which: name them under columns: in its mapping, or send "
                    + String.join(", ", Format.names()).replace("csv, ", ""));
        }
        if (source.topic() == null) {
            checkPattern(source);
        } else {
            checkTopic(source, source.topic());
        }
    }

    private void checkTopic(Source source, String topic) throws ConfigException {
        if (topics.isOwn(topic)) {
            throw new ConfigException(source.where() + ": topic: Vigie itself writes " + topic + "; a log's topic is "
                    + topics.logs("OPERATOR") + ", or one of another name");
        }
        String named = named(topic);
        if (named != null && source.operatorHeader() != null) {
            throw new ConfigException(source.where() + ": operator-header: the topic " + topic
                    + " says that the operator is " + named + "; a gateway's topic has another name");
        }
        if (named != null && source.operator() != null && !source.operator().equals(named)) {
            throw new ConfigException(source.where() + ": operator: the topic " + topic
                    + " says that the operator is " + named + ", and only the topic can say so; not '"
                    + source.operator() + "'");
        }
        if (named == null && source.operator() == null && source.operatorHeader() == null) {
            throw new ConfigException(source.where() + ": topic: " + topic + " does not say whose log it is, as "
                    + topics.logs("OPERATOR") + " does: set operator, if that operator alone may write it");
        }
    }

    private void checkPattern(Source source) throws ConfigException {
        TopicPattern pattern = source.pattern();
        boolean said = source.operator() != null || source.operatorHeader() != null;
        boolean inName = pattern != null && pattern.namesOperator();
        if (said == inName && !isOfVigiesNaming(source.topics())) {
            throw new ConfigException(source.where() + ": topic-pattern: "
                    + (said
                            ? "its group 'operator' says whose log it is, and so does another key: leave one out"
                            : source.topics() + " does not say whose log a topic is: name the part that does, as in"
                                    + " prod\\.(?P<operator>[a-z]+)\\.audit, or set operator"));
        }
    }

    private boolean isOfVigiesNaming(String pattern) {
        return pattern.replace("\\.", ".").startsWith(topics.logs(""));
    }

    /** The topic of assignments, which nobody who writes logs may write. */
    private String assignments(Setting setting) throws ConfigException {
        String topic = setting.text();
        if (!Source.isTopic(topic)) {
            throw setting.wrong("a topic's name, such as " + topics.assignments());
        }
        if (!topic.equals(topics.assignments()) && topics.isOwn(topic)) {
            throw setting.wrong(topics.assignments() + ", or a name of another kind: Vigie itself writes " + topic);
        }
        if (pattern().matcher(topic).matches()) {
            throw setting.wrong("a topic that brings no logs: a source has " + topic);
        }
        return topic;
    }

    /** Under a key of this process alone: what is hashed by it is never stored, and nobody can aim at a collision. */
    private static ToLongFunction<String> randomHash() {
        SecureRandom random = new SecureRandom();
        return new KeyedHash(random.nextLong(), random.nextLong())::of;
    }

    private @Nullable String named(String topic) {
        return topics.logsPattern().matcher(topic).matches() ? topics.operatorOf(topic) : null;
    }

    /** The source of a topic; null where none has it. */
    @Nullable
    Source find(String topic) {
        Source first = null;
        for (Source source : sources) {
            if (source.has(topic) && (first == null || source.topic() != null)) {
                first = source;
            }
        }
        return first;
    }

    /** What is to be said of which sources have a topic. */
    List<SourceFinding> remarks(String topic) {
        List<String> places = sources.stream()
                .filter(source -> source.has(topic))
                .map(Source::where)
                .toList();
        if (places.isEmpty()) {
            return List.of(SourceFinding.note("no source names it: it is read as Vigie's JSON"));
        }
        Source counts = find(topic);
        return places.size() == 1 || counts == null
                ? List.of()
                : List.of(SourceFinding.note(
                        "several sources have it, " + String.join(", ", places) + "; " + counts.where() + " counts"));
    }

    List<Source> all() {
        return sources;
    }

    @Override
    public Pattern pattern() {
        StringJoiner any = new StringJoiner("|", "(?!" + topics.ownPrefixPattern() + ")(?:", ")");
        any.add(topics.logsPattern().pattern());
        for (Source source : sources) {
            TopicPattern pattern = source.pattern();
            any.add(pattern == null ? Pattern.quote(source.topics()) : "(?:" + pattern.withoutNames() + ")");
        }
        return Pattern.compile(any.toString());
    }

    @Override
    public @Nullable AssignmentTopic assignments() {
        return assignments;
    }

    @Override
    public LogSource of(String topic) {
        Source source = find(topic);
        String named = named(topic);
        return source == null
                ? LogSource.json(named == null ? topic : named)
                : source.logSource(topic, named, registry);
    }

    /** What Vigie creates where it is missing: the topics of its own naming, and those whose retention is set. */
    List<LogTopic> toCreate() {
        List<LogTopic> wanted = new ArrayList<>();
        for (Source source : sources) {
            String topic = source.topic();
            if (topic != null && (source.retention() != null || named(topic) != null)) {
                wanted.add(new LogTopic(topic, source.retention() == null ? LogTopic.RETENTION : source.retention()));
            }
        }
        return wanted;
    }
}
