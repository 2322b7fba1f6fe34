package dev.vigie.rule;

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
 * A rule file's YAML documents as trees of nodes, which know their line and column. Nothing is ever constructed from a
 * tag, and what would be a trap to walk through (aliases that multiply, circles, depth) is refused before anybody
 * walks.
 */
final class YamlDocuments {

    static final int DOCUMENTS_MAX = 10_000;
    static final int DEPTH_MAX = 32;
    static final int ALIASES_MAX = 100;

    /** Nodes of one document once every alias is written out. */
    static final int NODES_MAX = 100_000;

    private YamlDocuments() {}

    /** The documents that hold anything; on an error, those before it. */
    static List<Node> read(RuleFile file, Problems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(RuleFile.FILE_BYTES_MAX);
        options.setNestingDepthLimit(DEPTH_MAX);
        options.setMaxAliasesForCollections(ALIASES_MAX);
        options.setProcessComments(false);
        List<Node> documents = new ArrayList<>();
        try {
            Composer composer =
                    new Composer(new ParserImpl(new StreamReader(file.text()), options), new Resolver(), options);
            while (composer.checkNode()) {
                Node document = composer.getNode();
                if (documents.size() == DOCUMENTS_MAX) {
                    problems.add(problem(file, document, "more than " + DOCUMENTS_MAX + " documents: split the file"));
                    return documents;
                }
                if (!isEmpty(document) && isSafe(file, document, problems)) {
                    documents.add(document);
                }
            }
        } catch (YAMLException e) {
            problems.add(problem(file, e));
        }
        return documents;
    }

    private static boolean isEmpty(Node document) {
        return document.getTag().equals(Tag.NULL);
    }

    private static boolean isSafe(RuleFile file, Node document, Problems problems) {
        if (expandedSize(document, 0, NODES_MAX) > NODES_MAX) {
            problems.add(problem(
                    file,
                    document,
                    "the document is deeper than " + DEPTH_MAX + " levels or larger than " + NODES_MAX
                            + " nodes once its aliases are written out: write the values out where they are needed"));
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

    private static Problem problem(RuleFile file, Node node, String message) {
        Mark mark = node.getStartMark();
        return new Problem(file.name(), mark.getLine() + 1, mark.getColumn() + 1, message);
    }

    private static Problem problem(RuleFile file, YAMLException e) {
        if (e instanceof MarkedYAMLException marked) {
            @Nullable Mark mark = marked.getProblemMark() == null ? marked.getContextMark() : marked.getProblemMark();
            if (mark != null) {
                String message = "not YAML: " + Quote.plain(String.valueOf(marked.getProblem()));
                return new Problem(file.name(), mark.getLine() + 1, mark.getColumn() + 1, message);
            }
        }
        return Problem.ofFile(file.name(), "not YAML: " + Quote.plain(String.valueOf(e.getMessage())));
    }

    /** True for the kinds of scalar that YAML itself knows; a tag of somebody's own could mean anything. */
    static boolean isPlainTag(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        return tag.equals(Tag.STR)
                || tag.equals(Tag.INT)
                || tag.equals(Tag.FLOAT)
                || tag.equals(Tag.BOOL)
                || tag.equals(Tag.NULL)
                || tag.equals(Tag.TIMESTAMP)
                || tag.equals(Tag.MERGE);
    }
}
