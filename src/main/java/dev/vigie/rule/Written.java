package dev.vigie.rule;

import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A part of a rule on one line, nearly as its author wrote it, cut after {@link Outline#TEXT_CHARS_MAX} characters. */
final class Written {

    private final StringBuilder text = new StringBuilder();

    private Written() {}

    static String of(Node node) {
        return new Written().add(node).toString();
    }

    /** Such as {@code resource|startswith: [visa, stay]}. */
    static String entry(Source.Entry entry) {
        Written written = new Written().add(entry.key());
        written.text.append(": ");
        return written.add(entry.value()).toString();
    }

    private Written add(Node node) {
        if (text.length() > Outline.TEXT_CHARS_MAX) {
            return this;
        }
        if (node instanceof ScalarNode scalar) {
            String value = scalar.getValue();
            int end = Math.min(value.length(), Outline.TEXT_CHARS_MAX + 1);
            boolean bare = scalar.isPlain() || (!value.isBlank() && value.indexOf(',') < 0);
            text.append(bare ? "" : "'").append(value, 0, end).append(bare ? "" : "'");
        } else if (node instanceof SequenceNode list) {
            addAll(list.getValue());
        } else if (node instanceof MappingNode map) {
            addAll(map.getValue().stream().map(NodeTuple::getKeyNode).toList());
        }
        return this;
    }

    private void addAll(List<Node> items) {
        text.append('[');
        for (int i = 0; i < items.size() && text.length() <= Outline.TEXT_CHARS_MAX; i++) {
            text.append(i == 0 ? "" : ", ");
            add(items.get(i));
        }
        text.append(']');
    }

    @Override
    public String toString() {
        return Quote.plain(text.toString(), Outline.TEXT_CHARS_MAX);
    }
}
