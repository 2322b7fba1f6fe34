package dev.vigie.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PopulationTest {

    private final Population population = new Population(1);

    @Test
    void people_ofTheRegisters_areOfMixedNationalityAndHaveTenDigits() {
        Map<String, Integer> byNationality = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            String id = population.person(i).id();
            assertThat(id).matches("[0-9]{10}");
            ids.add(id);
            byNationality.merge(population.nationality(i), 1, Integer::sum);
        }
        assertThat(ids).hasSize(100_000);
        assertThat(byNationality).hasSizeGreaterThan(30);
        assertThat(byNationality.values()).allMatch(n -> n < 20_000);
        assertThat(byNationality.get(OfiiTheft.SINGLE_NATIONALITY)).isBetween(1, 1_000);
    }

    @Test
    void cohorts_thatCameTogether_haveOneNationalityAndIdsInARow() {
        int together = 0;
        for (int cohort = 0; cohort < 1_000; cohort++) {
            int first = cohort * Population.COHORT;
            long firstId = Long.parseLong(population.person(first).id());
            boolean inARow = true;
            Set<String> nationalities = new HashSet<>();
            for (int i = 0; i < Population.COHORT; i++) {
                inARow &= Long.parseLong(population.person(first + i).id()) == firstId + i;
                nationalities.add(population.nationality(first + i));
            }
            if (inARow) {
                together++;
                assertThat(nationalities).hasSize(1);
            }
        }
        assertThat(together).isBetween(200, 400);
    }

    @Test
    void applications_ofOneCentre_areNumberedInARowAndMostlyOfOneCountry() {
        Map<String, Integer> byNationality = new HashMap<>();
        long before = Long.parseLong(population.applicant(499).id().substring(3));
        for (int i = 500; i < 1_500; i++) {
            long number = Long.parseLong(population.applicant(i).id().substring(3));
            assertThat(number).isEqualTo(++before);
            byNationality.merge(population.applicant(i).attributes().get("nationality"), 1, Integer::sum);
        }
        assertThat(byNationality.values()).anyMatch(n -> n > 750);
    }
}
