package dev.vigie.detect;

import dev.vigie.detect.Contribution.FacetValues;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Group;
import java.util.List;

/** Takes what an event contributes, group by group. */
@FunctionalInterface
interface ContributionSink {

    /**
     * Takes what it contributes to one group.
     *
     * @param now the event
     * @param evidence as {@link Contribution#evidenceOf} has it
     * @param signals as in {@link Contribution}
     * @param values as there; the list is not the sink's to keep
     */
    void add(EventOccurrence now, Evidence evidence, Group group, List<Long> signals, List<FacetValues> values);
}
