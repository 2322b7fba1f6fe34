package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Alert.State;
import dev.vigie.siem.AttackTags.Tactic;
import dev.vigie.siem.AttackTags.Technique;
import org.junit.jupiter.api.Test;

final class AttackTagsTest {

    @Test
    void of_tagsOfSeveralRules_areSortedOutOnceEach() {
        AttackTags tags = AttackTags.of(Samples.account(State.CLOSED));
        assertThat(tags.tactics())
                .containsExactly(new Tactic("TA0009", "Collection"), new Tactic("TA0001", "Initial Access"));
        assertThat(tags.techniques()).containsExactly(new Technique("T1213", ""), new Technique("T1078", "T1078.004"));
        assertThat(tags.techniqueIds()).containsExactly("T1213", "T1078.004");
        assertThat(tags.others()).containsExactly("gdpr");
    }

    @Test
    void of_tagsThatAreNoTechnique_areOthers() {
        assertThat(AttackTags.of(HostileAlerts.of(1)).techniques())
                .allMatch(each -> each.id().matches("T\\d{4}"));
    }
}
