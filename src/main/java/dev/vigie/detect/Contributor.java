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
    private final List<List<Raised>> raised = new ArrayList<>();

    private boolean any;

    /** Ids of signals, rising, each once. */
    private static final class Raised {
        private long[] ids = new long[4];
        private int size;

        void add(long id) {
            int place = Arrays.binarySearch(ids, 0, size, id);
            if (place >= 0) {
                return;
            }
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, 2 * size);
            }
            System.arraycopy(ids, -1 - place, ids, -place, size + 1 + place);
            ids[-1 - place] = id;
            size++;
        }

        /** Hands them over and forgets them. */
        List<Long> take() {
            Long[] taken = new Long[size];
            Arrays.setAll(taken, i -> ids[i]);
            size = 0;
            return List.of(taken);
        }
    }

    Contributor(Plan plan, SubjectHash subjectHash) {
        this.plan = plan;
        this.subjectHash = subjectHash;
        this.facets = plan.widerStage().groups().stream().map(Plan::facetsOf).toList();
        for (GroupPlan group : plan.widerStage().groups()) {
            List<Raised> byKeying = new ArrayList<>();
            group.keyings().forEach(keying -> byKeying.add(new Raised()));
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
        List<Raised> byKeying = raised.get(grouping);
        if (group.keyings().size() > 1) {
            contributeByAll(grouping, now, sink);
        } else if (byKeying.get(0).size > 0) {
            List<Long> signals = byKeying.get(0).take();
            List<FacetValues> values = values(facets.get(grouping), now);
            Consumer<Group> groups = each -> sink.accept(Contribution.of(each, now, signals, values));
            group.keyings().get(0).groupsOf(now.event(), subjectHash, groups);
        }
    }

    /** Where several keyings may find the same group, it is told once. */
    private void contributeByAll(int grouping, EventOccurrence now, Consumer<Contribution> sink) {
        List<Keying> keyings = plan.widerStage().groups().get(grouping).keyings();
        Map<Group, TreeSet<Long>> byGroup = new LinkedHashMap<>();
        for (int keying = 0; keying < keyings.size(); keying++) {
            List<Long> signals = raised.get(grouping).get(keying).take();
            Consumer<Group> groups = each ->
                    byGroup.computeIfAbsent(each, unseen -> new TreeSet<>()).addAll(signals);
            if (!signals.isEmpty()) {
                keyings.get(keying).groupsOf(now.event(), subjectHash, groups);
            }
        }
        if (!byGroup.isEmpty()) {
            List<FacetValues> values = values(facets.get(grouping), now);
            byGroup.forEach((each, signals) -> sink.accept(Contribution.of(each, now, List.copyOf(signals), values)));
        }
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
