package dev.vigie.rule;

import dev.vigie.model.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Lets correlations find the rules that they refer to, and skips those whose rules cannot run here. */
final class CorrelationLinker {

    /** Steps from a correlation down to detection rules. */
    static final int DEPTH_MAX = 8;

    /** More of a circle, or of the fields that are missing, teaches nobody more. */
    private static final int SHOWN_MAX = 10;

    private final RuleIndex index;
    private final Map<String, String> skipped;
    private final Map<String, RuleReader.Draft> correlations = new LinkedHashMap<>();
    private final Map<String, CorrelationLink> links = new LinkedHashMap<>();
    private final Set<String> referred = new HashSet<>();
    private final Set<String> generated = new HashSet<>();

    /** @param skipped by id, why a rule is skipped; takes up the correlations that are */
    CorrelationLinker(RuleIndex index, Map<String, String> skipped) {
        this.index = index;
        this.skipped = skipped;
    }

    /** Links what can be linked; each after those that it refers to. */
    List<CorrelationLink> link(List<RuleReader.Draft> drafts) {
        Map<String, Set<String>> references = new LinkedHashMap<>();
        for (RuleReader.Draft draft : drafts) {
            if (draft.correlation() != null) {
                correlations.put(draft.meta().id(), draft);
                references.put(draft.meta().id(), references(draft, draft.correlation()));
            }
        }
        RuleOrder order = RuleOrder.of(references);
        order.circles().forEach(this::refuseCircle);
        order.depths().forEach((id, depth) -> {
            if (depth == DEPTH_MAX + 1) {
                refuseDepth(id, order.depths());
            }
            RuleReader.Draft draft = correlations.get(id);
            if (draft != null && draft.correlation() != null && draft.skipped() == null) {
                link(draft, draft.correlation());
            }
        });
        return List.copyOf(links.values());
    }

    /** False if some correlation refers to the rule and none of these generates it. */
    boolean alerts(String id) {
        return !referred.contains(id) || generated.contains(id);
    }

    /** The correlations that a correlation refers to, by id; notes which rules it silences, too. */
    private Set<String> references(RuleReader.Draft draft, CorrelationReader.Draft correlation) {
        Set<String> ids = new HashSet<>();
        Set<String> references = new LinkedHashSet<>();
        for (ScalarNode reference : correlation.references()) {
            RuleReader.Draft target = index.find(reference);
            if (target == null) {
                continue; // told, or forgiven, when it is linked
            }
            String id = target.meta().id();
            (correlation.generate() ? generated : referred).add(id);
            if (!ids.add(id)) {
                draft.source()
                        .refuse(
                                reference,
                                "the rule " + Quote.quoted(reference.getValue()) + " stands here twice: remove one");
            } else if (target.filter() != null) {
                draft.source()
                        .refuse(
                                reference,
                                Quote.quoted(reference.getValue())
                                        + " is a filter: a correlation refers to detection and correlation rules");
            } else if (target.correlation() != null) {
                references.add(id);
            }
        }
        return references;
    }

    private void refuseCircle(List<String> circle) {
        String shown = circle.stream().limit(SHOWN_MAX).map(Quote::quoted).collect(Collectors.joining(" -> "))
                + (circle.size() > SHOWN_MAX ? " -> ..." : "") + " -> " + Quote.quoted(circle.get(0));
        refuseReference(
                circle.get(0),
                circle.get(1 % circle.size()),
                "correlations must not refer to each other in a circle: " + shown);
    }

    private void refuseDepth(String id, Map<String, Integer> depths) {
        RuleReader.Draft draft = correlations.get(id);
        if (draft == null || draft.correlation() == null) {
            return;
        }
        draft.correlation().references().stream()
                .map(index::find)
                .filter(Objects::nonNull)
                .map(target -> target.meta().id())
                .filter(target -> depths.getOrDefault(target, 0) == DEPTH_MAX)
                .findFirst()
                .ifPresent(target -> refuseReference(
                        id, target, "correlations of correlations must not go more than " + DEPTH_MAX + " steps deep"));
    }

