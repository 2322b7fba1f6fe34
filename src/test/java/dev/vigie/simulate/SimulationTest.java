package dev.vigie.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Subject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulationTest {

    /** Changes only with the simulator itself: whoever changes it on purpose puts the new value here. */
    private static final String SHA256_OF_SEED_7 = "69b9bc7ff1e4e078c86de517987cb70413863f91d5ce9feac26f337a75ded74b";

    @Test
    void events_ofOneSeed_areTheSameOnEveryJvm() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (AccessEvent event : all(new Simulation(Scenario.standard(7)))) {
            digest.update(text(event).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(SHA256_OF_SEED_7);
    }

    @Test
    void events_askedForTwice_startAnew() {
        Simulation simulation = new Simulation(Scenario.standard(3).withStaff(5, 30));
        assertThat(all(simulation)).isEqualTo(all(simulation));
    }

    @Test
    void events_ofAnotherSeed_differ() {
        Scenario small = Scenario.standard(3).withStaff(5, 30);
        Scenario other = Scenario.standard(4).withStaff(5, 30);
        assertThat(all(new Simulation(small))).doesNotContainAnyElementsOf(all(new Simulation(other)));
    }

    @Test
    void events_ofADay_comeInOrderOfTimeWithUniqueIds() {
        for (long seed = 1; seed <= 5; seed++) {
            long lastMillis = 0;
            Set<String> ids = new HashSet<>();
            for (AccessEvent event : all(new Simulation(Scenario.standard(seed)))) {
                assertThat(event.timeMillis()).as("seed %d", seed).isGreaterThanOrEqualTo(lastMillis);
                assertThat(ids.add(event.id()))
                        .as("seed %d, id %s", seed, event.id())
                        .isTrue();
                lastMillis = event.timeMillis();
            }
            assertThat(ids.size()).as("seed %d", seed).isBetween(30_000, 60_000);
        }
    }

    @Test
    void events_ofAWeek_restOnTheWeekend() {
        Scenario week = Scenario.standard(5).withStaff(5, 30).withDays(8);
        List<DayOfWeek> days = all(new Simulation(week)).stream()
                .map(event -> Instant.ofEpochMilli(event.timeMillis())
                        .atOffset(ZoneOffset.UTC)
                        .getDayOfWeek())
                .distinct()
                .toList();
        assertThat(days)
                .containsExactly(
                        DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);
    }

    @Test
    void events_ofTenYears_beginAtOnce() {
        Scenario tenYears = Scenario.standard(5).withDays(Scenario.DAYS_MAX);
        Iterator<AccessEvent> events = new Simulation(tenYears).events();
        long lastMillis = 0;
        for (int i = 0; i < 1_000; i++) {
            lastMillis = events.next().timeMillis();
        }
        assertThat(lastMillis).isLessThan(tenYears.opensMillis(1));
    }

    @Test
    void events_besideAnIncident_areWhatTheyWouldBeWithoutIt() {
        Scenario scenario = Scenario.standard(11).withStaff(10, 60);
        Simulation hidden = new Simulation(scenario);
        String thief = hidden.truth().takings().get(0).account().toString();
        List<AccessEvent> others = new ArrayList<>(all(hidden));
        others.removeIf(event -> accountOf(event).equals(thief));
        List<AccessEvent> innocent = new ArrayList<>(all(new Simulation(scenario.withPlots(List.of(), 0))));
        innocent.removeIf(event -> accountOf(event).equals(thief));
        assertThat(others).isEqualTo(innocent);
    }

    @Test
    void events_atTheirEnd_sayThereAreNoMore() {
        Iterator<AccessEvent> events =
                new Simulation(Scenario.standard(1).withStaff(1, 1).withPlots(List.of(), 0)).events();
        events.forEachRemaining(event -> assertThat(event.operator()).isEqualTo("op-01"));
        assertThatThrownBy(events::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void events_ofTheSmallestHouse_holdTheIncidentToo() {
        Simulation simulation = new Simulation(Scenario.standard(1).withStaff(1, 1));
        assertThat(all(simulation))
                .anyMatch(event ->
                        event.action() == Action.LIST && event.subjects().size() == 20);
        assertThat(simulation.truth().takings()).hasSize(1);
    }

    static List<AccessEvent> all(Simulation simulation) {
        List<AccessEvent> events = new ArrayList<>();
        simulation.events().forEachRemaining(events::add);
        return events;
    }

    static String accountOf(AccessEvent event) {
        return event.operator() + "/" + event.account();
    }

    /** All components spelt out: a record's own toString may differ from JVM to JVM. */
    private static String text(AccessEvent event) {
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
                        accountOf(event),
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
