package dev.vigie.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Changes figures in rule files where they stand, so that comments, order and form stay as their authors left them.
 * What a rule says in its description about a figure is not looked at.
 */
public final class RuleEdits {

    private static final List<String> IDENTIFIERS = List.of("id", "name", "title");

    private RuleEdits() {}

    /** A stretch of a text and what shall stand there; in code points, as YAML counts. */
    private record Edit(int from, int to, String text) {}

    /**
     * The files with these changes in them.
     *
     * @param files that load
     * @throws RuleException if a rule's figure stands where it cannot be changed, as behind an alias
     */
    public static List<RuleFile> apply(List<RuleFile> files, List<LimitChange> changes) throws RuleException {
        Map<String, List<LimitChange>> byRule = new HashMap<>();
        changes.forEach(change -> byRule.computeIfAbsent(change.rule(), unseen -> new ArrayList<>())
                .add(change));
        List<RuleFile> edited = new ArrayList<>();
        for (RuleFile file : files) {
            edited.add(file.kind() == RuleFile.Kind.RULES ? edited(file, byRule) : file);
        }
        check(SigmaLoader.load(edited), changes);
        return edited;
    }

    /** Whatever a file looks like, the rules must come out as they were asked for. */
    private static void check(RuleSet rules, List<LimitChange> changes) throws RuleException {
        Problems problems = new Problems();
        for (LimitChange change : changes) {
            for (CorrelationRule rule : rules.correlations()) {
                RuleMeta meta = rule.meta();
                if (meta.id().equals(change.rule()) && LimitChange.of(rule, change.setting()) != change.value()) {
                    problems.add(new Problem(
                            meta.file(),
                            meta.line(),
                            1,
                            change.setting().key() + " of this rule cannot be changed to " + change.value()
                                    + " where it stands: change it by hand"));
                }
            }
        }
        problems.throwIfAny();
    }

    private static RuleFile edited(RuleFile file, Map<String, List<LimitChange>> byRule) {
        List<Edit> edits = new ArrayList<>();
        for (Node document : YamlDocuments.read(file, new Problems())) {
            if (document instanceof MappingNode rule) {
                for (LimitChange change : byRule.getOrDefault(id(rule), List.of())) {
                    Edit edit = edit(rule, change);
                    if (edit != null) {
                        edits.add(edit);
                    }
                }
            }
        }
        edits.sort(Comparator.comparingInt(Edit::from).reversed());
        String text = file.text();
        for (Edit edit : edits) {
            int from = text.offsetByCodePoints(0, edit.from);
            int to = text.offsetByCodePoints(from, edit.to - edit.from);
            text = text.substring(0, from) + edit.text + text.substring(to);
        }
        return new RuleFile(file.name(), text);
    }

    /** As {@link RuleMeta#id} has it. */
    private static String id(MappingNode rule) {
        for (String identifier : IDENTIFIERS) {
            if (value(rule, identifier) instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
        }
        return "";
    }

    private static @Nullable Edit edit(MappingNode rule, LimitChange change) {
        return switch (change.setting()) {
            case ONCE_IN -> replaced(value(rarity(rule), "once_in"), change.value() + "d");
            case AT_LEAST -> {
                MappingNode rarity = rarity(rule);
                Edit there = replaced(value(rarity, "at_least"), String.valueOf(change.value()));
                yield there != null ? there : added(rarity, "at_least: " + change.value());
            }
            case LIMIT -> {
                Node condition = value(value(rule, "correlation"), "condition");
                Edit there = replaced(value(condition, "gte"), String.valueOf(change.value()));
                yield there != null ? there : replaced(value(condition, "gt"), String.valueOf(change.value()));
            }
        };
    }

    /** What stands behind {@code unusual}, {@code drift} or {@code joint}. */
    private static @Nullable MappingNode rarity(MappingNode rule) {
        return value(value(rule, "vigie"), "condition") instanceof MappingNode condition
                        && condition.getValue().size() == 1
                        && condition.getValue().get(0).getValueNode() instanceof MappingNode rarity
                ? rarity
                : null;
    }

    private static @Nullable Edit replaced(@Nullable Node node, String text) {
        return node instanceof ScalarNode
                ? new Edit(node.getStartMark().getIndex(), node.getEndMark().getIndex(), text)
                : null;
    }

    /** Before the mapping's first key, in the mapping's own form. */
    private static @Nullable Edit added(@Nullable MappingNode mapping, String entry) {
        if (mapping == null || mapping.getValue().isEmpty()) {
            return null;
        }
        Node key = mapping.getValue().get(0).getKeyNode();
        int at = key.getStartMark().getIndex();
        boolean isFlow = mapping.getFlowStyle() == DumperOptions.FlowStyle.FLOW;
        String after = isFlow ? ", " : "\n" + " ".repeat(key.getStartMark().getColumn());
        return new Edit(at, at, entry + after);
    }

    private static @Nullable Node value(@Nullable Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    return entry.getValueNode();
                }
            }
        }
        return null;
    }
}
