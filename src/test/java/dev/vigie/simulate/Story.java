package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A simulation told to the end, and what tests ask of it. */
record Story(Simulation simulation, List<AccessEvent> events) {

    static Story of(Scenario scenario) {
        Simulation simulation = new Simulation(scenario);
        return new Story(simulation, all(simulation));
    }

    /** One plot in a house without mishaps, of which thefts begin on day 26. */
    static Story of(long seed, Plot plot) {
        return of(Scenario.house(seed, 47, 120).withMishaps(false).withPlots(List.of(plot), 26));
    }

    static List<AccessEvent> all(Simulation simulation) {
        List<AccessEvent> events = new ArrayList<>();
        simulation.events().forEachRemaining(events::add);
        return events;
    }

    static String accountOf(AccessEvent event) {
        return event.operator() + "/" + event.account();
    }

    List<Truth.Taking> takings() {
        return simulation.truth().takings();
    }

    /** The takings of one extract. */
    List<Truth.Taking> takings(String part) {
        return takings().stream().filter(taking -> taking.part().equals(part)).toList();
    }

    Set<String> thieves() {
        return takings().stream().map(taking -> taking.account().toString()).collect(Collectors.toSet());
    }

    /** Everybody taken. */
    Set<String> taken() {
        return taken(takings());
    }

    static Set<String> taken(List<Truth.Taking> takings) {
        Set<String> taken = new HashSet<>();
        takings.forEach(taking -> taking.exposures().forEach(exposure -> taken.add(exposure.subject())));
        return taken;
    }

    /** What the thieves did to take them. */
    List<AccessEvent> theftEvents() {
        Set<String> thieves = thieves();
        Set<String> taken = taken();
        return events.stream()
                .filter(event -> thieves.contains(accountOf(event))
                        && event.subjects().stream().anyMatch(subject -> taken.contains(subject.id())))
                .toList();
    }

    /** Everything that the accounts of the plot did. */
    List<AccessEvent> eventsOfThieves() {
        Set<String> thieves = thieves();
        return events.stream()
                .filter(event -> thieves.contains(accountOf(event)))
                .toList();
    }

    /** By day (UTC), the different people that the one thief was shown in {@code events}. */
    Map<Long, Set<String>> peopleOfTheThief(List<AccessEvent> events) {
        return peopleByDay(events).getOrDefault(thieves().iterator().next(), Map.of());
    }

    /** By account and day (UTC), the different people shown. */
    static Map<String, Map<Long, Set<String>>> peopleByDay(List<AccessEvent> events) {
        Map<String, Map<Long, Set<String>>> people = new LinkedHashMap<>();
        for (AccessEvent event : events) {
            if (event.exposes() && !event.subjects().isEmpty()) {
                Set<String> ofDay = people.computeIfAbsent(accountOf(event), account -> new LinkedHashMap<>())
                        .computeIfAbsent(event.timeMillis() / 86_400_000, day -> new HashSet<>());
                for (Subject subject : event.subjects()) {
                    ofDay.add(subject.id());
                }
            }
        }
        return people;
    }
}
