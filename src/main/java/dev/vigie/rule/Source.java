package dev.vigie.rule;

import dev.vigie.yaml.SafeYaml;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A rule file while it is read: takes nodes apart and notes, with line and column, what is not as it should be. Reading
 * then goes on with something harmless in its place, so that the author sees every problem at once; a set with problems
 * is never handed out.
 */
final class Source {

    static final int TEXT_CHARS_MAX = 4_096;

    private final String file;
    private final Problems problems;
    private final Vocabulary vocabulary;

    Source(String file, Problems problems, Vocabulary vocabulary) {
        this.file = file;
        this.problems = problems;
        this.vocabulary = vocabulary;
    }

    /** What all rules of the set have in common. */
    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The values of a placeholder, or null where no file gives them. */
    @Nullable
    List<String> list(String placeholder) {
        problems.asked(placeholder);
        return vocabulary.list(placeholder);
    }

    /** A key of a map with its value. */
    record Entry(ScalarNode key, Node value) {}

    String file() {
        return file;
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    void refuse(Node node, String message) {
        Mark mark = node.getStartMark();
        problems.add(new Problem(file, mark.getLine() + 1, mark.getColumn() + 1, message));
    }

    /** Notes what loads but may not mean what its author thinks. */
    void warn(Node node, String message) {
        Mark mark = node.getStartMark();
        problems.warn(new Problem(file, mark.getLine() + 1, mark.getColumn() + 1, message));
    }

    /** The end of an error about an unknown name; empty where comparing it with all of {@code known} takes too long. */
    String nearest(String written, Collection<String> known) {
        return known.isEmpty() || !problems.mayCompare(known.size())
                ? ""
                : ": the nearest known one is " + Quote.nearest(written, known);
    }

    /**
     * Refuses what stands {@code offset} characters into a text, as far as the way it is written tells where that is.
     */
    void refuse(ScalarNode node, int offset, String message) {
        Mark start = node.getStartMark();
        Mark end = node.getEndMark();
        int quote = node.isPlain() ? 0 : 1;
        boolean literal = start.getLine() == end.getLine()
                && end.getColumn() - start.getColumn() == node.getValue().length() + 2 * quote;
        int shift = literal ? quote + offset : 0;
        problems.add(new Problem(file, start.getLine() + 1, start.getColumn() + 1 + shift, message));
    }

    /** True if the set may come to {@code weight} more by modifiers and lists that multiply its values. */
    boolean mayMultiply(int weight) {
        return problems.mayMultiply(weight);
    }

    void notSupported(Node node, String feature) {
        refuse(node, feature + " not supported yet");
    }

    /** A map's entries by key, in their order; each key once. */
    Map<String, Entry> entries(Node node, String what) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            refuse(node, what + " must be a map of keys and values");
            return entries;
        }
        List<NodeTuple> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                refuse(tuple.getKeyNode(), "a key must be text");
            } else if (key.getTag().equals(Tag.MERGE)) {
                merged.add(tuple);
            } else if (entries.putIfAbsent(key.getValue(), new Entry(key, tuple.getValueNode())) != null) {
                refuse(key, "the key " + Quote.quoted(key.getValue()) + " stands here twice: remove one");
            }
        }
        merged.forEach(tuple -> merge(tuple, entries));
        return entries;
    }

    /** The same of what was checked already, or will be. */
    static Map<String, Entry> entriesQuietly(Node node) {
        return new Source("", new Problems(), Vocabulary.STANDARD).entries(node, "");
    }

    /** Adds what stands behind {@code <<}; a key of the map itself goes before, and so does an earlier merged map. */
    private void merge(NodeTuple tuple, Map<String, Entry> entries) {
        Node value = tuple.getValueNode();
        List<? extends Node> maps = value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
        for (Node map : maps) {
            if (map instanceof MappingNode) {
                entries(map, "what << merges").forEach(entries::putIfAbsent);
            } else {
                refuse(map, "<< merges a map, or a list of maps: write '<<: *name' with the anchor of a map");
            }
        }
    }

    /** Refuses every key that is not among {@code known}. */
    void refuseUnknown(Map<String, Entry> entries, Set<String> known, String what) {
        refuse(entries, known, what, false);
    }

    /** Refuses every key that is nearly one of {@code known}; Sigma lets authors add keys of their own there. */
    void refuseMisspelt(Map<String, Entry> entries, Set<String> known, String what) {
        refuse(entries, known, what, true);
    }

    private void refuse(Map<String, Entry> entries, Set<String> known, String what, boolean onlyNear) {
        entries.forEach((name, entry) -> {
            if (!known.contains(name) && (!onlyNear || Quote.isNear(name, known))) {
                refuse(entry.key(), "unknown key " + Quote.quoted(name) + " in " + what + nearest(name, known));
            }
        });
    }

    /** The items of a list, or a single scalar as a list of one. */
    List<ScalarNode> scalars(Node node, String what) {
        List<ScalarNode> scalars = new ArrayList<>();
        List<? extends Node> items = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        if (items.isEmpty()) {
            refuse(node, what + " must not be an empty list");
        }
        for (Node item : items) {
            if (item instanceof ScalarNode scalar && SafeYaml.isPlainTag(scalar)) {
                scalars.add(scalar);
            } else if (item instanceof ScalarNode) {
                refuse(
                        item,
                        what + " must not have the tag "
                                + Quote.quoted(item.getTag().getValue()));
            } else {
                refuse(item, what + " must be a value or a list of values");
            }
        }
        return scalars;
    }

    /** A text that is there and not blank, of at most {@code charsMax} characters, or null. */
    @Nullable
    String text(Node node, String what, int charsMax) {
        if (!(node instanceof ScalarNode scalar) || isNull(scalar) || !SafeYaml.isPlainTag(scalar)) {
            refuse(node, what + " must be a text");
            return null;
        }
        if (scalar.getValue().isBlank()) {
            refuse(node, what + " must not be empty");
            return null;
        }
        if (scalar.getValue().length() > charsMax) {
            refuse(node, what + " must not be longer than " + charsMax + " characters");
            return null;
        }
        return scalar.getValue();
    }

    /** A text that must be one of {@code known}, or null. */
    @Nullable
    String oneOf(Node node, String what, Set<String> known) {
        String text = text(node, what, TEXT_CHARS_MAX);
        if (text == null || known.contains(text)) {
            return text;
        }
        refuse(node, "unknown " + what + " " + Quote.quoted(text) + nearest(text, known));
        return null;
    }

    /** {@code true} or {@code false}; false after any other. */
    boolean flag(Node node, String what) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            if (scalar.getValue().equalsIgnoreCase("true")) {
                return true;
            }
            if (scalar.getValue().equalsIgnoreCase("false")) {
                return false;
            }
        }
        refuse(node, what + " must be true or false");
        return false;
    }

    static boolean isNull(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.NULL);
    }
}
