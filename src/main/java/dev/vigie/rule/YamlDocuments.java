package dev.vigie.rule;

import dev.vigie.yaml.SafeYaml;
import dev.vigie.yaml.YamlProblems;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** A rule file's YAML documents. */
final class YamlDocuments {

    private YamlDocuments() {}

    /** The documents that hold anything; on an error, those before it. */
    static List<Node> read(RuleFile file, Problems problems) {
        return SafeYaml.documents(file.text(), RuleFile.FILE_BYTES_MAX, new YamlProblems() {
            @Override
            public void notYaml(int line, int column, String problem) {
                refuse(line, column, "not YAML: " + Quote.plain(problem));
            }

            @Override
            public void refuse(int line, int column, String message) {
                problems.add(new Problem(file.name(), line, column, message));
            }
        });
    }
}
