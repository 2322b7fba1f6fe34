package dev.vigie.rule;

import dev.vigie.yaml.SafeYaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a rule's {@code detection}, or a filter's {@code filter}, into one selection: search identifiers (a map's
 * entries joined by AND, a list of maps and keywords by OR) and the condition that joins them. Several conditions in a
 * list are joined by OR.
 */
final class DetectionReader {

    static final int IDENTIFIERS_MAX = 256;

    private final Source source;
    private final boolean foreign;
    private final FieldItemReader items;

    /** @param foreign true for a rule that cannot run here, of which no field or value is asked for */
    DetectionReader(Source source, boolean foreign) {
        this.source = source;
        this.foreign = foreign;
        this.items = new FieldItemReader(source, foreign);
    }

    /**
     * The selection, with the parts that it was made of.
     *
     * @param what how problems call it
     * @param others keys that are no search identifiers
     */
    Outline read(ScalarNode key, Node detection, String what, Set<String> others) {
        Map<String, Source.Entry> entries = source.entries(detection, what);
        Map<String, Selection> identifiers = new LinkedHashMap<>();
        List<Outline> outlines = new ArrayList<>();
        if (entries.size() > IDENTIFIERS_MAX) {
            source.refuse(key, "more than " + IDENTIFIERS_MAX + " search identifiers in one rule");
            return outline(key, Junction.NOTHING, List.of());
        }
        entries.forEach((name, entry) -> {
            if (name.equals("timeframe")) {
                if (!foreign) {
                    source.refuse(
                            entry.key(), "'timeframe' is Sigma's old form: write a correlation rule with a 'timespan'");
                }
            } else if (!name.equals("condition") && !others.contains(name)) {
                checkName(entry.key(), name);
                Outline outline = identifier(entry.key(), entry.value());
                identifiers.put(name, outline.selection());
                outlines.add(outline);
            }
        });
        Source.Entry condition = entries.get("condition");
        if (condition == null) {
            source.refuse(key, what + " needs a 'condition', such as 'condition: selection'");
            return outline(key, Junction.NOTHING, outlines);
        }
        Selection selection = condition(condition.value(), identifiers);
        return new Outline(Written.entry(condition), Source.line(condition.key()), selection, outlines);
    }

    private static Outline outline(Node node, Selection selection, List<Outline> parts) {
        return new Outline(Written.of(node), Source.line(node), selection, parts);
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
            } else if (!foreign || condition.getValue().indexOf('|') < 0) { // the old form of counting cannot run here
                conditions.add(ConditionParser.parse(source, condition, identifiers));
            }
        }
        return Junction.anyOf(conditions);
    }

    private Outline identifier(ScalarNode key, Node node) {
        String name = key.getValue();
        if (node instanceof MappingNode) {
            List<Outline> parts = map(name, node);
            return outline(key, Junction.allOf(selections(parts)), parts);
        }
        if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
            List<Outline> parts = new ArrayList<>();
            for (Node item : list.getValue()) {
                parts.add(listItem(name, item));
            }
            return outline(key, Junction.anyOf(selections(parts)), parts);
        }
        Outline keyword = listItem(name, node);
        return outline(key, keyword.selection(), List.of(keyword));
    }

    private static List<Selection> selections(List<Outline> parts) {
        return parts.stream().map(Outline::selection).toList();
    }

    private Outline listItem(String name, Node item) {
        if (item instanceof MappingNode) {
            List<Outline> parts = map(name, item);
            return parts.size() == 1
                    ? parts.get(0)
                    : new Outline(
                            "one of the list, with all of",
                            Source.line(item),
                            Junction.allOf(selections(parts)),
                            parts);
        }
        if (item instanceof ScalarNode scalar && SafeYaml.isPlainTag(scalar) && !Source.isNull(scalar)) {
            return outline(item, items.keyword(scalar), List.of());
        }
        source.refuse(
                item, Quote.quoted(name) + " must be a map of fields, a keyword, or a list of such maps and keywords");
        return outline(item, Junction.NOTHING, List.of());
    }

    private List<Outline> map(String name, Node node) {
        List<Outline> parts = new ArrayList<>();
        source.entries(node, Quote.quoted(name))
                .values()
                .forEach(entry -> parts.add(
                        new Outline(Written.entry(entry), Source.line(entry.key()), items.read(entry), List.of())));
        if (parts.isEmpty()) {
            source.refuse(node, Quote.quoted(name) + " must name at least one field");
            parts.add(outline(node, Junction.NOTHING, List.of()));
        }
        return parts;
    }
}
