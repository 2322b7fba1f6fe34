package dev.vigie.rule;

import dev.vigie.model.Field;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Finds the fields that a correlation names, once it is known which rules it refers to. */
final class CorrelationFields {

    private final Source source;
    private final CorrelationReader.Draft draft;

    CorrelationFields(Source source, CorrelationReader.Draft draft) {
        this.source = source;
        this.draft = draft;
    }

    /**
     * What a correlation groups by.
     *
     * @param names as {@link CorrelationRule#groupNames}
     * @param fields for each rule referred to, in their order, the fields that the names stand for
     */
    record Grouping(List<String> names, List<List<Field>> fields) {

        boolean hasAccount() {
            return fields.stream().allMatch(list -> list.contains(Field.ACCOUNT));
        }

        /** How an error shows it. */
        String shown() {
            return names.isEmpty() ? "nothing" : String.join(", ", names);
        }
    }

    private @Nullable Field named(ScalarNode node) {
        return source.vocabulary().names().field(node.getValue());
    }

    /** Names that should be fields and are none, each once. */
    Set<String> unknown() {
        Set<String> known = new HashSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (CorrelationReader.Alias alias : draft.aliases()) {
            known.add(alias.name().getValue());
            alias.fields().forEach(mapped -> addUnknown(mapped.field(), unknown));
        }
        draft.groupBy().stream()
                .filter(item -> !known.contains(item.getValue()))
                .forEach(item -> {
                    addUnknown(item, unknown);
                });
        draft.valueFields().forEach(item -> addUnknown(item, unknown));
        return unknown;
    }

    private void addUnknown(ScalarNode item, Set<String> unknown) {
        if (named(item) == null) {
            unknown.add(Quote.plain(item.getValue()));
        }
    }

    /** The fields that are counted, summed, averaged or ranked, in {@link Field}'s order. */
    List<Field> values() {
        EnumSet<Field> fields = EnumSet.noneOf(Field.class);
        for (ScalarNode item : draft.valueFields()) {
            if (draft.aliases().stream()
                    .anyMatch(alias -> alias.name().getValue().equals(item.getValue()))) {
                source.refuse(
                        item,
                        Quote.quoted(item.getValue())
                                + " is an alias, which can only be grouped by: write the field itself");
                continue;
            }
            Field field = draft.type() == CorrelationRule.Type.VALUE_COUNT
                    ? FieldItemReader.field(source, item, item.getValue())
                    : FieldItemReader.summableField(source, item, item.getValue());
            if (field == null) {
                continue;
            }
            if (!fields.add(field)) {
                source.refuse(item, field.fieldName() + " stands here twice: remove one");
            } else if (draft.type() != CorrelationRule.Type.VALUE_COUNT && field.kind() != Field.Kind.NUMBER) {
                source.refuse(
                        item,
                        draft.typeName() + " needs a number such as record_count or bytes: " + item.getValue()
                                + " is none");
            }
        }
        hasTwoLists(draft.conditionNode(), fields, "counts");
        if (draft.type() == CorrelationRule.Type.VALUE_PERCENTILE && draft.percentile() == 0 && !fields.isEmpty()) {
            source.refuse(
                    draft.conditionNode(),
                    "value_percentile needs a 'percentile' in its condition, such as 'percentile: 95': the"
                            + " specification's example does not say which one it means");
        }
        return List.copyOf(fields);
    }

    /** Which combination of two lists' values belong together, no event says. */
    private boolean hasTwoLists(Node node, Iterable<Field> fields, String verb) {
        List<String> lists = new ArrayList<>();
        for (Field field : fields) {
            if (field.kind() == Field.Kind.TEXTS) {
                lists.add(field.fieldName());
            }
        }
        if (lists.size() > 1) {
            source.refuse(
                    node,
                    String.join(" and ", lists) + " are lists, and no event says which of their values belong together:"
                            + " a correlation " + verb + " one list at most");
        }
        return lists.size() > 1;
    }

    /**
     * The grouping.
     *
     * @param targets the rules that the correlation refers to, by all that they may be called
     */
    Grouping grouping(Map<String, RuleReader.Draft> targets) {
        Map<String, List<Field>> aliases = aliases(targets);
        Set<String> used = new HashSet<>();
        EnumSet<Field> plain = EnumSet.noneOf(Field.class);
        Map<String, List<Field>> differing = new LinkedHashMap<>();
        for (ScalarNode item : draft.groupBy()) {
            List<Field> fields = aliases.get(item.getValue());
            used.add(item.getValue());
            Field field = fields == null ? field(item, aliases.keySet()) : same(fields);
            if (field != null) {
                if (!plain.add(field)) {
                    source.refuse(item, field.fieldName() + " stands here twice: remove one");
                }
            } else if (fields != null && !fields.isEmpty() && differing.putIfAbsent(item.getValue(), fields) != null) {
                source.refuse(item, Quote.quoted(item.getValue()) + " stands here twice: remove one");
            }
        }
        for (CorrelationReader.Alias alias : draft.aliases()) {
            if (!used.contains(alias.name().getValue())) {
                source.warn(
                        alias.name(),
                        "the alias " + Quote.quoted(alias.name().getValue())
                                + " is not used: add it to 'group-by', or remove it");
            }
        }
        return grouping(plain, differing);
    }

