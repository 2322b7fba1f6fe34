package dev.vigie.cli;

import dev.vigie.model.Alert;
import dev.vigie.model.Group;
import dev.vigie.simulate.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the detector said, held against what was simulated. */
final class Findings {

    private final Truth truth;
    private final Simulated simulated;
    private final Map<String, Alert> lastById = new LinkedHashMap<>();
    private final Map<String, Long> latencyById = new LinkedHashMap<>();

    Findings(Truth truth, Simulated simulated) {
        this.truth = truth;
        this.simulated = simulated;
    }

    /**
     * An incident and the first alert on its account.
     *
     * @param alert the last message of that alert, or null if the incident was missed
     * @param latencyMillis from the crossing event's append to its alert's being readable; null where it is not known
     */
    record Finding(
            Truth.Taking taking,
            @Nullable Alert alert,
            @Nullable Long latencyMillis) {}

    /** Takes a message in at the moment at which it could be read. */
    void add(Alert alert, long readableAtMillis) {
        lastById.put(alert.id(), alert);
        if (alert.state() == Alert.State.OPEN && !alert.evidence().isEmpty()) {
            Long appended = simulated.appendedAtMillis(alert.evidence().get(0).eventId());
            if (appended != null) {
                latencyById.put(alert.id(), readableAtMillis - appended);
            }
        }
    }

    List<Finding> incidents() {
        List<Finding> findings = new ArrayList<>();
        for (Truth.Taking taking : truth.takings()) {
            Alert first = lastById.values().stream()
                    .filter(alert -> isOf(alert, taking.account()))
                    .findFirst()
                    .orElse(null);
            findings.add(new Finding(taking, first, first == null ? null : latencyById.get(first.id())));
        }
        return findings;
    }

    /** Alerts on accounts that did nothing but their work. */
    List<Alert> onOthers() {
        return lastById.values().stream()
                .filter(alert -> truth.takings().stream().noneMatch(taking -> isOf(alert, taking.account())))
                .toList();
    }

    private static boolean isOf(Alert alert, Group account) {
        return alert.group().equals(account.valuesByName());
    }

    boolean allFoundAndNothingElse() {
        return incidents().stream().allMatch(finding -> finding.alert() != null)
                && onOthers().isEmpty();
    }
}
