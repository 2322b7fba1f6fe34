package dev.vigie.bench.quality;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Group;
import dev.vigie.simulate.Truth;
import dev.vigie.simulate.Truth.Exposure;
import dev.vigie.simulate.Truth.Taking;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that was stolen, by part and by thief. */
final class Thefts {

    private final List<Part> parts = new ArrayList<>();
    private final Map<Group, List<Part>> partsByAccount = new HashMap<>();

    Thefts(Truth truth) {
        Map<Integer, List<Taking>> byTheft = new TreeMap<>();
        truth.takings()
                .forEach(taking -> byTheft.computeIfAbsent(taking.number(), unseen -> new ArrayList<>())
                        .add(taking));
        byTheft.values().forEach(this::add);
        parts.forEach(part -> part.accounts()
                .forEach(account -> partsByAccount
                        .computeIfAbsent(account, unseen -> new ArrayList<>())
                        .add(part)));
    }

    /** The parts of one theft, in the order in which they began: one after the other, or taken turn by turn. */
    private void add(List<Taking> takings) {
        List<Taking> sorted = new ArrayList<>(takings);
        sorted.sort((one, other) -> Long.compare(startMillis(one), startMillis(other)));
        Map<String, List<Taking>> byPart = new LinkedHashMap<>();
        sorted.forEach(taking -> byPart.computeIfAbsent(taking.part(), unseen -> new ArrayList<>())
                .add(taking));
        Map<Group, NavigableSet<Long>> taken = new HashMap<>();
        for (List<Taking> each : byPart.values()) {
            parts.add(new Part(each, taken));
            each.forEach(taking -> taking.exposures()
                    .forEach(exposure -> taken.computeIfAbsent(taking.account(), unseen -> new TreeSet<>())
                            .add(exposure.timeMillis())));
        }
    }

    private static long startMillis(Taking taking) {
        return taking.exposures().stream().mapToLong(Exposure::timeMillis).min().orElse(Long.MAX_VALUE);
    }

    List<Part> parts() {
        return parts;
    }

    List<Part> partsOf(Group account) {
        return partsByAccount.getOrDefault(account, List.of());
    }

    /** True if one of {@code accounts} was stealing at some time between the two, both included. */
    boolean isGoingOn(Collection<Group> accounts, long fromMillis, long toMillis) {
        return accounts.stream()
                .anyMatch(account ->
                        partsOf(account).stream().anyMatch(part -> part.isGoingOn(account, fromMillis, toMillis)));
    }

    /** A message that opens or adds a reason, about a group to which these accounts belong. */
    void alert(Collection<Group> accounts, AccessEvent event, String rule) {
        accounts.forEach(account -> partsOf(account).forEach(part -> part.alert(account, event, rule)));
    }
}