    /** One order for all groupings of the same fields, so that rules share them. */
    private Grouping grouping(EnumSet<Field> plain, Map<String, List<Field>> differing) {
        boolean account = plain.contains(Field.ACCOUNT)
                || differing.values().stream().anyMatch(fields -> fields.contains(Field.ACCOUNT));
        List<Field> first = new ArrayList<>(plain);
        if (account) { // an account's name is unique only within its operator
            first.remove(Field.OPERATOR);
            first.add(0, Field.OPERATOR);
        }
        List<String> names = new ArrayList<>();
        first.forEach(field -> names.add(field.fieldName()));
        names.addAll(differing.keySet());
        List<List<Field>> byRule = new ArrayList<>();
        boolean right = true;
        for (int i = 0; i < draft.references().size(); i++) {
            List<Field> fields = new ArrayList<>(first);
            for (List<Field> alias : differing.values()) {
                fields.add(alias.get(i));
            }
            right = right && isGrouping(fields, draft.references().get(i)); // one error is enough
            byRule.add(List.copyOf(fields));
        }
        return new Grouping(List.copyOf(names), List.copyOf(byRule));
    }

    private boolean isGrouping(List<Field> fields, ScalarNode rule) {
        Node node = draft.groupBy().isEmpty() ? rule : draft.groupBy().get(0);
        Set<Field> seen = EnumSet.noneOf(Field.class);
        for (Field field : fields) {
            if (!seen.add(field)) {
                source.refuse(
                        node,
                        "the grouping takes " + field.fieldName() + " of " + Quote.quoted(rule.getValue())
                                + " twice (who groups by account groups by operator as well): remove one");
                return false;
            }
        }
        return !hasTwoLists(node, fields, "groups by");
    }

    private @Nullable Field field(ScalarNode item, Set<String> aliases) {
        Field field = named(item);
        if (field == Field.SENSITIVITY) {
            return FieldItemReader.field(source, item, item.getValue());
        }
        if (field == null) {
            List<String> known = new ArrayList<>(Field.names());
            known.addAll(aliases);
            source.refuse(
                    item, "unknown field " + Quote.quoted(item.getValue()) + source.nearest(item.getValue(), known));
        }
        return field;
    }

    /** The one field that an alias means for every rule, or null. */
    private static @Nullable Field same(List<Field> fields) {
        return fields.isEmpty() || fields.stream().distinct().count() > 1 ? null : fields.get(0);
    }

    /** Each alias's field for each rule; an empty list for one that is wrong, which has been told. */
    private Map<String, List<Field>> aliases(Map<String, RuleReader.Draft> targets) {
        Map<String, List<Field>> aliases = new HashMap<>();
        for (CorrelationReader.Alias alias : draft.aliases()) {
            String name = alias.name().getValue();
            Field hidden = named(alias.name());
            if (hidden != null) {
                source.refuse(alias.name(), "the alias " + Quote.quoted(name) + " hides a field: give it another name");
            }
            aliases.put(name, alias(alias, targets));
        }
        return aliases;
    }

    private List<Field> alias(CorrelationReader.Alias alias, Map<String, RuleReader.Draft> targets) {
        Map<String, Field> byRule = new HashMap<>();
        boolean right = true;
        for (CorrelationReader.Alias.Mapped mapped : alias.fields()) {
            Field field =
                    FieldItemReader.field(source, mapped.field(), mapped.field().getValue());
            RuleReader.Draft target = targets.get(mapped.rule().getValue());
            if (target == null) {
                source.refuse(
                        mapped.rule(),
                        "the correlation does not refer to "
                                + Quote.quoted(mapped.rule().getValue())
                                + source.nearest(mapped.rule().getValue(), targets.keySet()));
            } else if (field != null && byRule.putIfAbsent(target.meta().id(), field) != null) {
                source.refuse(
                        mapped.rule(),
                        "the rule " + Quote.quoted(mapped.rule().getValue()) + " stands here twice: remove one");
            }
            right &= target != null && field != null;
        }
        List<Field> fields = new ArrayList<>();
        for (ScalarNode reference : draft.references()) {
            RuleReader.Draft target = targets.get(reference.getValue());
            Field field = target == null ? null : byRule.get(target.meta().id());
            if (field != null) {
                fields.add(field);
            } else if (right) {
                source.refuse(
                        alias.name(),
                        "the alias " + Quote.quoted(alias.name().getValue()) + " does not say which field of the rule "
                                + Quote.quoted(reference.getValue()) + " it means: add it");
                return List.of();
            }
        }
        return fields.size() == draft.references().size() ? fields : List.of();
    }
}
