package dev.vigie.detect;

import dev.vigie.model.Group;
import dev.vigie.rule.RuleMeta;

/** Is told whenever a rule with a measure was asked, for those who want to see a detector think. */
@FunctionalInterface
public interface Judgements {

    /**
     * Takes one answer.
     *
     * @param value the measure's figure for the group, the event at hand included; NaN where there is none
     * @param relativeError of the figure
     * @param holds whether the rule's condition held
     */
    void judged(RuleMeta rule, Group group, double value, double relativeError, boolean holds);
}
