package dev.vigie.ingest;

import dev.vigie.yaml.SafeYaml;
import dev.vigie.yaml.YamlProblems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping file while it is read: takes YAML's nodes apart and notes, with line and column, what is not as it should
 * be. Reading goes on with something harmless in its place, so that the author sees all problems at once.
 */
final class MappingNodes implements YamlProblems {

    /** Where a file is no mapping at all, more problems than these teach nobody anything. */
    private static final int PROBLEMS_MAX = 20;

    private final String file;
    private final List<String> problems = new ArrayList<>();

    MappingNodes(String file) {
        this.file = file;
    }

    @Override
    public void notYaml(int line, int column, String problem) {
        refuse(line, column, "not YAML: " + Texts.description(problem).replaceAll("\\s+", " "));
    }

    @Override
    public void refuse(int line, int column, String message) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add((line == 0 ? file : file + ":" + line + ":" + column) + ": " + message);
        }
    }

    void refuse(Node node, String message) {
        Mark mark = node.getStartMark();
        refuse(mark.getLine() + 1, mark.getColumn() + 1, message);
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    void throwIfAny() throws UnreadableLogException {
        if (hasProblems()) {
            throw new UnreadableLogException(String.join("\n", problems));
        }
    }

    /** The file and line of a node. */
    String where(Node node) {
        return file + ":" + (node.getStartMark().getLine() + 1);
    }

    /** A key of a map, and what stands behind it. */
    record Entry(ScalarNode key, Node value) {}

    /** A map's entries by key, in their order; each key once. */
    Map<String, Entry> entries(Node node, String what, int entriesMax) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode map)) {
            refuse(node, what + " must consist of keys and values");
            return entries;
        }
        if (map.getValue().size() > entriesMax) {
            refuse(node, what + " has more than " + entriesMax + " keys");
            return entries;
        }
        for (NodeTuple tuple : map.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || !SafeYaml.isPlainTag(key)) {
                refuse(tuple.getKeyNode(), "a key of " + what + " must be text");
            } else if (entries.putIfAbsent(key.getValue(), new Entry(key, tuple.getValueNode())) != null) {
                refuse(key, "'" + shown(key.getValue()) + "' stands twice in " + what + ": remove one");
            }
        }
        return entries;
    }

    /** The same where each key must be known. */
    Map<String, Entry> entries(Node node, String what, Collection<String> known) {
        Map<String, Entry> entries = entries(node, what, Integer.MAX_VALUE);
        entries.forEach((name, entry) -> {
            if (!known.contains(name)) {
                refuse(
                        entry.key(),
                        "unknown key '" + shown(name) + "' in " + what + OwnFields.suggestion(name, known)
                                + "; the keys here are " + String.join(", ", known));
            }
        });
        return entries;
    }

    /** The items of a list; what is no list is a list of itself. */
    List<? extends Node> items(Node node, String what, int itemsMax) {
        List<? extends Node> items = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        if (items.isEmpty() || items.size() > itemsMax) {
            refuse(node, what + " must be one, or a list of at most " + itemsMax);
            return List.of();
        }
        return items;
    }

    /** The texts of a list, or one text; those that are none are left out. */
    List<String> texts(Node node, String what, int itemsMax, int charactersMax) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(node, what, itemsMax)) {
            String text = text(item, what, charactersMax);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** A text that is there and not empty, or null. */
    @Nullable
    String text(Node node, String what, int charactersMax) {
        String text = anyText(node, what, charactersMax);
        if (text != null && text.isEmpty()) {
            refuse(node, what + " must not be empty");
            return null;
        }
        return text;
    }

    /** A text, which may be empty if it is quoted; or null. */
    @Nullable
    String anyText(Node node, String what, int charactersMax) {
        if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL) || !SafeYaml.isPlainTag(scalar)) {
            refuse(node, what + " must be a text");
            return null;
        }
        if (scalar.getValue().length() > charactersMax) {
            refuse(node, what + " must not be longer than " + charactersMax + " characters");
            return null;
        }
        return scalar.getValue();
    }

    /** What an author wrote, as an error shows it. */
    static String shown(String written) {
        return written.length() <= 80 ? written : written.substring(0, 80) + "...";
    }
}
