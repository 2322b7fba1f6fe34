package dev.vigie.ingest;

import dev.vigie.ingest.MappingNodes.Entry;
import dev.vigie.ingest.Target.Known;
import dev.vigie.model.Field;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads how a mapping makes one field: {@code account: user.login}, or several places of which the first that has
 * anything counts, or a map of all that can be said.
 */
final class FieldRuleReader {

    static final int VALUES_MAX = 10_000;
    static final int TEXT_LENGTH_MAX = 1_024;
    static final int SEPARATOR_LENGTH_MAX = 16;

    private static final String FROM = "from";
    private static final String JOIN = "join";
    private static final String WITH = "with";
    private static final String CONSTANT = "constant";
    private static final String SPLIT = "split";
    private static final String DROP_PREFIX = "drop-prefix";
    private static final String VALUES = "values";
    private static final String OTHERWISE = "otherwise";
    private static final String DEFAULT = "default";
    private static final String FORMAT = "format";
    private static final String ZONE = "zone";

    private static final List<String> ORIGINS = List.of(FROM, JOIN, CONSTANT);
    private static final List<String> TIME_KEYS = List.of(FROM, JOIN, WITH, DROP_PREFIX, FORMAT, ZONE);
    private static final List<String> SINGLE_KEYS =
            List.of(FROM, JOIN, WITH, CONSTANT, DROP_PREFIX, VALUES, OTHERWISE, DEFAULT);
    private static final List<String> LIST_KEYS =
            List.of(FROM, JOIN, WITH, CONSTANT, SPLIT, DROP_PREFIX, VALUES, OTHERWISE, DEFAULT);
    private static final List<String> PGAUDIT_KEYS = List.of(FROM);
    private static final List<String> TIME_FORMS = List.of(TimeForm.ISO, "epoch-millis");

    private final MappingNodes nodes;
    private final Format format;
    private final PlaceReader places;

    FieldRuleReader(MappingNodes nodes, Format format, Map<String, Integer> groups) {
        this.nodes = nodes;
        this.format = format;
        this.places = new PlaceReader(nodes, format, groups);
    }

    /** The rule, or null where something is wrong with it. */
    @Nullable
    FieldRule read(Entry field, Target target) {
        if (format == Format.PGAUDIT && !isField(target, Field.SUBJECT)) {
            nodes.refuse(field.key(), "a mapping for pgaudit only says which columns are the subject's key: subject");
            return null;
        }
        String name = target.targetName();
        Map<String, Entry> keys = field.value() instanceof MappingNode
                ? nodes.entries(field.value(), name, keysOf(target))
                : Map.of(FROM, new Entry(field.key(), field.value()));
        Origin origin = origin(field.value(), keys, name);
        if (origin == null) {
            return null;
        }
        checkTogether(keys, name);
        if (origin instanceof Origin.Constant constant) {
            check(target, constant.text(), field.value());
        }
        Entry split = keys.get(SPLIT);
        Entry prefix = keys.get(DROP_PREFIX);
        String dropped = prefix == null ? null : nodes.text(prefix.value(), DROP_PREFIX, TEXT_LENGTH_MAX);
        return new FieldRule(
                target,
                nodes.where(field.key()),
                origin,
                split == null ? null : nodes.text(split.value(), SPLIT, SEPARATOR_LENGTH_MAX),
                dropped == null ? "" : dropped,
                values(keys.get(VALUES), target),
                word(keys.get(OTHERWISE), target, true),
                word(keys.get(DEFAULT), target, false),
                isField(target, Field.TIME) ? time(keys, field.value()) : null);
    }

    private List<String> keysOf(Target target) {
        if (format == Format.PGAUDIT) {
            return PGAUDIT_KEYS;
        }
        if (isField(target, Field.TIME)) {
            return TIME_KEYS;
        }
        boolean several = isField(target, Field.SUBJECT) || isField(target, Field.FIELD);
        return several || target instanceof Target.Attribute ? LIST_KEYS : SINGLE_KEYS;
    }

    private static boolean isField(Target target, Field field) {
        return target instanceof Known known && known.field() == field;
    }

