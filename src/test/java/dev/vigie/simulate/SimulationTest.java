package dev.vigie.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Subject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulationTest {

    /** Changes only with the simulator itself: whoever changes it on purpose puts the new value here. */
    private static final String SHA256_OF_SEED_7 = "d592f634d0fb5da0335f1d06c0ab3de901ab8788ee46204bfc4ce37b55ae3a18";

    /** Those whose accounts are hired for them are left out: who is hired works too. */
    private static final List<Plot> PLOTS_OF_STAFF = Plot.all().stream()
            .filter(plot -> plot.variant() != Variant.BY_NEWCOMER && plot.variant() != Variant.BY_SERVICE_ACCOUNT)
            .toList();

    @Test
    void events_ofOneSeed_areTheSameOnEveryJvm() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Scenario everything = Scenario.house(7, 21, 120).withPlots(Plot.all(), 7);
        for (AccessEvent event : Story.of(everything).events()) {
            digest.update(text(event).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(SHA256_OF_SEED_7);
    }

    @Test
    void events_askedForTwice_startAnew() {
        Simulation simulation = new Simulation(Scenario.standard(3).withStaff(5, 30));
        assertThat(Story.all(simulation)).isEqualTo(Story.all(simulation));
    }

    @Test
    void events_ofAnotherSeed_differ() {
        List<AccessEvent> one = Story.of(Scenario.house(3, 5, 30)).events();
        List<AccessEvent> other = Story.of(Scenario.house(4, 5, 30)).events();
        assertThat(Collections.disjoint(new HashSet<>(one), new HashSet<>(other)))
                .isTrue();
    }

    @Test
    void events_withoutMishaps_comeInOrderOfTimeWithUniqueIdsAndNoTimeOfArrival() {
        for (long seed = 1; seed <= 3; seed++) {
            long lastMillis = 0;
            Set<String> ids = new HashSet<>();
            for (AccessEvent event : Story.of(Scenario.standard(seed)).events()) {
                assertThat(event.timeMillis()).as("seed %d", seed).isGreaterThanOrEqualTo(lastMillis);
                assertThat(ids.add(event.id()))
                        .as("seed %d, id %s", seed, event.id())
                        .isTrue();
                assertThat(event.ingestedAtMillis()).isEqualTo(AccessEvent.UNKNOWN);
                lastMillis = event.timeMillis();
            }
        }
    }

    @Test
    void events_withMishaps_comeInOrderOfArrivalAndEachIdHasOneContent() {
        Story story = Story.of(Scenario.house(2, 33, 120).withPlots(Plot.all(), 20));
        long lastMillis = 0;
        Map<String, String> contents = new HashMap<>();
        for (AccessEvent event : story.events()) {
            assertThat(event.ingestedAtMillis()).isGreaterThanOrEqualTo(lastMillis);
            assertThat(contents.merge(event.id(), text(event), (before, again) -> before))
                    .isEqualTo(text(event));
            lastMillis = event.ingestedAtMillis();
        }
    }

    @Test
    void events_besideThefts_areWhatTheyWouldBeWithoutThem() {
        for (boolean mishaps : new boolean[] {false, true}) {
            Scenario scenario = Scenario.house(11, 33, 120).withMishaps(mishaps);
            Set<AccessEvent> ordinary = new HashSet<>(Story.of(scenario).events());
            Set<AccessEvent> all = new HashSet<>(
                    Story.of(scenario.withPlots(PLOTS_OF_STAFF, 20)).events());
            assertThat(all.containsAll(ordinary)).isTrue();
            all.removeAll(ordinary);
            assertThat(all).isNotEmpty().allMatch(event -> event.exposes() || "portail".equals(event.resource()));
        }
    }

    @Test
    void truth_ofEveryPlot_agreesWithTheEvents() {
        for (boolean mishaps : new boolean[] {false, true}) {
            Story story =
                    Story.of(Scenario.house(5, 40, 200).withMishaps(mishaps).withPlots(Plot.all(), 26));
            Map<String, Long> firstMillis = new HashMap<>();
            for (AccessEvent event : story.events()) {
                if (event.exposes()) {
                    for (Subject subject : event.subjects()) {
                        firstMillis.putIfAbsent(Story.accountOf(event) + "/" + subject.id(), event.timeMillis());
                    }
                }
            }
            for (Truth.Taking taking : story.takings()) {
                assertThat(taking.plot()).isEqualTo(Plot.all().get(taking.number()));
                assertThat(taking.exposures())
                        .isNotEmpty()
                        .allSatisfy(exposure -> assertThat(firstMillis.get(taking.account() + "/" + exposure.subject()))
                                .isEqualTo(exposure.timeMillis()));
            }
            assertThat(story.takings().stream().map(Truth.Taking::number).distinct())
                    .hasSameSizeAs(Plot.all());
        }
    }

    @Test
    void truth_ofManyPlots_givesEachAccountToOneOfThem() {
        List<Truth.Taking> takings = new Simulation(Scenario.house(6, 40, 400).withPlots(Plot.all(), 20))
                .truth()
                .takings();
        Map<String, Integer> plots = new HashMap<>();
        for (Truth.Taking taking : takings) {
            assertThat(plots.merge(taking.account().toString(), taking.number(), (one, other) -> one))
                    .isEqualTo(taking.number());
        }
    }

    @Test
    void events_ofTenYears_beginAtOnce() {
        Scenario tenYears = Scenario.house(5, Scenario.DAYS_MAX, 100);
        Iterator<AccessEvent> events = new Simulation(tenYears).events();
        long firstMillis = events.next().timeMillis();
        long lastMillis = 0;
        for (int i = 0; i < 500; i++) {
            lastMillis = events.next().timeMillis();
        }
        assertThat(lastMillis - firstMillis).isLessThan(2 * 86_400_000L);
    }

    @Test
    void events_atTheirEnd_sayThereAreNoMore() {
        Iterator<AccessEvent> events = new Simulation(Scenario.house(1, 1, 1)).events();
        events.forEachRemaining(event -> assertThat(event.operator()).isEqualTo("op-01"));
        assertThatThrownBy(events::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void events_ofTheSmallestHouse_holdEveryPlotToo() {
        for (Plot plot : Plot.all()) {
            Scenario smallest = Scenario.house(1, 1, 1).withPlots(List.of(plot), 0);
            assertThat(Story.of(smallest).theftEvents()).as(plot.id()).isNotEmpty();
        }
    }

    /** All components spelt out: a record's own toString may differ from JVM to JVM. */
    static String text(AccessEvent event) {
        StringBuilder people = new StringBuilder();
        for (Subject subject : event.subjects()) {
            people.append(subject.id())
                    .append('=')
                    .append(subject.attributes().get("nationality"))
                    .append(';');
        }
        return String.join(
                        "|",
                        event.id(),
                        Long.toString(event.timeMillis()),
                        Story.accountOf(event),
                        event.role(),
                        event.session(),
                        event.resource(),
                        event.action().name(),
                        event.outcome().name(),
                        people,
                        Long.toString(event.recordCount()),
                        Long.toString(event.bytes()),
                        String.join(";", event.fields()),
                        event.sourceIp(),
                        event.userAgent(),
                        String.valueOf(event.purpose()),
                        String.valueOf(event.assigned()))
                + "\n";
    }
}
