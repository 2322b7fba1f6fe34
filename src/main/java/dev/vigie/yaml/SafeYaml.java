package dev.vigie.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A text's YAML documents as trees of nodes, which know their line and column. Nothing is ever constructed from a tag,
 * and what would be a trap to walk through (aliases that multiply, circles, depth) is refused before anybody walks.
 */
public final class SafeYaml {

    static final int DOCUMENTS_MAX = 10_000;
    static final int DEPTH_MAX = 32;
    static final int ALIASES_MAX = 100;

    /** Nodes of one document once every alias is written out. */
    static final int NODES_MAX = 100_000;

    private SafeYaml() {}

    /**
     * The documents that hold anything; on an error, those before it.
     *
     * @param charactersMax how long the text may be
     */
    public static List<Node> documents(String text, int charactersMax, YamlProblems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(charactersMax);
        options.setNestingDepthLimit(DEPTH_MAX);
        options.setMaxAliasesForCollections(ALIASES_MAX);
        options.setProcessComments(false);
        List<Node> documents = new ArrayList<>();
        try {
            Composer composer = new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options);
            while (composer.checkNode()) {
                Node document = composer.getNode();
                if (documents.size() == DOCUMENTS_MAX) {
                    refuse(document, "more than " + DOCUMENTS_MAX + " documents: split the file", problems);
                    return documents;
                }
                if (!isEmpty(document) && isSafe(document, problems)) {
                    documents.add(document);
                }
            }
        } catch (YAMLException e) {
            report(e, problems);
        }
        return documents;
    }

    /** True for the kinds of scalar that YAML itself knows; a tag of somebody's own could mean anything. */
    public static boolean isPlainTag(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        return tag.equals(Tag.STR)
                || tag.equals(Tag.INT)
                || tag.equals(Tag.FLOAT)
                || tag.equals(Tag.BOOL)
                || tag.equals(Tag.NULL)
                || tag.equals(Tag.TIMESTAMP)
                || tag.equals(Tag.MERGE);
    }

    private static boolean isEmpty(Node document) {
        return document.getTag().equals(Tag.NULL);
    }

    private static boolean isSafe(Node document, YamlProblems problems) {
        if (expandedSize(document, 0, NODES_MAX) > NODES_MAX) {
            refuse(
                    document,
                    "the document is deeper than " + DEPTH_MAX + " levels or larger than " + NODES_MAX
                            + " nodes once its aliases are written out: write the values out where they are needed",
                    problems);
            return false;
        }
        return true;
    }

    /**
     * The number of nodes below and with {@code node}, or anything above {@code max} if there are more or they lie too
     * deep.
     */
    private static int expandedSize(Node node, int depth, int max) {
        if (depth > DEPTH_MAX) {
            return max + 1;
        }
        int size = 1;
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                if (size <= max) {
                    size += expandedSize(item, depth + 1, max - size);
                }
            }
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (size <= max) {
                    size += expandedSize(entry.getKeyNode(), depth + 1, max - size);
                }
                if (size <= max) {
                    size += expandedSize(entry.getValueNode(), depth + 1, max - size);
                }
            }
        }
        return size;
    }

    private static void refuse(Node node, String message, YamlProblems problems) {
        Mark mark = node.getStartMark();
        problems.refuse(mark.getLine() + 1, mark.getColumn() + 1, message);
    }

    private static void report(YAMLException e, YamlProblems problems) {
        if (e instanceof MarkedYAMLException marked) {
            @Nullable Mark mark = marked.getProblemMark() == null ? marked.getContextMark() : marked.getProblemMark();
            if (mark != null) {
                problems.notYaml(mark.getLine() + 1, mark.getColumn() + 1, String.valueOf(marked.getProblem()));
                return;
            }
        }
        problems.notYaml(0, 0, String.valueOf(e.getMessage()));
    }
}
