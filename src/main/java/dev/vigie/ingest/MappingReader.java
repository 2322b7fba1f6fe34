package dev.vigie.ingest;

import com.google.re2j.Pattern;
import dev.vigie.ingest.MappingNodes.Entry;
import dev.vigie.ingest.Target.Attribute;
import dev.vigie.ingest.Target.Known;
import dev.vigie.model.Field;
import dev.vigie.yaml.SafeYaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a mapping file: its format, what it says of the log's own form, its patterns and fields. */
final class MappingReader {

    static final int FIELDS_MAX = 100;
    static final int COLUMNS_MAX = 1_000;
    static final int PATTERN_RULES_MAX = 32;
    static final int PATTERNS_MAX = 16;
    static final int GROUPS_MAX = 64;
    static final int NAME_LENGTH_MAX = 256;

    private static final String FORMAT = "format";
    private static final String DELIMITER = "delimiter";
    private static final String COLUMNS = "columns";
    private static final String PATTERNS = "patterns";
    private static final String FIELDS = "fields";
    private static final List<String> KEYS = List.of(FORMAT, DELIMITER, COLUMNS, PATTERNS, FIELDS);

    private static final Map<String, Character> DELIMITERS =
            Map.of(",", ',', ";", ';', "|", '|', "\t", '\t', "tab", '\t');
    private static final List<Field> REQUIRED = List.of(Field.TIME, Field.ACCOUNT, Field.ACTION);

    private final String origin;
    private final MappingNodes nodes;
    private final Map<String, Integer> groups = new LinkedHashMap<>();

    MappingReader(String origin) {
        this.origin = origin;
        this.nodes = new MappingNodes(origin);
    }

    Mapping read(String text) throws UnreadableLogException {
        List<Node> documents = SafeYaml.documents(text, Mapping.FILE_BYTES_MAX, nodes);
        nodes.throwIfAny();
        if (documents.size() != 1) {
            throw new UnreadableLogException(
                    origin + ": a mapping is one YAML document with the keys format and fields");
        }
        Node root = documents.get(0);
        Map<String, Entry> top = nodes.entries(root, "the mapping", KEYS);
        Format format = format(top.get(FORMAT), root);
        if (format == null) {
            nodes.throwIfAny();
            throw new IllegalStateException("a format that is missing is a problem");
        }
        Character delimiter = delimiter(top.get(DELIMITER), format);
        List<String> columns = columns(top.get(COLUMNS), format);
        List<PatternRule> patterns = patterns(top.get(PATTERNS), format);
        List<FieldRule> rules = rules(top.get(FIELDS), format);
        if (format == Format.JSON || format == Format.CSV) {
            requireFields(rules, top.get(FIELDS), root);
        }
        nodes.throwIfAny();
        Mapping mapping = new Mapping(origin, format, delimiter, columns, groups.size(), patterns, rules, null, null);
        if (format == Format.CSV && mapping.namesColumns()) {
            MappedCsv.check(mapping, columns, origin + ": columns");
        }
        return mapping;
    }

    private @Nullable Format format(@Nullable Entry entry, Node root) {
        List<String> known = Format.names().stream()
                .filter(name -> !name.equals(Format.CLOUDTRAIL.formatName()))
                .toList();
        String right = "say format: with one of " + String.join(", ", known);
        if (entry == null) {
            nodes.refuse(root, "the mapping does not say which format it is for; " + right);
            return null;
        }
        String name = nodes.text(entry.value(), FORMAT, NAME_LENGTH_MAX);
        if (name == null) {
            return null;
        }
        Format format = Format.named(name);
        if (format == null || format == Format.CLOUDTRAIL) {
            nodes.refuse(
                    entry.value(),
                    "there is no mapping for '" + MappingNodes.shown(name) + "'" + OwnFields.suggestion(name, known)
                            + "; " + right);
            return null;
        }
        return format;
    }

    private @Nullable Character delimiter(@Nullable Entry entry, Format format) {
        if (entry == null) {
            return null;
        }
        Character delimiter = DELIMITERS.get(String.valueOf(nodes.text(entry.value(), DELIMITER, NAME_LENGTH_MAX)));
        if (format != Format.CSV || delimiter == null) {
            nodes.refuse(entry.value(), "delimiter, which is for csv, must be ',', ';', '|' or tab, in quotes");
        }
        return delimiter;
    }

