package dev.vigie.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Lets filters find the rules that they are exceptions from. */
final class FilterLinker {

    /** Filters times the rules that each is for: all of them are evaluated for each. */
    static final int APPLIED_MAX = 500_000;

    private final RuleIndex index;
    private final Map<String, String> skipped;
    private final Map<String, List<Selection>> exceptions = new HashMap<>();
    private final List<FilterRule> rules = new ArrayList<>();
    private int applied;

    /** @param skipped by id, why a rule is skipped; takes up the filters that are */
    FilterLinker(RuleIndex index, Map<String, String> skipped) {
        this.index = index;
        this.skipped = skipped;
    }

    void link(List<RuleReader.Draft> drafts) {
        List<RuleReader.Draft> detections = drafts.stream()
                .filter(draft -> draft.selection() != null
                        && !skipped.containsKey(draft.meta().id()))
                .toList();
        for (RuleReader.Draft draft : drafts) {
            if (draft.filter() != null && draft.skipped() == null) {
                link(draft, draft.filter(), detections);
            }
        }
    }

    /** The filters that apply, in the order read. */
    List<FilterRule> rules() {
        return rules;
    }

    /** What is left of {@code selection}, of the rule {@code id} or an input of it, less the rule's exceptions. */
    Selection apply(String id, Selection selection) {
        List<Selection> parts = new ArrayList<>(exceptions.getOrDefault(id, List.of()));
        if (parts.isEmpty()) {
            return selection;
        }
        parts.add(selection);
        return Junction.allOf(parts);
    }

    private void link(RuleReader.Draft draft, FilterDraft filter, List<RuleReader.Draft> detections) {
        List<RuleReader.Draft> targets = filter.references().isEmpty()
                ? detections.stream().filter(rule -> isFor(draft, rule)).toList()
                : targets(draft, filter);
        if (targets == null) {
            return;
        }
        for (RuleReader.Draft target : targets) {
            exceptions
                    .computeIfAbsent(target.meta().id(), id -> new ArrayList<>())
                    .add(filter.selection());
            applied += target.correlation() == null
                    ? 1
                    : target.correlation().references().size();
            if (applied > APPLIED_MAX) {
                draft.source()
                        .refuse(
                                draft.document(),
                                "filters apply to more than " + APPLIED_MAX
                                        + " rules in all: join filters for the same rules into one");
                return;
            }
        }
        List<String> ids = targets.stream().map(target -> target.meta().id()).toList();
        rules.add(new FilterRule(draft.meta(), filter.owner(), filter.reason(), filter.expiresAtMillis(), ids));
    }

    /** A filter that names a service is for rules of that service. */
    private static boolean isFor(RuleReader.Draft filter, RuleReader.Draft rule) {
        return filter.service() == null
                || rule.correlation() != null
                || Objects.equals(filter.service(), rule.service());
    }

    /** The rules that a filter names and that run here; null where that is none of them, which has been told. */
    private @Nullable List<RuleReader.Draft> targets(RuleReader.Draft draft, FilterDraft filter) {
        Source source = draft.source();
        List<RuleReader.Draft> targets = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        String reason = null;
        for (ScalarNode reference : filter.references()) {
            RuleReader.Draft target = index.find(reference);
            String name = Quote.quoted(reference.getValue());
            if (target == null) {
                index.refuseMissing(source, reference);
            } else if (!ids.add(target.meta().id())) {
                source.refuse(reference, "the rule " + name + " stands here twice: remove one");
            } else if (target.filter() != null) {
                source.refuse(reference, name + " is a filter itself: a filter is for detection and correlation rules");
            } else if (skipped.containsKey(target.meta().id())) {
                reason = reason != null
                        ? reason
                        : "filters " + name + ", which is skipped: "
                                + skipped.get(target.meta().id());
            } else if (!isFor(draft, target)) {
                source.refuse(
                        reference,
                        name + " is not for the service " + Quote.quoted(String.valueOf(draft.service()))
                                + " as this filter is: remove 'service' from the filter's logsource, or this rule");
            } else {
                targets.add(target);
            }
        }
        if (targets.isEmpty() && reason != null) {
            skipped.put(draft.meta().id(), reason);
        }
        return targets.isEmpty() ? null : targets;
    }
}
