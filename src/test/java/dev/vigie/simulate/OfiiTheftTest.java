package dev.vigie.simulate;

import static dev.vigie.simulate.SimulationTest.accountOf;
import static dev.vigie.simulate.SimulationTest.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OfiiTheftTest {

    private static final long SEEDS = 20;
    private static final long HOUR_MILLIS = 3_600_000;

    /** One seed's theft, with all that its account did on that day. */
    private record Case(long seed, List<AccessEvent> ofThief, Truth.Taking taking) {

        static Case of(long seed) {
            Simulation simulation = new Simulation(Scenario.standard(seed));
            Truth.Taking taking = simulation.truth().takings().get(0);
            List<AccessEvent> ofThief = new ArrayList<>(all(simulation));
            ofThief.removeIf(event -> !accountOf(event).equals(taking.account().toString()));
            return new Case(seed, List.copyOf(ofThief), taking);
        }

        long startsMillis() {
            return taking.exposures().get(0).timeMillis();
        }

        List<AccessEvent> pages() {
            return ofThief.stream()
                    .filter(event -> event.timeMillis() >= startsMillis())
                    .toList();
        }
    }

    private static final List<Case> CASES =
            LongStream.rangeClosed(1, SEEDS).mapToObj(Case::of).toList();

    @Test
    void truth_ofManySeeds_isJustUnderAThousandMixedAndSixHundredOfOneNationality() {
        for (Case ofii : CASES) {
            Set<Subject> mixed = people(ofii, Action.LIST);
            Set<Subject> single = people(ofii, Action.SEARCH);
            assertThat(mixed).as("seed %d", ofii.seed).hasSizeBetween(950, 999);
            assertThat(single).as("seed %d", ofii.seed).hasSize(600).doesNotContainAnyElementsOf(mixed);
            assertThat(nationalities(mixed)).as("seed %d", ofii.seed).hasSizeGreaterThan(20);
            assertThat(nationalities(single)).as("seed %d", ofii.seed).containsExactly("ISR");

            Set<String> taken = new HashSet<>();
            mixed.forEach(subject -> taken.add(subject.id()));
            single.forEach(subject -> taken.add(subject.id()));
            assertThat(ofii.taking.plot()).isEqualTo(Plot.of(Incident.OFII));
            assertThat(ofii.taking.exposures())
                    .as("seed %d", ofii.seed)
                    .hasSize(taken.size())
                    .allMatch(exposure -> taken.contains(exposure.subject()));
        }
    }

    @Test
    void pages_ofTheExtracts_nameTwentyPeopleAtAHumanPace() {
        for (Case ofii : CASES) {
            List<AccessEvent> pages = ofii.pages();
            assertThat(pages)
                    .as("seed %d", ofii.seed)
                    .allMatch(page -> page.subjects().size() <= 20);
            assertThat(pages.stream().filter(page -> page.subjects().size() < 20))
                    .as("seed %d: only the first extract may end with a shorter page", ofii.seed)
                    .hasSizeLessThan(2);
            for (int i = 1; i < pages.size(); i++) {
                long pause = pages.get(i).timeMillis() - pages.get(i - 1).timeMillis();
                assertThat(pause).as("seed %d", ofii.seed).isGreaterThanOrEqualTo(4_000);
            }
            assertThat(pages.get(pages.size() - 1).timeMillis() - pages.get(0).timeMillis())
                    .as("seed %d", ofii.seed)
                    .isBetween(HOUR_MILLIS / 3, 2 * HOUR_MILLIS);
        }
    }

    @Test
    void ordinaryWork_ofTheThief_endsAnHourBeforeTheTheftAndDoesNotResume() {
        for (Case ofii : CASES) {
            List<AccessEvent> before = ofii.ofThief.stream()
                    .filter(event -> event.timeMillis() < ofii.startsMillis() && event.exposes())
                    .toList();
            assertThat(before).as("seed %d", ofii.seed).isNotEmpty();
            assertThat(before.get(before.size() - 1).timeMillis())
                    .as("seed %d", ofii.seed)
                    .isLessThanOrEqualTo(ofii.startsMillis() - HOUR_MILLIS);
            assertThat(ofii.pages()).as("seed %d", ofii.seed).allMatch(page -> "cir-dossiers".equals(page.resource()));
        }
    }

    @Test
    void peopleExposed_whenFiftyAnHourAreCrossed_areSixtyAtMost() {
        for (Case ofii : CASES) {
            SlidingTally hour = new SlidingTally(HOUR_MILLIS);
            int before = 0;
            long crossedMillis = 0;
            for (AccessEvent event : ofii.ofThief) {
                before = hour.distinct();
                event.subjects().forEach(subject -> hour.add(event.timeMillis(), subject.id(), 1));
                crossedMillis = event.timeMillis();
                if (hour.distinct() >= 50) {
                    break;
                }
            }
            assertThat(before).as("seed %d", ofii.seed).isLessThanOrEqualTo(40);
            assertThat(ofii.taking.peopleExposedAt(crossedMillis - 1))
                    .as("seed %d", ofii.seed)
                    .isEqualTo(before);
            assertThat(ofii.taking.peopleExposedAt(crossedMillis))
                    .as("seed %d", ofii.seed)
                    .isEqualTo(60);
        }
    }

    @Test
    void theftEvents_besideOrdinaryOnes_lookLikeThoseOfTheSameHouse() {
        Set<String> thieves = new HashSet<>();
        for (Case ofii : CASES) {
            AccessEvent page = ofii.pages().get(0);
            AccessEvent ordinary = ofii.ofThief.get(0);
            assertThat(page.userAgent()).as("seed %d", ofii.seed).isEqualTo(ordinary.userAgent());
            assertThat(page.role()).as("seed %d", ofii.seed).isEqualTo(ordinary.role());
            assertThat(page.id()).as("seed %d", ofii.seed).hasSameSizeAs(ordinary.id());
            assertThat(page.session()).as("seed %d", ofii.seed).hasSameSizeAs(ordinary.session());
            assertThat(page.account()).as("seed %d", ofii.seed).matches("[a-z-]+[0-9]*");
            thieves.add(ofii.taking.account().toString());
        }
        assertThat(thieves).as("no name stands for the thief").hasSizeGreaterThan(15);
    }

    private static Set<Subject> people(Case ofii, Action action) {
        return ofii.pages().stream()
                .filter(page -> page.action() == action)
                .flatMap(page -> page.subjects().stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> nationalities(Set<Subject> people) {
        return people.stream()
                .map(person -> person.attributes().get("nationality"))
                .collect(Collectors.toSet());
    }
}