    private void refuseReference(String id, String target, String message) {
        RuleReader.Draft draft = correlations.get(id);
        if (draft == null || draft.correlation() == null) {
            return;
        }
        for (ScalarNode reference : draft.correlation().references()) {
            RuleReader.Draft found = index.find(reference);
            if (found != null && found.meta().id().equals(target)) {
                draft.source().refuse(reference, message);
                return;
            }
        }
    }

    private void link(RuleReader.Draft draft, CorrelationReader.Draft correlation) {
        CorrelationFields fields = new CorrelationFields(draft.source(), correlation);
        List<RuleReader.Draft> targets = new ArrayList<>();
        List<ScalarNode> missing = new ArrayList<>();
        for (ScalarNode reference : correlation.references()) {
            RuleReader.Draft target = index.find(reference);
            if (target == null) {
                missing.add(reference);
            } else {
                targets.add(target);
            }
        }
        Set<String> unknown = fields.unknown();
        if (targets.isEmpty() && !missing.isEmpty() && !unknown.isEmpty()) {
            skipped.put(draft.meta().id(), needs(unknown));
            return;
        }
        missing.forEach(reference -> index.refuseMissing(draft.source(), reference));
        String reason = reasonOf(targets);
        if (reason != null) {
            skipped.put(draft.meta().id(), reason);
            return;
        }
        List<Field> values = fields.values();
        if (!missing.isEmpty() && !correlation.aliases().isEmpty()) {
            return; // aliases are about all rules
        }
        CorrelationFields.Grouping grouping = fields.grouping(called(targets));
        if (missing.isEmpty()) {
            CorrelationLink link = new CorrelationLink(draft, correlation, targets, grouping, values);
            links.put(draft.meta().id(), link);
            checkGroupings(link);
        }
    }

    private static String needs(Set<String> unknown) {
        return "needs " + unknown.stream().limit(SHOWN_MAX).collect(Collectors.joining(", "))
                + (unknown.size() > SHOWN_MAX ? ", ..." : "")
                + ", which Vigie's events never have, and rules that are not here";
    }

    /** Why a correlation of {@code targets} is skipped, or null. */
    private @Nullable String reasonOf(List<RuleReader.Draft> targets) {
        for (RuleReader.Draft target : targets) {
            String reason = skipped.get(target.meta().id());
            if (reason != null) {
                return "refers to " + Quote.quoted(called(target)) + ", which is skipped: " + reason;
            }
        }
        return null;
    }

    static String called(RuleReader.Draft draft) {
        String name = draft.meta().name();
        return name == null ? draft.meta().id() : name;
    }

    /** The rules, by all that they may be called. */
    private static Map<String, RuleReader.Draft> called(List<RuleReader.Draft> targets) {
        Map<String, RuleReader.Draft> called = new HashMap<>();
        for (RuleReader.Draft target : targets) {
            called.put(target.meta().id(), target);
            called.put(called(target), target);
        }
        return called;
    }

    private void checkGroupings(CorrelationLink link) {
        for (int i = 0; i < link.targets().size(); i++) {
            CorrelationLink target = links.get(link.targets().get(i).meta().id());
            if (target == null || link.hears(i, target.grouping())) {
                continue;
            }
            ScalarNode reference = link.correlation().references().get(i);
            boolean account = link.grouping().hasAccount();
            link.draft()
                    .source()
                    .refuse(
                            reference,
                            Quote.quoted(reference.getValue()) + " groups by "
                                    + target.grouping().shown() + " and this rule by "
                                    + link.grouping().shown() + ", where its matches are not known: group both by "
                                    + (account
                                            ? "account, or both by the same fields without it"
                                            : "the same fields, or that one by account"));
        }
    }
}
