package dev.vigie.bench;

import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Plan;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.rule.RuleSet;
import dev.vigie.store.MemoryProfiles;
import dev.vigie.stream.Detection;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What Vigie is to look for, and what it must find.
 *
 * @param name what of an alert that opens is compared; null for one that does not count
 * @param expected all that must be found, and nothing else
 */
public record Watch(Detection detection, Function<Alert, @Nullable String> name, Set<String> expected) {

    private static final String SENSITIVE_DATA = "value_sum(sensitivity)";

    public Watch {
        expected = Set.copyOf(expected);
    }

    /** The rules must find, episode by episode, what the detector finds in memory, without Kafka. */
    static Watch asInMemory(RuleSet rules, Iterator<AccessEvent> events) {
        Detection detection = detection(rules);
        return new Watch(detection, Alert::id, opened(detection, events, Alert::id));
    }

    /**
     * The rules must name these accounts, {@code operator/account}, and no other. Alerts on other groups are free, and
     * those that speak of sensitive data alone: the busiest accounts are told the same over and over, the more events
     * there are in the day.
     */
    public static Watch naming(RuleSet rules, Set<String> accounts) {
        return new Watch(detection(rules), Watch::account, accounts);
    }

    /** The accounts, {@code operator/account}, that the detector names in memory. */
    static Set<String> accountsInMemory(RuleSet rules, Iterator<AccessEvent> events) {
        return opened(detection(rules), events, Watch::account);
    }

    private static Detection detection(RuleSet rules) {
        return new Detection(
                new Plan(rules),
                new DetectorSettings(
                        new long[] {1, 2},
                        null,
                        DetectorSettings.SKEW_TOLERANCE_MILLIS,
                        "bench",
                        System::currentTimeMillis));
    }

    private static @Nullable String account(Alert alert) {
        boolean ofDataAlone =
                alert.reasons().stream().allMatch(reason -> reason.measure().equals(SENSITIVE_DATA));
        return alert.groupKind().equals("account") && !ofDataAlone
                ? alert.group().get("operator") + "/" + alert.group().get("account")
                : null;
    }

    private static Set<String> opened(
            Detection detection, Iterator<AccessEvent> events, Function<Alert, @Nullable String> name) {
        Detector detector = new Detector(detection.plan(), detection.settings());
        MemoryProfiles profiles = new MemoryProfiles(detection.plan());
        Set<String> opened = new TreeSet<>();
        for (long number = 0; events.hasNext(); number++) {
            detector.process(events.next(), new Origin("", 0, number), profiles, alert -> {
                String text = alert.state() == Alert.State.OPEN ? name.apply(alert) : null;
                if (text != null) {
                    opened.add(text);
                }
            });
        }
        return opened;
    }
}
