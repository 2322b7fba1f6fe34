package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What really happened: every person whom an incident exposed.
 *
 * @param takings one per plot, extract and account that stole for it
 */
public record Truth(List<Taking> takings) {

    public Truth {
        takings = List.copyOf(takings);
    }

    /**
     * What one account took.
     *
     * @param number the plot's index in its scenario
     * @param part which extract, such as {@code mixed}; empty where there is but one
     * @param account the group that an alert should name
     * @param exposures each person once, in order of first reading by this account
     */
    public record Taking(Plot plot, int number, String part, Group account, List<Exposure> exposures) {
        public Taking {
            exposures = List.copyOf(exposures);
        }

        /** How many people this account had exposed up to this time, epoch milliseconds, included. */
        public long peopleExposedAt(long timeMillis) {
            return exposures.stream()
                    .filter(exposure -> exposure.timeMillis() <= timeMillis)
                    .count();
        }
    }

    /**
     * A person's first exposure.
     *
     * @param subject the person's id
     * @param timeMillis epoch milliseconds
     */
    public record Exposure(String subject, long timeMillis) {}

    static Truth of(List<Theft> thefts) {
        List<Taking> takings = new ArrayList<>();
        for (Theft theft : thefts) {
            Map<Group, Map<String, Long>> firstMillis = new LinkedHashMap<>();
            for (AccessEvent event : theft.events()) {
                if (event.exposes()) {
                    Group account = Group.account(event.operator(), event.account());
                    Map<String, Long> taken = firstMillis.computeIfAbsent(account, a -> new LinkedHashMap<>());
                    event.subjects().forEach(subject -> taken.putIfAbsent(subject.id(), event.timeMillis()));
                }
            }
            firstMillis.forEach((account, taken) -> {
                List<Exposure> exposures = new ArrayList<>(taken.size());
                taken.forEach((subject, timeMillis) -> exposures.add(new Exposure(subject, timeMillis)));
                takings.add(new Taking(theft.plot(), theft.number(), theft.part(), account, exposures));
            });
        }
        return new Truth(takings);
    }
}
