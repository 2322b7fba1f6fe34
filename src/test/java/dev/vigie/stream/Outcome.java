package dev.vigie.stream;

import dev.vigie.detect.Detector;
import dev.vigie.detect.Verdict;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.store.MemoryProfiles;
import dev.vigie.wire.AlertJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a run gave: the messages of each account in their order, outside their provenance, and the ledger's totals by
 * operator.
 *
 * @param totals received, counted, rejected, late, duplicate
 */
record Outcome(Map<String, List<String>> alerts, Map<String, List<Long>> totals) {

    /** What the detector says when nothing can go wrong: events in memory, one after the other. */
    static Outcome expected(List<AccessEvent> events) {
        return run(events, true, Detections.plain());
    }

    /** As {@link #expected(List)}, of other rules. */
    static Outcome expected(List<AccessEvent> events, Detection detection) {
        return run(events, true, detection);
    }

    /** The same, but for episodes that silence would close. */
    static Outcome expectedOpen(List<AccessEvent> events) {
        return run(events, false, Detections.plain());
    }

    private static Outcome run(List<AccessEvent> events, boolean sweep, Detection detection) {
        Detector detector = detection.newDetector(detection.plan());
        MemoryProfiles profiles = new MemoryProfiles(detection.plan());
        Outcome outcome = new Outcome(new TreeMap<>(), new TreeMap<>());
        Consumer<Alert> alerts = outcome::add;
        long offset = 0;
        for (AccessEvent event : events) {
            Verdict verdict = detector.process(event, new Origin("memory", 0, offset), profiles, alerts);
            offset++;
            boolean counted = verdict.fate() == Verdict.Fate.COUNTED;
            boolean late = verdict.fate() == Verdict.Fate.LATE;
            outcome.total(event.operator(), counted ? 1 : 0, 0, late ? 1 : 0, counted || late ? 0 : 1);
        }
        if (sweep) {
            detector.closeSilent(profiles, alerts);
        }
        return outcome;
    }

    void add(Alert alert) {
        String account = alert.group().get("operator") + "/" + alert.group().get("account");
        alerts.computeIfAbsent(account, unseen -> new ArrayList<>()).add(AlertJson.withoutProvenance(alert));
    }

    void total(String operator, long counted, long rejected, long late, long duplicate) {
        List<Long> more = List.of(counted + rejected + late + duplicate, counted, rejected, late, duplicate);
        totals.merge(operator, more, (one, other) -> {
            List<Long> sum = new ArrayList<>();
            for (int i = 0; i < one.size(); i++) {
                sum.add(one.get(i) + other.get(i));
            }
            return sum;
        });
    }

    int messages() {
        return alerts.values().stream().mapToInt(List::size).sum();
    }
}