    private @Nullable Origin origin(Node node, Map<String, Entry> keys, String name) {
        List<String> given = ORIGINS.stream().filter(keys::containsKey).toList();
        if (given.size() != 1) {
            nodes.refuse(node, name + " needs one of " + String.join(", ", ORIGINS) + ", to say where it comes from");
            return null;
        }
        Entry from = keys.get(FROM);
        Entry join = keys.get(JOIN);
        Entry constant = keys.get(CONSTANT);
        if (constant != null) {
            String text = nodes.text(constant.value(), CONSTANT, TEXT_LENGTH_MAX);
            return text == null ? null : new Origin.Constant(text);
        }
        if (join != null) {
            Entry with = keys.get(WITH);
            String separator = with == null ? "" : nodes.anyText(with.value(), WITH, SEPARATOR_LENGTH_MAX);
            List<Place> joined = places.places(join.value(), JOIN);
            if (joined.size() < 2) {
                nodes.refuse(join.value(), name + " joins at least two places: join: [date, time]");
            }
            return new Origin.Joined(joined, separator == null ? "" : separator);
        }
        List<Place> first = from == null ? List.of() : places.places(from.value(), FROM);
        return first.isEmpty() ? null : new Origin.First(first);
    }

    /** What only means something beside another key. */
    private void checkTogether(Map<String, Entry> keys, String name) {
        keys.forEach((key, entry) -> {
            if (key.equals(WITH) && !keys.containsKey(JOIN)) {
                nodes.refuse(
                        entry.key(), "with, in " + name + ", stands between what join joins, and there is no join");
            } else if (key.equals(OTHERWISE) && !keys.containsKey(VALUES)) {
                nodes.refuse(
                        entry.key(),
                        "otherwise, in " + name
                                + ", is for words that values does not have, and there is no values; what"
                                + " is there instead of nothing is default");
            } else if (!key.equals(CONSTANT) && keys.containsKey(CONSTANT)) {
                nodes.refuse(entry.key(), name + " is a constant: there is nothing for " + key + " to do");
            }
        });
    }

    private Map<String, String> values(@Nullable Entry entry, Target target) {
        Map<String, String> values = new HashMap<>();
        if (entry != null) {
            nodes.entries(entry.value(), VALUES, VALUES_MAX).forEach((word, value) -> {
                String text = nodes.anyText(value.value(), VALUES + ": " + MappingNodes.shown(word), TEXT_LENGTH_MAX);
                if (text != null) {
                    check(target, text, value.value());
                    values.put(word, text);
                }
            });
        }
        return values;
    }

    private @Nullable String word(@Nullable Entry entry, Target target, boolean mayBeEmpty) {
        if (entry == null) {
            return null;
        }
        String what = entry.key().getValue();
        String text = mayBeEmpty
                ? nodes.anyText(entry.value(), what, TEXT_LENGTH_MAX)
                : nodes.text(entry.value(), what, TEXT_LENGTH_MAX);
        if (text != null) {
            check(target, text, entry.value());
        }
        return text;
    }

    /** Refuses now what the field would refuse in every record. */
    private void check(Target target, String text, Node node) {
        if (target instanceof Known known) {
            Draft draft = new Draft(null);
            draft.clear();
            try {
                draft.put(known.field(), text);
            } catch (Rejection rejection) {
                nodes.refuse(node, rejection.detail() + ", not '" + MappingNodes.shown(text) + "'");
            }
        }
    }

    private @Nullable TimeForm time(Map<String, Entry> keys, Node node) {
        Entry written = keys.get(FORMAT);
        List<String> forms = written == null
                ? TIME_FORMS
                : new ArrayList<>(
                        nodes.texts(written.value(), FORMAT, TimeForm.FORMS_MAX, TimeForm.PATTERN_LENGTH_MAX));
        try {
            return TimeForm.of(forms, zone(keys.get(ZONE)));
        } catch (MappingFault fault) {
            nodes.refuse(written == null ? node : written.value(), fault.text());
            return null;
        }
    }

    private @Nullable ZoneId zone(@Nullable Entry entry) {
        String name = entry == null ? null : nodes.text(entry.value(), ZONE, TimeForm.PATTERN_LENGTH_MAX);
        if (entry == null || name == null) {
            return null;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            Set<String> known = ZoneId.getAvailableZoneIds();
            nodes.refuse(
                    entry.value(),
                    "zone must be a region such as Europe/Paris, or an offset such as +01:00 or UTC, not '"
                            + MappingNodes.shown(name) + "'" + OwnFields.suggestion(name, known));
            return ZoneId.of("UTC");
        }
    }
}
