package dev.vigie.ingest;

import dev.vigie.model.Field;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the fields of an event are made of what a log says: of JSON and CSV that nobody knows, all of them; of the other
 * formats, what they do not say, or say otherwise. Written as YAML:
 *
 * <pre>
 *   format: json
 *   fields:
 *     time: {from: ts, format: dd/MM/yyyy HH:mm:ss, zone: Europe/Paris}
 *     account: user.login
 *     action: {from: op, values: {consult: read, extract: export}, otherwise: other}
 *     subject: persons[].id
 *     subject.nationality: persons[].nationality
 * </pre>
 *
 * The documentation's page on mappings has the whole language.
 */
public final class Mapping {

    /** How long a mapping file may be. */
    public static final int FILE_BYTES_MAX = 1 << 20;

    /** No mapping: a format's own reading, and in Vigie's JSON and CSV every key and column is named like its field. */
    public static final Mapping NONE =
            new Mapping("no mapping", null, null, List.of(), 0, List.of(), List.of(), null, null);

    private final String origin;
    private final @Nullable Format format;
    private final @Nullable Character delimiter;
    private final List<String> columns;
    private final int groups;
    private final List<PatternRule> patterns;
    private final List<FieldRule> rules;
    private final @Nullable ZoneId zone;
    private final @Nullable LocalDate lastDay;
    private final Set<String> mentioned;

    /**
     * @param groups how many named groups the patterns have
     * @param columns the log's, where it does not name them itself
     * @param zone of the log's times that say none, where the mapping does not say it of them either; or null
     * @param lastDay on which the log ends, for times that state no year; or null
     */
    Mapping(
            String origin,
            @Nullable Format format,
            @Nullable Character delimiter,
            List<String> columns,
            int groups,
            List<PatternRule> patterns,
            List<FieldRule> rules,
            @Nullable ZoneId zone,
            @Nullable LocalDate lastDay) {
        this.origin = origin;
        this.format = format;
        this.delimiter = delimiter;
        this.columns = List.copyOf(columns);
        this.groups = groups;
        this.patterns = List.copyOf(patterns);
        this.rules = List.copyOf(rules);
        this.zone = zone;
        this.lastDay = lastDay;
        Set<String> names = new HashSet<>();
        this.patterns.forEach(pattern -> names.add(pattern.place().written()));
        this.rules.stream()
                .flatMap(rule -> rule.origin().places().stream())
                .filter(place -> !place.isGroup())
                .forEach(place -> names.add(place.written()));
        this.mentioned = Set.copyOf(names);
    }

    /**
     * Reads a mapping file.
     *
     * @throws UnreadableLogException if it cannot be read or is no mapping; names file, line and what would be right,
     *     of each thing that is wrong
     */
    public static Mapping read(Path file) throws UnreadableLogException {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new UnreadableLogException(file + ": more than " + FILE_BYTES_MAX + " bytes; is this a mapping?");
            }
            return of(Files.readString(file), file.toString());
        } catch (CharacterCodingException e) {
            throw new UnreadableLogException(file + ": not valid UTF-8");
        } catch (IOException e) {
            throw new UnreadableLogException(file + ": cannot be read ("
                    + e.getClass().getSimpleName() + "); a mapping is a YAML file with the keys format and fields");
        }
    }

    /**
     * Reads a mapping.
     *
     * @param origin what an error calls the text
     */
    public static Mapping of(String text, String origin) throws UnreadableLogException {
        return new MappingReader(origin).read(text);
    }

    /** The format that this is for; null for none at all. */
    public @Nullable Format format() {
        return format;
    }

    /** Whether it names the columns of a log that does not. */
    public boolean namesColumns() {
        return !columns.isEmpty();
    }

    /**
     * Checks that a log of this format can be read with it.
     *
     * @throws UnreadableLogException if it is for another one, or reads times that say no zone, and none is given
     */
    public void requireFor(Format wanted) throws UnreadableLogException {
        if (format != null && format != wanted) {
            throw new UnreadableLogException(origin + ": this mapping is for " + format.formatName()
                    + ", and the log is to be read as " + wanted.formatName() + "; say so in both");
        }
        for (FieldRule rule : rules) {
            if (rule.time() != null && rule.time().lacksZone()) {
                throw new UnreadableLogException(
                        rule.where() + ": " + rule.target().targetName()
                                + ": this format says no zone (z, X, Z): say the log's, such as zone: Europe/Paris"
                                + " here, or time-zone of the source, or --time-zone");
            }
        }
    }

    /**
     * The same mapping for a log whose times are in this zone where they say none. A zone that the mapping says itself
     * goes before.
     */
    public Mapping inZone(ZoneId newZone) {
        List<FieldRule> zoned = rules.stream().map(rule -> rule.in(newZone)).toList();
        return new Mapping(origin, format, delimiter, columns, groups, patterns, zoned, newZone, lastDay);
    }

    /** In which zone the log's times are that say none; null where they must say one, but for W3C's, which are UTC. */
    public @Nullable ZoneId zone() {
        return zone;
    }

    /**
     * The same mapping for a log in a file whose last line is of this day, in the log's zone: what tells the year of
     * times that state none, as RFC 3164's do. Each is the latest such time up to then; so a log of more than a year
     * cannot be read so. What comes through Kafka has its arrival for that.
     */
    public Mapping endingOn(LocalDate newLastDay) {
        return new Mapping(origin, format, delimiter, columns, groups, patterns, rules, zone, newLastDay);
    }

    /** On which day the log ends; null where nobody said so. */
    public @Nullable LocalDate lastDay() {
        return lastDay;
    }

    /** The same mapping for a log whose columns are these, such as those of a {@code #Fields:} directive. */
    public Mapping withColumns(List<String> newColumns) {
        return new Mapping(origin, format, delimiter, newColumns, groups, patterns, rules, zone, lastDay);
    }

    String origin() {
        return origin;
    }

    List<String> columns() {
        return columns;
    }

    /** What separates a CSV log's columns; null where its header tells. */
    @Nullable
    Character delimiter() {
        return delimiter;
    }

    int groups() {
        return groups;
    }

    List<PatternRule> patterns() {
        return patterns;
    }

    List<FieldRule> rules() {
        return rules;
    }

    /** Whether it looks at a column, key or path of this name. */
    boolean mentions(String name) {
        return mentioned.contains(name);
    }

    /** The columns, keys or paths that it looks at. */
    Collection<String> mentioned() {
        return mentioned;
    }

    /** Whether it takes the subjects from a place of this name. */
    boolean namesSubject(String name) {
        return rules.stream()
                .filter(rule -> rule.target() instanceof Target.Known known && known.field() == Field.SUBJECT)
                .flatMap(rule -> rule.origin().places().stream())
                .anyMatch(place -> place.written().equals(name));
    }

    /** Where this says what a field is, such as {@code atlas.yaml:7}; null where it does not. */
    public @Nullable String whereOf(String field) {
        return rules.stream()
                .filter(rule -> rule.target().targetName().equals(field))
                .map(FieldRule::where)
                .findFirst()
                .orElse(null);
    }
}
