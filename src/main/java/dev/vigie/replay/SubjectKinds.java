package dev.vigie.replay;

import dev.vigie.model.AccessEvent;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.DetectionRule;
import dev.vigie.rule.RuleMeta;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.Selection;
import dev.vigie.siem.AlertFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * What an event's subjects are: people, but where a rule says by its tag, such as {@code vigie.subjects.secrets}, that
 * those of the events that it counts are something else.
 */
final class SubjectKinds {

    private final List<Kind> others = new ArrayList<>();

    private record Kind(String noun, Selection selection) {}

    SubjectKinds(RuleSet rules) {
        for (DetectionRule rule : rules.detections()) {
            add(rule.meta(), rule.selection());
        }
        for (CorrelationRule rule : rules.correlations()) {
            for (CorrelationRule.Input input : rule.inputs()) {
                if (input.rule() instanceof DetectionRule) {
                    add(rule.meta(), input.selection());
                }
            }
        }
    }

    private void add(RuleMeta rule, Selection selection) {
        String noun = AlertFacts.noun(rule.tags());
        if (!noun.equals(AlertFacts.PEOPLE)) {
            others.add(new Kind(noun, selection));
        }
    }

    /** The first rule's word that has one for the event. */
    String of(AccessEvent event) {
        for (int i = 0; i < others.size(); i++) {
            if (others.get(i).selection().matches(event)) {
                return others.get(i).noun();
            }
        }
        return AlertFacts.PEOPLE;
    }

    /** True if nothing says that they are something else: only then they belong in a list of people. */
    boolean arePeople(AccessEvent event) {
        return of(event).equals(AlertFacts.PEOPLE);
    }
}
