package dev.vigie.bench.live;

import dev.vigie.bench.Detections;
import dev.vigie.bench.Reads;
import dev.vigie.detect.Detector;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.rule.RuleException;
import dev.vigie.store.MemoryProfiles;
import dev.vigie.stream.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An account of its own that reads one person too many. The built-in rules speak at the 50th within an hour: 49 come
 * with a first event, and the second, of one person, raises the alert.
 *
 * @param number unlike that of every other probe of a run
 */
public record Probe(String operator, int number) {

    private static final String PREFIX = "probe-";
    private static final int PEOPLE = 50;
    /** Far from everybody whom others read, and far from each other: ids in a row would be a finding of their own. */
    private static final long PERSON_STEP = 7_919;

    private static final long PERSON_MIN = 5_000_000_000L;

    public String account() {
        return PREFIX + number;
    }

    /** True if this is how a probe's account is called. */
    public static boolean isProbe(String account) {
        return account.startsWith(PREFIX);
    }

    /** Raises nothing. */
    public AccessEvent first(long timeMillis) {
        return event("first", timeMillis, 0, PEOPLE - 1);
    }

    /** Raises the alert, after {@link #first}. */
    public AccessEvent trigger(long timeMillis) {
        return event("trigger", timeMillis, PEOPLE - 1, PEOPLE);
    }

    /** Raises the alert by itself. */
    public AccessEvent atOnce(long timeMillis) {
        return event("at-once", timeMillis, 0, PEOPLE);
    }

    private AccessEvent event(String name, long timeMillis, int from, int to) {
        long[] people = LongStream.range(from, to)
                .map(person -> PERSON_MIN + (number * (long) PEOPLE + person) * PERSON_STEP)
                .toArray();
        // In a network of its own: others who work there would be a finding too.
        String sourceIp = "172." + (number >> 8 & 0xFF) + '.' + (number & 0xFF) + ".9";
        return Reads.of(account() + '-' + name, timeMillis, operator, account(), sourceIp, people);
    }

    /** What is wrong with the probes themselves: runs one of each kind through the detector in memory. */
    public static List<String> faults(long timeMillis) throws RuleException {
        List<String> faults = new ArrayList<>();
        Probe slow = new Probe("operator-00", 0);
        Probe quick = new Probe("operator-00", 1);
        check(faults, List.of(slow.first(timeMillis)), 0);
        check(faults, List.of(slow.first(timeMillis), slow.trigger(timeMillis + 1_000)), 1);
        check(faults, List.of(quick.atOnce(timeMillis)), 1);
        return faults;
    }

    private static void check(List<String> faults, List<AccessEvent> events, int expected) throws RuleException {
        Detection detection = Detections.builtIn();
        Detector detector = new Detector(detection.plan(), detection.settings());
        MemoryProfiles profiles = new MemoryProfiles(detection.plan());
        List<Alert> alerts = new ArrayList<>();
        events.forEach(event -> detector.process(event, new Origin("", 0, 0), profiles, alerts::add));
        if (alerts.size() != expected) {
            faults.add(events.size() + " events of a probe give " + alerts.size() + " alerts, not " + expected);
        }
    }
}