    private List<String> columns(@Nullable Entry entry, Format format) {
        if (entry == null) {
            return List.of();
        }
        if (format != Format.CSV && format != Format.W3C) {
            nodes.refuse(entry.key(), "columns are for csv and w3c: other formats name what they hold");
            return List.of();
        }
        List<String> columns = nodes.texts(entry.value(), COLUMNS, COLUMNS_MAX, NAME_LENGTH_MAX);
        Set<String> once = new HashSet<>();
        for (String column : columns) {
            if (!once.add(column.strip().toLowerCase(Locale.ROOT))) {
                nodes.refuse(entry.value(), "two columns are called '" + MappingNodes.shown(column) + "'");
            }
        }
        return columns;
    }

    private List<PatternRule> patterns(@Nullable Entry entry, Format format) {
        List<PatternRule> rules = new ArrayList<>();
        if (entry == null) {
            return rules;
        }
        if (format == Format.PGAUDIT) {
            nodes.refuse(entry.key(), "a mapping for pgaudit has no patterns, only the subject's key columns");
            return rules;
        }
        for (Node item : nodes.items(entry.value(), PATTERNS, PATTERN_RULES_MAX)) {
            Map<String, Entry> keys = nodes.entries(item, "a pattern", List.of("from", "pattern"));
            Entry from = keys.get("from");
            Entry written = keys.get("pattern");
            if (from == null || written == null) {
                nodes.refuse(
                        item, "a pattern has from, where it looks, and pattern, with groups such as (?P<user>\\S+)");
                continue;
            }
            Place place = new PlaceReader(nodes, format, Map.of()).place(from.value(), "from");
            List<TextPattern> compiled = compiled(written.value());
            if (place != null) {
                rules.add(new PatternRule(nodes.where(item), place, compiled));
            }
        }
        return rules;
    }

    /** Patterns for one text may share the names of their groups; those for others may not. */
    private List<TextPattern> compiled(Node node) {
        Set<String> taken = Set.copyOf(groups.keySet());
        List<TextPattern> compiled = new ArrayList<>();
        for (Node item : nodes.items(node, "pattern", PATTERNS_MAX)) {
            String written = nodes.text(item, "pattern", TextPattern.LENGTH_MAX);
            if (written == null) {
                continue;
            }
            try {
                Pattern pattern = TextPattern.compile(written);
                if (pattern.namedGroups().isEmpty()) {
                    throw new MappingFault("the pattern names no group, such as (?P<user>\\S+)");
                }
                for (String name : pattern.namedGroups().keySet()) {
                    if (taken.contains(name)) {
                        throw new MappingFault("the group '" + name + "' is another pattern's already");
                    }
                    groups.putIfAbsent(name, groups.size());
                }
                if (groups.size() > GROUPS_MAX) {
                    throw new MappingFault("the patterns have more than " + GROUPS_MAX + " groups");
                }
                compiled.add(TextPattern.of(pattern, groups));
            } catch (MappingFault fault) {
                nodes.refuse(item, fault.text());
            }
        }
        return compiled;
    }

    private List<FieldRule> rules(@Nullable Entry entry, Format format) {
        List<FieldRule> rules = new ArrayList<>();
        if (entry == null) {
            return rules;
        }
        FieldRuleReader reader = new FieldRuleReader(nodes, format, groups);
        nodes.entries(entry.value(), FIELDS, FIELDS_MAX).forEach((name, field) -> {
            Target target = name.length() > NAME_LENGTH_MAX ? null : OwnFields.target(name);
            if (target == null) {
                nodes.refuse(
                        field.key(),
                        "there is no field '" + MappingNodes.shown(name) + "'" + OwnFields.suggestion(name)
                                + "; the fields are " + String.join(", ", OwnFields.names())
                                + ", and subject.ATTRIBUTE");
                return;
            }
            FieldRule rule = reader.read(field, target);
            if (rule != null) {
                rules.add(rule);
            }
        });
        return rules;
    }

    private void requireFields(List<FieldRule> rules, @Nullable Entry fields, Node root) {
        Set<Target> given = rules.stream().map(FieldRule::target).collect(Collectors.toSet());
        Node where = fields == null ? root : fields.key();
        for (Field field : REQUIRED) {
            if (!given.contains(new Known(field)) && !nodes.hasProblems()) {
                nodes.refuse(
                        where,
                        "fields lacks " + field.fieldName()
                                + ", which every event needs; in this format nothing is read"
                                + " but what fields says");
            }
        }
        if (given.stream().anyMatch(Attribute.class::isInstance) && !given.contains(new Known(Field.SUBJECT))) {
            nodes.refuse(where, "fields tells of subjects, but not who they are: it lacks subject");
        }
    }
}
