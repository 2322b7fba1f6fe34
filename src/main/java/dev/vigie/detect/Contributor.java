package dev.vigie.detect;

import dev.vigie.detect.Contribution.FacetValues;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Tells the groups above the account what an event was to them, after the account's own stage has run. Used by one
 * thread.
 */
final class Contributor {

    private final Plan plan;
    private final SubjectHash subjectHash;
    private final List<Set<Facet>> facets;
    /** By grouping and keying the signals that the event at hand raises. */
    private final List<List<TreeSet<Long>>> raised = new ArrayList<>();

    private boolean any;

    Contributor(Plan plan, SubjectHash subjectHash) {
        this.plan = plan;
        this.subjectHash = subjectHash;
        this.facets = plan.widerStage().groups().stream().map(Plan::facetsOf).toList();
        for (GroupPlan group : plan.widerStage().groups()) {
            List<TreeSet<Long>> byKeying = new ArrayList<>();
            group.keyings().forEach(keying -> byKeying.add(new TreeSet<>()));
            raised.add(byKeying);
        }
    }

    /** Hands over what the event contributes: one contribution for each group that it concerns. */
    void contribute(EventOccurrence now, Stage stage, int[] matches, int matchCount, Consumer<Contribution> sink) {
        any = false;
        for (int i = 0; i < matchCount; i++) {
            raise(plan.signalsOf(matches[i]), stage);
        }
        raise(plan.signalsOfAny(), stage);
        if (!any) {
            return;
        }
        for (int grouping = 0; grouping < raised.size(); grouping++) {
            contribute(grouping, now, sink);
        }
    }

    private void raise(int[] signals, Stage stage) {
        for (int index : signals) {
            Signal signal = plan.signal(index);
            if (signal.source()
                    .fires(stage.matched(), stage.held(), 1L << signal.source().keying())) {
                raised.get(signal.grouping()).get(signal.source().keying()).add(signal.id());
                any = true;
            }
        }
    }

    private void contribute(int grouping, EventOccurrence now, Consumer<Contribution> sink) {
        GroupPlan group = plan.widerStage().groups().get(grouping);
        Map<Group, TreeSet<Long>> byGroup = new LinkedHashMap<>();
        for (int keying = 0; keying < group.keyings().size(); keying++) {
            TreeSet<Long> signals = raised.get(grouping).get(keying);
            if (!signals.isEmpty()) {
                group.keyings()
                        .get(keying)
                        .groupsOf(
                                now.event(),
                                subjectHash,
                                each -> byGroup.computeIfAbsent(each, unseen -> new TreeSet<>())
                                        .addAll(signals));
                signals.clear();
            }
        }
        if (byGroup.isEmpty()) {
            return;
        }
        List<FacetValues> values = values(facets.get(grouping), now);
        byGroup.forEach((each, signals) -> sink.accept(Contribution.of(each, now, List.copyOf(signals), values)));
    }

    private static List<FacetValues> values(Set<Facet> facets, EventOccurrence now) {
        List<FacetValues> values = new ArrayList<>();
        for (Facet facet : facets) {
            Field field = facet.field();
            long[] hashes = new long[now.valueCount(field)];
            boolean own = facet.name().isEmpty();
            Arrays.setAll(hashes, i -> own ? now.valueHash(field, i) : now.told(facet, i));
            if (hashes.length > 0) {
                long number = field.kind() == Field.Kind.NUMBER ? now.number(field) : AccessEvent.UNKNOWN;
                values.add(new FacetValues(facet, number, hashes));
            }
        }
        return values;
    }
}
