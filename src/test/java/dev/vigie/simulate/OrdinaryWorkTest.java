package dev.vigie.simulate;

import static dev.vigie.simulate.SimulationTest.accountOf;
import static dev.vigie.simulate.SimulationTest.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrdinaryWorkTest {

    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;

    /** The highest figures that one account reaches. */
    private static final class Peaks {
        private final SlidingTally hour = new SlidingTally(HOUR_MILLIS);
        private final SlidingTally day = new SlidingTally(24 * HOUR_MILLIS);
        private final SlidingTally taken = new SlidingTally(HOUR_MILLIS);
        private final SlidingTally denied = new SlidingTally(10 * MINUTE_MILLIS);
        private final SlidingTally records = new SlidingTally(HOUR_MILLIS);
        private int peopleAnHour;
        private int peopleADay;
        private int takenAnHour;
        private int deniedInTenMinutes;
        private long recordsAnHour;

        void add(AccessEvent event) {
            long time = event.timeMillis();
            for (Subject subject : event.subjects()) {
                if (event.exposes()) {
                    hour.add(time, subject.id(), 1);
                    day.add(time, subject.id(), 1);
                }
                if (event.exposes() && (event.action() == Action.EXPORT || event.action() == Action.PRINT)) {
                    taken.add(time, subject.id(), 1);
                }
                if (event.outcome() == Outcome.DENIED) {
                    denied.add(time, subject.id(), 1);
                }
            }
            records.add(time, event.id(), event.recordCount() == AccessEvent.UNKNOWN ? 0 : event.recordCount());
            peopleAnHour = Math.max(peopleAnHour, hour.distinct());
            peopleADay = Math.max(peopleADay, day.distinct());
            takenAnHour = Math.max(takenAnHour, taken.distinct());
            deniedInTenMinutes = Math.max(deniedInTenMinutes, denied.distinct());
            recordsAnHour = Math.max(recordsAnHour, records.sum());
        }
    }

    private static Map<String, Peaks> peaks(Scenario scenario) {
        Map<String, Peaks> peaks = new HashMap<>();
        Iterator<AccessEvent> events = new Simulation(scenario).events();
        while (events.hasNext()) {
            AccessEvent event = events.next();
            peaks.computeIfAbsent(accountOf(event), account -> new Peaks()).add(event);
        }
        return peaks;
    }

    private static void assertBelowEveryLimit(Scenario scenario) {
        peaks(scenario).forEach((account, peak) -> {
            String who = "seed " + scenario.seed() + ", " + account;
            assertThat(peak.peopleAnHour).as(who).isLessThan(40);
            assertThat(peak.peopleADay).as(who).isLessThan(170);
            assertThat(peak.takenAnHour).as(who).isLessThan(24);
            assertThat(peak.deniedInTenMinutes).as(who).isLessThan(6);
            assertThat(peak.recordsAnHour).as(who).isLessThan(700);
        });
    }

    @Test
    void honestAccounts_onTwentyDifferentDays_stayClearlyBelowEveryLimit() {
        for (long seed = 1; seed <= 20; seed++) {
            assertBelowEveryLimit(Scenario.standard(seed).withPlots(List.of(), 0));
        }
    }

    @Test
    void honestAccounts_overTwoWeeks_stayClearlyBelowEveryLimit() {
        for (long seed = 21; seed <= 22; seed++) {
            assertBelowEveryLimit(Scenario.standard(seed).withDays(14).withPlots(List.of(), 0));
        }
    }

    @Test
    void honestAccounts_ofADay_comeNearTheLimitsHereAndThere() {
        for (long seed = 1; seed <= 5; seed++) {
            var peaks = peaks(Scenario.standard(seed).withPlots(List.of(), 0)).values();
            assertThat(peaks).as("seed %d", seed).anyMatch(peak -> peak.peopleAnHour >= 30);
            assertThat(peaks).as("seed %d", seed).anyMatch(peak -> peak.peopleADay >= 110);
            assertThat(peaks.stream().filter(peak -> peak.peopleAnHour >= 30).count())
                    .as("seed %d: busy accounts are few", seed)
                    .isLessThan(peaks.size() / 5);
        }
    }

    @Test
    void eventsPerAccount_ofADay_areHeavyTailed() {
        for (long seed = 1; seed <= 5; seed++) {
            Map<String, Integer> byAccount = new HashMap<>();
            for (AccessEvent event : all(new Simulation(Scenario.standard(seed)))) {
                byAccount.merge(accountOf(event), 1, Integer::sum);
            }
            int[] counts = byAccount.values().stream().mapToInt(n -> n).sorted().toArray();
            int median = counts[counts.length / 2];
            int busiest =
                    Arrays.stream(counts, counts.length * 9 / 10, counts.length).sum();
            assertThat(counts).as("seed %d", seed).hasSizeBetween(350, 400);
            assertThat(counts[counts.length / 10]).as("seed %d", seed).isLessThan(median / 2);
            assertThat(counts[counts.length - 1]).as("seed %d", seed).isGreaterThan(median * 2);
            assertThat(busiest)
                    .as("seed %d", seed)
                    .isGreaterThan(Arrays.stream(counts).sum() / 5);
        }
    }

    @Test
    void operators_ofAHouse_haveVeryDifferentSizes() {
        List<Integer> sizes = House.of(Scenario.standard(1)).operators().stream()
                .map(Operator::accounts)
                .sorted()
                .toList();
        assertThat(sizes).hasSize(40);
        assertThat(sizes.stream().mapToInt(n -> n).sum()).isEqualTo(400);
        assertThat(sizes.get(0)).isBetween(1, 5);
        assertThat(sizes.get(39)).isGreaterThan(35);
    }

    @Test
    void people_ofTheRegisters_areOfMixedNationalityAndHaveTenDigits() {
        Map<String, Integer> byNationality = new HashMap<>();
        Set<String> ids = new HashSet<>();
        Population population = new Population(1);
        for (int i = 0; i < 100_000; i++) {
            Subject person = population.person(i);
            assertThat(person.id()).matches("[0-9]{10}");
            ids.add(person.id());
            byNationality.merge(person.attributes().get("nationality"), 1, Integer::sum);
        }
        assertThat(ids).hasSize(100_000);
        assertThat(byNationality).hasSizeGreaterThan(30);
        assertThat(byNationality.values()).allMatch(n -> n < 20_000);
        assertThat(byNationality.get(OfiiTheft.SINGLE_NATIONALITY)).isBetween(1, 1_000);
    }

    @Test
    void searches_ofADay_showSeveralPeopleAndPrecedeReads() {
        List<AccessEvent> events = all(new Simulation(Scenario.standard(2).withPlots(List.of(), 0)));
        Map<String, AccessEvent> lastByAccount = new HashMap<>();
        int searches = 0;
        for (AccessEvent event : events) {
            AccessEvent before = lastByAccount.put(accountOf(event), event);
            if (before != null && before.action() == Action.SEARCH) {
                searches++;
                assertThat(event.action()).isEqualTo(Action.READ);
                assertThat(before.subjects()).containsAll(event.subjects());
            }
        }
        assertThat(searches).isGreaterThan(1_000);
        assertThat(events)
                .anyMatch(event ->
                        event.action() == Action.SEARCH && event.subjects().size() > 2);
        assertThat(events.stream().map(AccessEvent::action).distinct())
                .contains(Action.LOGIN, Action.LIST, Action.UPDATE, Action.PRINT, Action.EXPORT);
    }
}
