package dev.vigie.rule;

import dev.vigie.model.Field;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads the {@code measure} of a {@code vigie} block: its type, and the field that it looks at. */
final class VigieMeasureReader {

    private static final Set<String> KEYS = Set.of("type", "field");

    private static final Set<String> TYPES = Stream.of(VigieMeasure.Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));

    private static final String SUBJECT_ATTRIBUTE = "subject.";
    private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9_.-]{1,64}");

    private final Source source;

    VigieMeasureReader(Source source) {
        this.source = source;
    }

    /** The measure, or null after what it is refused for. */
    @Nullable
    VigieMeasure read(Node node) {
        Map<String, Source.Entry> entries = source.entries(node, "'measure'");
        source.refuseUnknown(entries, KEYS, "'measure'");
        Source.Entry type = entries.get("type");
        if (type == null) {
            source.refuse(node, "a measure needs a 'type', such as 'type: sequential_run'");
            return null;
        }
        String name = source.oneOf(type.value(), "measure", TYPES);
        if (name == null || !KEYS.containsAll(entries.keySet())) {
            return null;
        }
        VigieMeasure.Kind kind = VigieMeasure.Kind.valueOf(name.toUpperCase(Locale.ROOT));
        Source.Entry field = entries.get("field");
        return switch (kind) {
            case INACTIVITY, SILENCE, REUSED_ID -> {
                if (field != null) {
                    source.refuse(field.key(), name + " takes no 'field': remove it");
                }
                yield new VigieMeasure(kind, null, null);
            }
            case SEQUENTIAL_RUN, SHARE, NEW_VALUE, BACKDATED, SEQUENCE_GAP -> {
                if (field == null) {
                    source.refuse(node, name + " needs a 'field', such as 'field: " + example(kind) + "'");
                    yield null;
                }
                yield of(kind, field.value());
            }
        };
    }

    private static String example(VigieMeasure.Kind kind) {
        return switch (kind) {
            case SHARE -> "subject.nationality";
            case NEW_VALUE -> "src_ip";
            case SEQUENCE_GAP -> "sequence";
            case SEQUENTIAL_RUN, BACKDATED, INACTIVITY, SILENCE, REUSED_ID -> "subject";
        };
    }

    private @Nullable VigieMeasure of(VigieMeasure.Kind kind, Node node) {
        String written = source.text(node, "'field'", MetaReader.NAME_CHARS_MAX);
        if (written == null || !(node instanceof ScalarNode scalar)) {
            return null;
        }
        if (kind == VigieMeasure.Kind.SHARE) {
            return share(scalar, written);
        }
        Field field = FieldItemReader.field(source, scalar, written);
        if (field != null && kind == VigieMeasure.Kind.SEQUENTIAL_RUN && field != Field.SUBJECT) {
            source.refuse(
                    node, "sequential_run is of ids of people: write 'field: subject', not " + Quote.quoted(written));
        }
        if (field != null && kind == VigieMeasure.Kind.SEQUENCE_GAP && field != Field.SEQUENCE) {
            source.refuse(
                    node,
                    "sequence_gap is of the sender's numbers: write 'field: sequence', not " + Quote.quoted(written));
        }
        return field == null ? null : new VigieMeasure(kind, field, null);
    }

    private @Nullable VigieMeasure share(ScalarNode node, String written) {
        String attribute = written.startsWith(SUBJECT_ATTRIBUTE) ? written.substring(SUBJECT_ATTRIBUTE.length()) : "";
        if (!ATTRIBUTE.matcher(attribute).matches()) {
            source.refuse(
                    node,
                    "share is of an attribute of the people read: write 'subject.' and its name of at most 64 of a-z,"
                            + " 0-9, '_', '.' and '-', such as 'field: subject.nationality', not "
                            + Quote.quoted(written));
            return null;
        }
        return new VigieMeasure(VigieMeasure.Kind.SHARE, Field.SUBJECT, attribute);
    }
}
