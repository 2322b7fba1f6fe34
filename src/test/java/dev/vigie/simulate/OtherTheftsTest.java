package dev.vigie.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** France-Visas, the Ministry of the Interior, and low and slow. */
class OtherTheftsTest {

    private static final long SEEDS = 3;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    @Test
    void visas_inAnyVariant_areNearlyAllThatThereAreInOrder() {
        for (Variant variant : Incident.FRANCE_VISAS.variants()) {
            Story story = Story.of(1, new Plot(Incident.FRANCE_VISAS, variant));
            assertThat(story.taken()).as(variant.id()).hasSize(FranceVisasTheft.PEOPLE);
            for (Truth.Taking taking : story.takings()) {
                long last = 0;
                for (Truth.Exposure exposure : taking.exposures()) {
                    long application = Long.parseLong(exposure.subject().substring(3));
                    if (last != 0) {
                        assertThat(application - last).as(variant.id()).isBetween(1L, (long) FranceVisasTheft.SKIP_MAX);
                    }
                    last = application;
                }
            }
            assertThat(story.theftEvents())
                    .as(variant.id())
                    .allMatch(event -> event.action() == Action.LIST && "visas-demandes".equals(event.resource()));
        }
    }

    @Test
    void visas_asKnown_areTakenInOneSweep() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<AccessEvent> pages =
                    Story.of(seed, Plot.of(Incident.FRANCE_VISAS)).theftEvents();
            assertThat(pages.get(pages.size() - 1).timeMillis() - pages.get(0).timeMillis())
                    .as("seed %d", seed)
                    .isLessThan(3 * HOUR_MILLIS);
            assertThat(pages.stream().map(AccessEvent::sourceIp).distinct())
                    .as("seed %d", seed)
                    .hasSize(1);
        }
    }

    @Test
    void policeFiles_inAnyVariant_areAFewThroughAccountsThatNeverOpenedOne() {
        for (Variant variant : Incident.INTERIOR.variants()) {
            for (long seed = 1; seed <= SEEDS; seed++) {
                String who = variant.id() + ", seed " + seed;
                Story story = Story.of(seed, new Plot(Incident.INTERIOR, variant));
                assertThat(story.takings())
                        .as(who)
                        .hasSize(5)
                        .allMatch(taking -> taking.exposures().size() >= 2
                                && taking.exposures().size() <= 6);
                assertThat(story.takings().stream()
                                .map(taking -> taking.exposures().get(0).timeMillis()))
                        .as(who)
                        .isSorted();
                Set<String> known = new HashSet<>();
                Set<AccessEvent> stolen = new HashSet<>(story.theftEvents());
                for (AccessEvent event : story.eventsOfThieves()) {
                    if (stolen.contains(event)) {
                        assertThat(event.action()).as(who).isEqualTo(Action.READ);
                        assertThat(event.resource()).as(who).isEqualTo("antecedents");
                        assertThat(known).as(who).doesNotContain(Story.accountOf(event) + event.sourceIp());
                    } else if (!"portail".equals(event.resource())) {
                        known.add(Story.accountOf(event) + event.sourceIp());
                    }
                }
            }
        }
    }

    @Test
    void policeFiles_asKnown_areReadInOneNight() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            for (AccessEvent event : Story.of(seed, Plot.of(Incident.INTERIOR)).theftEvents()) {
                assertThat(event.timeMillis() % DAY_MILLIS / HOUR_MILLIS)
                        .as("seed %d", seed)
                        .isIn(23L, 0L, 1L, 2L, 3L, 4L, 5L);
            }
        }
    }

    @Test
    void volume_ofTheSlowOne_isThreeTimesItsOwnUntilTheEnd() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Story story = Story.of(seed, Plot.of(Incident.LOW_AND_SLOW));
            assertThat(story.thieves()).as("seed %d", seed).hasSize(1);
            assertThat(story.taken()).as("seed %d", seed).hasSizeGreaterThan(400);
            Map<Long, Set<String>> all = story.peopleOfTheThief(story.eventsOfThieves());
            Map<Long, Set<String>> stolen = story.peopleOfTheThief(story.theftEvents());
            double people = 0;
            double ordinary = 0;
            for (Map.Entry<Long, Set<String>> day : stolen.entrySet()) {
                int read = all.getOrDefault(day.getKey(), Set.of()).size();
                people += read;
                ordinary += read - day.getValue().size();
            }
            assertThat(people / ordinary).as("seed %d", seed).isBetween(2.6, 3.4);
        }
    }
}
