package dev.vigie.detect;

import dev.vigie.detect.Contribution.FacetValues;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Group;
import dev.vigie.model.Slots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ObjIntConsumer;

/**
 * Tells the groups above the account what an event was to them, after the account's own stage has run. Used by one
 * thread.
 */
final class Contributor {

    private final Plan plan;
    private final SubjectHash subjectHash;
    private final KnownGroups knownGroups;
    private final EventFacets facets;
    /** By grouping and keying the signals that the event at hand raises. */
    private final List<List<Raised>> raised = new ArrayList<>();

    /** By signal its place among the ids of its grouping. */
    private final int[] places;

    private boolean any;

    /** Some of a grouping's signals, each once. */
    private static final class Raised {
        private static final int KNOWN = 1 << 4;

        /** Rising. */
        private final long[] ids;
        /** By place among these. */
        private final long[] raised;

        /** Some that were raised before, by their hash, and their ids: the same list again is known by sight. */
        private final long[][] known = new long[KNOWN][];

        private final List<List<Long>> lists = new ArrayList<>(Collections.nCopies(KNOWN, List.of()));
        private boolean any;

        Raised(long[] ids) {
            this.ids = ids;
            this.raised = new long[ids.length / Long.SIZE + 1];
        }

        void add(int place) {
            raised[place / Long.SIZE] |= 1L << place;
            any = true;
        }

        /** Hands over their ids, rising, and forgets them. */
        List<Long> take() {
            int slot = Slots.of(Arrays.hashCode(raised), KNOWN);
            if (!Arrays.equals(raised, known[slot])) {
                known[slot] = raised.clone();
                // Of a list of this kind contributions keep no copy.
                lists.set(
                        slot,
                        List.copyOf(BitSet.valueOf(raised).stream()
                                .mapToObj(place -> ids[place])
                                .toList()));
            }
            Arrays.fill(raised, 0);
            any = false;
            return lists.get(slot);
        }
    }

    Contributor(Plan plan, SubjectHash subjectHash, KnownGroups knownGroups) {
        this.plan = plan;
        this.subjectHash = subjectHash;
        this.knownGroups = knownGroups;
        this.facets = new EventFacets(plan.widerStage().groups());
        List<GroupPlan> groups = plan.widerStage().groups();
        for (int grouping = 0; grouping < groups.size(); grouping++) {
            long[] ids = plan.signalIds(grouping);
            raised.add(groups.get(grouping).keyings().stream()
                    .map(keying -> new Raised(ids))
                    .toList());
        }
        this.places = plan.signalPlaces();
    }

    /** Hands over what the event contributes: one contribution for each group that it concerns. */
    void contribute(EventOccurrence now, Stage stage, int[] matches, int matchCount, ContributionSink sink) {
        any = false;
        for (int i = 0; i < matchCount; i++) {
            raise(plan.signalsOf(matches[i]), stage);
        }
        raise(plan.signalsOfAny(), stage);
        if (!any) {
            return;
        }
        facets.begin();
        Evidence evidence = Contribution.evidenceOf(now);
        for (int grouping = 0; grouping < raised.size(); grouping++) {
            contribute(grouping, now, evidence, sink);
        }
    }

    private void raise(int[] signals, Stage stage) {
        for (int index : signals) {
            Signal signal = plan.signal(index);
            if (signal.source()
                    .fires(stage.matched(), stage.held(), 1L << signal.source().keying())) {
                raised.get(signal.grouping()).get(signal.source().keying()).add(places[index]);
                any = true;
            }
        }
    }

    private void contribute(int grouping, EventOccurrence now, Evidence evidence, ContributionSink sink) {
        GroupPlan group = plan.widerStage().groups().get(grouping);
        List<Raised> byKeying = raised.get(grouping);
        if (group.keyings().size() > 1) {
            contributeByAll(grouping, now, evidence, sink);
        } else if (byKeying.get(0).any) {
            List<Long> signals = byKeying.get(0).take();
            List<FacetValues> values = facets.of(grouping, now);
            ObjIntConsumer<Group> groups =
                    (each, subject) -> sink.add(now, evidence, each, signals, of(subject, values));
            group.keyings().get(0).groupsOf(now.event(), subjectHash, knownGroups, groups);
        }
    }

    /** Where several keyings may find the same group, it is told once. */
    private void contributeByAll(int grouping, EventOccurrence now, Evidence evidence, ContributionSink sink) {
        List<Keying> keyings = plan.widerStage().groups().get(grouping).keyings();
        Map<Group, TreeSet<Long>> byGroup = new LinkedHashMap<>();
        Map<Group, Integer> subjects = new HashMap<>();
        for (int keying = 0; keying < keyings.size(); keying++) {
            List<Long> signals = raised.get(grouping).get(keying).take();
            ObjIntConsumer<Group> groups = (each, subject) -> {
                byGroup.computeIfAbsent(each, unseen -> new TreeSet<>()).addAll(signals);
                subjects.put(each, subject);
            };
            if (!signals.isEmpty()) {
                keyings.get(keying).groupsOf(now.event(), subjectHash, knownGroups, groups);
            }
        }
        if (!byGroup.isEmpty()) {
            List<FacetValues> values = facets.of(grouping, now);
            byGroup.forEach((each, signals) ->
                    sink.add(now, evidence, each, List.copyOf(signals), of(subjects.getOrDefault(each, -1), values)));
        }
    }

    /** A group that is one of an event's people is told of nobody else: of a list of n, n groups would be told of n. */
    private static List<FacetValues> of(int subject, List<FacetValues> values) {
        return subject < 0
                ? values
                : values.stream().map(each -> each.ofSubject(subject)).toList();
    }
}
