package dev.vigie.detect;

import static dev.vigie.detect.Events.HOUR;
import static dev.vigie.detect.Events.MINUTE;
import static dev.vigie.detect.Events.MORNING;
import static dev.vigie.detect.Events.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.rule.PlainRules;
import dev.vigie.store.MemoryProfiles;
import dev.vigie.wire.AlertJson;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SilenceSweepTest {

    private static final int THIEVES = 5;

    private final Plan plan = new Plan(PlainRules.load());
    private final MemoryProfiles profiles = new MemoryProfiles(plan);
    private final List<Alert> alerts = new ArrayList<>();

    private Detector detector() {
        return new Detector(
                plan,
                new DetectorSettings(
                        new long[] {1, 2}, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", () -> MORNING));
    }

    @Test
    void closeSilent_howeverOften_looksAtAnOpenGroupOnceUntilItsEndHasCome() {
        Detector detector = detector();
        for (int i = 0; i < THIEVES * 60; i++) {
            process(detector, read("thief-" + i % THIEVES, "t" + i, MORNING + i * 1_000L, "person-" + i));
        }
        Looks looks = new Looks(profiles);
        for (int i = 0; i < 10; i++) {
            process(detector, read("colleague", "c" + i, MORNING + 10 * MINUTE * i, "x"));
            detector.closeSilent(looks, alerts::add);
        }
        assertThat(looks.atAccounts).isEqualTo(THIEVES);
        assertThat(profiles.open()).hasSize(THIEVES);

        process(detector, read("colleague", "late", MORNING + 5 * HOUR, "x"));
        detector.closeSilent(looks, alerts::add);
        assertThat(looks.atAccounts).isEqualTo(2 * THIEVES);
        assertThat(profiles.open()).isEmpty();
        assertThat(alerts).filteredOn(alert -> alert.state() == State.CLOSED).hasSize(THIEVES);
    }

    @Test
    void closeSilent_amidAnyEvents_saysWhatOneSaysThatRemembersNothing() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(said(seed, true))
                    .as("seed %d", seed)
                    .isEqualTo(said(seed, false))
                    .hasSizeGreaterThan(4);
        }
    }

    /** Accounts that read in bursts and fall silent, and a sweep now and then. */
    private List<String> said(long seed, boolean remembers) {
        SplittableRandom random = new SplittableRandom(seed);
        MemoryProfiles its = new MemoryProfiles(plan);
        Detector detector = detector();
        List<String> said = new ArrayList<>();
        long timeMillis = MORNING;
        for (int i = 0; i < 2_000; i++) {
            timeMillis += random.nextInt(100) == 0 ? random.nextLong(4 * HOUR) : random.nextLong(10_000);
            AccessEvent event = read("clerk-" + random.nextInt(4), "e" + i, timeMillis, "person-" + i);
            detector.process(event, new Origin("log", 0, i), its, alert -> said.add(AlertJson.line(alert)));
            if (random.nextInt(10) == 0) {
                Detector sweeping = remembers ? detector : detector();
                sweeping.closeSilent(its, alert -> said.add(AlertJson.line(alert)));
            }
        }
        return said;
    }

    private void process(Detector detector, AccessEvent event) {
        detector.process(event, new Origin("log", 0, 0), profiles, alerts::add);
    }

    /** Counts how often somebody looks at an account's profile. */
    private static final class Looks extends DelegatedProfiles {
        private int atAccounts;

        Looks(Profiles profiles) {
            super(profiles);
        }

        @Override
        public Profile get(Group group) {
            atAccounts += group.names().contains("account") ? 1 : 0;
            return super.get(group);
        }
    }
}
