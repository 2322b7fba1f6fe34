package dev.vigie.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MishapsTest {

    private static final long HOUR_MILLIS = 3_600_000;

    @Test
    void events_ofAHouse_showEveryMishap() {
        long inOtherYears = 0;
        for (long seed = 1; seed <= 5; seed++) {
            List<AccessEvent> events = Story.of(Scenario.house(seed, 33, 150)).events();
            Set<String> ids = new HashSet<>();
            long lateByHours = 0;
            long lateByDays = 0;
            long twice = 0;
            long behindOrAhead = 0;
            long future = 0;
            for (AccessEvent event : events) {
                long delayMillis = event.ingestedAtMillis() - event.timeMillis();
                boolean again = !ids.add(event.id());
                twice += again ? 1 : 0;
                if (!again) {
                    lateByHours += delayMillis > HOUR_MILLIS && delayMillis < 13 * HOUR_MILLIS ? 1 : 0;
                    lateByDays += delayMillis > 13 * HOUR_MILLIS ? 1 : 0;
                    behindOrAhead += delayMillis < -HOUR_MILLIS / 2 && delayMillis > -13 * HOUR_MILLIS ? 1 : 0;
                    future += delayMillis < -300 * 24 * HOUR_MILLIS ? 1 : 0;
                }
            }
            assertThat(lateByHours).as("seed %d", seed).isPositive();
            assertThat(lateByDays).as("seed %d", seed).isPositive();
            assertThat(twice).as("seed %d", seed).isPositive();
            inOtherYears += future;
            assertThat(lateByHours + lateByDays + twice + behindOrAhead + future)
                    .as("seed %d: most of the log is in order", seed)
                    .isLessThan(events.size() / 10);
        }
        assertThat(inOtherYears)
                .as("unless its holder is on leave, a machine lives in another year")
                .isPositive();
    }

    @Test
    void clocks_ofOneOperator_areWrongByHours() {
        for (long seed = 1; seed <= 5; seed++) {
            Scenario scenario = Scenario.house(seed, 33, 150);
            House house = House.of(scenario);
            List<Courier.WrongClock> wrong = house.operators().stream()
                    .flatMap(operator -> house.mishaps().courier(operator).wrongClocks().stream())
                    .filter(clock -> clock.account() == Courier.EVERY_MACHINE)
                    .toList();
            assertThat(wrong).as("seed %d", seed).hasSize(1);
            assertThat(Math.abs(wrong.get(0).errorMillis()))
                    .as("seed %d", seed)
                    .isBetween(HOUR_MILLIS, 12 * HOUR_MILLIS);
        }
    }

    @Test
    void arrivesMillis_aroundAHold_neverGoesBack() {
        Courier courier = new Courier(
                500, List.of(new Courier.Hold(100_000, 700_000), new Courier.Hold(650_000, 900_000)), List.of());
        long lastMillis = 0;
        for (long time = 0; time < 2_000_000; time += 777) {
            long arrives = courier.arrivesMillis(time);
            assertThat(arrives).isGreaterThanOrEqualTo(lastMillis).isGreaterThanOrEqualTo(time + 500);
            lastMillis = arrives;
        }
        assertThat(courier.arrivesMillis(100_000)).isEqualTo(700_000);
        assertThat(courier.arrivesMillis(1_500_000)).isEqualTo(1_500_500);
    }
}
