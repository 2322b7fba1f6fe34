package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.rule.Rarity.Peers;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.MemoryProfiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PeersApartTest {

    @Test
    void report_ofAnOperatorsDay_isNoneOfItsAccountsPeers() {
        Plan plan = new Plan(SigmaLoader.builtIn());
        MemoryProfiles profiles = new MemoryProfiles(plan);
        Detector detector =
                new Detector(plan, new DetectorSettings(new long[] {1, 2}, null, 0, "test", () -> Events.MORNING));
        for (int i = 0; i < 12; i++) {
            long timeMillis = Events.MORNING + i % 2 * Events.DAY + i * Events.MINUTE;
            detector.process(
                    Events.read("account-" + i / 2, "e" + i, timeMillis, "person-" + i),
                    new Origin("log", 0, i),
                    profiles,
                    alert -> {});
        }
        long reportedOn = Days.dayOf(Events.MORNING + Events.DAY);
        List<String> operators = new ArrayList<>();
        for (GroupPlan accounts : plan.accountStage().groups()) {
            for (DayPlan each : accounts.days()) {
                if (each.peers() == Peers.OPERATOR_AND_ROLE) {
                    profiles.peerDays()
                            .visit(each.partId(), reportedOn, (operator, role, tally) -> operators.add(operator));
                }
            }
        }
        assertThat(operators).isNotEmpty().doesNotContain("");
    }

    @Test
    void report_ofWhatAnAccountDoesInOneRegister_isNoPeerOfAllThatAccountsDo() throws RuleException {
        Plan plan = new Plan(ConditionPropertyTest.rules());
        MemoryProfiles profiles = new MemoryProfiles(plan);
        Detector detector = new Detector(plan, new DetectorSettings(new long[] {1, 2}, null, 0, "test", () -> 0));
        Weeks weeks = new Weeks(new Random(1));
        for (int day = 0; day < 2; day++) {
            for (AccessEvent event : weeks.read(day, "op", "account", "clerk", 9, "")) {
                detector.process(event, new Origin("log", 0, 0), profiles, alert -> {});
            }
        }
        PeerBook book = new PeerBook(profiles.peerDays());
        long known = Days.dayOf(Events.MORNING + Events.DAY) + PeerDays.LAG_DAYS;
        List<Long> days = new ArrayList<>();
        for (DayPlan each : plan.groupPlan(Group.ACCOUNT).days()) {
            days.add(book.figures(new PeerKey(each.partId(), "op", "clerk"), known)
                    .days());
        }
        assertThat(days).contains(1L).doesNotContain(2L, 3L);
    }
}
