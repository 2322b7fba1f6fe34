package dev.vigie.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Refuses rules that the condition {@code joint} cannot join: it adds up how rare several figures of one group are. */
final class JointCheck {

    private final CorrelationLink joint;
    private final Source source;

    private JointCheck(CorrelationLink joint) {
        this.joint = joint;
        this.source = joint.draft().source();
    }

    /** Checks every correlation that joins. */
    static void check(List<CorrelationLink> links) {
        Map<String, CorrelationLink> byId = new HashMap<>();
        links.forEach(link -> byId.put(link.draft().meta().id(), link));
        for (CorrelationLink link : links) {
            if (link.draft().vigie().asks(Rarity.Condition.JOINT)
                    && link.correlation().type() == CorrelationRule.Type.TEMPORAL) {
                new JointCheck(link).check(byId);
            }
        }
    }

    private void check(Map<String, CorrelationLink> links) {
        for (int i = 0; i < joint.targets().size(); i++) {
            RuleReader.Draft target = joint.targets().get(i);
            String reason = reason(i, target, links.get(target.meta().id()));
            if (reason != null) {
                ScalarNode reference = joint.correlation().references().get(i);
                source.refuse(reference, "'joint' cannot join " + Quote.quoted(reference.getValue()) + ": " + reason);
            }
        }
    }

    /** Why a rule cannot be joined, or null. */
    private @Nullable String reason(int input, RuleReader.Draft target, @Nullable CorrelationLink link) {
        if (target.correlation() == null) {
            return "it is a detection rule, which measures nothing; refer to a correlation of it";
        }
        if (CorrelationCondition.isTemporal(target.correlation().type())) {
            return "it is temporal and counts rules, which has no rarity; refer to the rules that it refers to";
        }
        if (target.vigie().asks(Rarity.Condition.DRIFT)) {
            return "what drifts is rare over weeks, not at one event; refer to a rule without 'drift'";
        }
        boolean percentile = target.correlation().type() == CorrelationRule.Type.VALUE_PERCENTILE;
        if (percentile && target.vigie().measure() == null) {
            return "how rare a percentile is is not known; use value_avg or value_sum";
        }
        if (link == null || isSameGroup(input, link)) {
            return null;
        }
        return "it groups by " + link.grouping().shown() + " and this rule by "
                + joint.grouping().shown() + ", and what is rare is so for one group: group both by the same fields";
    }

    private boolean isSameGroup(int input, CorrelationLink link) {
        return link.grouping().names().equals(joint.grouping().names())
                && link.grouping().fields().stream()
                        .allMatch(joint.grouping().fields().get(input)::equals);
    }
}
