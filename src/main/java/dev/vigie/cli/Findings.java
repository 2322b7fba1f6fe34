package dev.vigie.cli;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Group;
import dev.vigie.simulate.Plot;
import dev.vigie.simulate.Truth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the detector said, held against what was simulated. */
final class Findings {

    private final Truth truth;
    private final Simulated simulated;
    private final long fromMillis;
    private final Set<String> before = new HashSet<>();
    private final Map<String, Alert> lastById = new LinkedHashMap<>();
    private final Map<String, Long> latencyById = new LinkedHashMap<>();

    /** @param fromMillis what was opened earlier, epoch milliseconds, is counted and no more */
    Findings(Truth truth, Simulated simulated, long fromMillis) {
        this.truth = truth;
        this.simulated = simulated;
        this.fromMillis = fromMillis;
    }

    /**
     * An incident and the first alert on it, by event time: on an account that takes part in it, or on a group in which
     * one is among those that read most.
     *
     * @param taken how many people it exposed in the end
     * @param alert the last message of that alert, or null if the incident was missed
     * @param peopleExposedBefore by what that alert's first message said for an account; for a larger group, whose
     *     ordinary reading is in its figures, by the truth
     * @param latencyMillis from the crossing event's append to its alert's being readable; null where it is not known
     */
    record Finding(
            Plot plot,
            long taken,
            @Nullable Alert alert,
            long peopleExposedBefore,
            @Nullable Long latencyMillis) {}

    /**
     * Takes a message in at the moment at which it could be read.
     *
     * @return whether it is of the day that counts
     */
    boolean add(Alert alert, long readableAtMillis) {
        if (alert.openedAtMillis() < fromMillis) {
            before.add(alert.id());
            return false;
        }
        lastById.put(alert.id(), alert);
        if (alert.state() == Alert.State.OPEN && !alert.evidence().isEmpty()) {
            Long appended = simulated.appendedAtMillis(alert.evidence().get(0).eventId());
            if (appended != null) {
                latencyById.put(alert.id(), readableAtMillis - appended);
            }
        }
        return true;
    }

    /** How many alerts were opened before the day that counts. */
    int before() {
        return before.size();
    }

    /** In the order of the scenario's plots. */
    List<Finding> incidents() {
        Map<Integer, List<Truth.Taking>> byPlot = new TreeMap<>();
        for (Truth.Taking taking : truth.takings()) {
            byPlot.computeIfAbsent(taking.number(), number -> new ArrayList<>()).add(taking);
        }
        return byPlot.values().stream().map(this::finding).toList();
    }

    private Finding finding(List<Truth.Taking> takings) {
        Alert first = lastById.values().stream()
                .filter(alert -> takings.stream().anyMatch(taking -> isOf(alert, taking)))
                .min(Comparator.comparingLong(Alert::openedAtMillis).thenComparing(Alert::id))
                .orElse(null);
        long taken =
                takings.stream().mapToLong(taking -> taking.exposures().size()).sum();
        Plot plot = takings.get(0).plot();
        if (first == null) {
            return new Finding(plot, taken, null, 0, null);
        }
        long before = first.peopleReadByGroup() == AccessEvent.UNKNOWN
                ? first.peopleExposedBefore()
                : takings.stream()
                        .mapToLong(taking -> taking.peopleExposedAt(first.openedAtMillis() - 1))
                        .sum();
        return new Finding(plot, taken, first, before, latencyById.get(first.id()));
    }

    /** Alerts on nobody but those who did their work. */
    List<Alert> onOthers() {
        return lastById.values().stream()
                .filter(alert -> truth.takings().stream().noneMatch(taking -> isOf(alert, taking)))
                .toList();
    }

    /** Whether an alert is on this thief, or on a group with it, and not from before the theft. */
    private static boolean isOf(Alert alert, Truth.Taking taking) {
        Group account = taking.account();
        boolean named =
                alert.group().entrySet().containsAll(account.valuesByName().entrySet());
        boolean included = alert.accounts().stream()
                .anyMatch(share ->
                        Group.account(share.operator(), share.account()).equals(account));
        return (named || included)
                && alert.openedAtMillis() >= taking.exposures().get(0).timeMillis();
    }

    boolean allFoundAndNothingElse() {
        return incidents().stream().allMatch(finding -> finding.alert() != null)
                && onOthers().isEmpty();
    }
}
