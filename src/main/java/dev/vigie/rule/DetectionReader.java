package dev.vigie.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a rule's {@code detection} into one selection: search identifiers (a map's entries joined by AND, a list of
 * maps by OR) and the condition that joins them. Several conditions in a list are joined by OR.
 */
final class DetectionReader {

    static final int IDENTIFIERS_MAX = 256;

    private final Source source;
    private final FieldItemReader items;

    DetectionReader(Source source) {
        this.source = source;
        this.items = new FieldItemReader(source);
    }

    Selection read(ScalarNode key, Node detection) {
        Map<String, Source.Entry> entries = source.entries(detection, "detection");
        Map<String, Selection> identifiers = new LinkedHashMap<>();
        if (entries.size() > IDENTIFIERS_MAX) {
            source.refuse(key, "more than " + IDENTIFIERS_MAX + " search identifiers in one rule");
            return Junction.NOTHING;
        }
        entries.forEach((name, entry) -> {
            if (name.equals("timeframe")) {
                source.refuse(
                        entry.key(), "'timeframe' is Sigma's old form: write a correlation rule with a 'timespan'");
            } else if (!name.equals("condition")) {
                checkName(entry.key(), name);
                identifiers.put(name, identifier(name, entry.value()));
            }
        });
        Source.Entry condition = entries.get("condition");
        if (condition == null) {
            source.refuse(key, "a detection needs a 'condition', such as 'condition: selection'");
            return Junction.NOTHING;
        }
        return condition(condition.value(), identifiers);
    }

    private void checkName(ScalarNode key, String name) {
        boolean readable = name.chars().allMatch(c -> c > ' ' && c != '(' && c != ')' && c != '|' && c != '*');
        if (name.isEmpty() || !readable || ConditionParser.KEYWORDS.contains(name.toLowerCase(Locale.ROOT))) {
            source.refuse(
                    key,
                    "no condition could name the search identifier " + Quote.quoted(name)
                            + ": use letters, digits and _, and no word of the condition's own");
        }
    }

    private Selection condition(Node node, Map<String, Selection> identifiers) {
        List<Selection> conditions = new ArrayList<>();
        for (ScalarNode condition : source.scalars(node, "the condition")) {
            if (condition.getValue().length() > Source.TEXT_CHARS_MAX) {
                source.refuse(
                        condition, "a condition must not be longer than " + Source.TEXT_CHARS_MAX + " characters");
            } else {
                conditions.add(ConditionParser.parse(source, condition, identifiers));
            }
        }
        return Junction.anyOf(conditions);
    }

    private Selection identifier(String name, Node node) {
        if (node instanceof MappingNode) {
            return map(name, node);
        }
        if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
            List<Selection> maps = new ArrayList<>();
            for (Node item : list.getValue()) {
                maps.add(listItem(name, item));
            }
            return Junction.anyOf(maps);
        }
        return listItem(name, node);
    }

    private Selection listItem(String name, Node item) {
        if (item instanceof MappingNode) {
            return map(name, item);
        }
        if (item instanceof ScalarNode scalar && !Source.isNull(scalar)) {
            source.notSupported(item, "keywords (values without a field) are");
        } else {
            source.refuse(item, Quote.quoted(name) + " must be a map of fields, or a list of such maps");
        }
        return Junction.NOTHING;
    }

    private Selection map(String name, Node node) {
        List<Selection> parts = new ArrayList<>();
        source.entries(node, Quote.quoted(name)).values().forEach(entry -> parts.add(items.read(entry)));
        if (parts.isEmpty()) {
            source.refuse(node, Quote.quoted(name) + " must name at least one field");
            return Junction.NOTHING;
        }
        return Junction.allOf(parts);
    }
}
