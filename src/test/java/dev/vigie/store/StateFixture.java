package dev.vigie.store;

import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Events;
import dev.vigie.detect.Plan;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.rule.PlainRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The state of a few accounts at {@value #HALF} events of twice as many, as some release has left it: a record a line,
 * its key and its value in hexadecimal digits. {@link #main} writes it; run it with each release whose format is new,
 * and keep the file.
 */
final class StateFixture {

    static final int HALF = 300;

    private static final int ACCOUNTS = 6;
    private static final long SEED = 42;

    private StateFixture() {}

    public static void main(String[] args) throws IOException {
        MapStore store = new MapStore();
        run(store, 0, HALF);
        List<String> lines = new ArrayList<>();
        HexFormat hex = HexFormat.of();
        store.scan(new byte[0], (key, value) -> lines.add(hex.formatHex(key) + " " + hex.formatHex(value)));
        Files.write(Path.of(args[0]), lines);
    }

    static MapStore read(Path file) throws IOException {
        MapStore store = new MapStore();
        for (String line : Files.readAllLines(file)) {
            String[] record = line.split(" ", -1);
            store.put(HexFormat.of().parseHex(record[0]), HexFormat.of().parseHex(record[1]));
        }
        return store;
    }

    /** Has the events from one to the other detected above the store, and everything written to it. */
    static List<Alert> run(MapStore store, int from, int to) {
        Plan plan = new Plan(PlainRules.load());
        LiveProfiles profiles = new LiveProfiles(plan, store, new HeapBudget(Long.MAX_VALUE), new Seal(new byte[16]));
        Detector detector = new Detector(
                plan,
                new DetectorSettings(
                        new long[] {1, 2}, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", () -> Events.MORNING));
        List<Alert> alerts = new ArrayList<>();
        List<AccessEvent> events = events();
        for (int i = from; i < to; i++) {
            detector.process(events.get(i), new Origin("log", 0, i), profiles, alerts::add);
            profiles.eventDone();
        }
        profiles.writeChanged();
        return alerts;
    }

    private static List<AccessEvent> events() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<AccessEvent> events = new ArrayList<>();
        for (int i = 0; i < 2 * HALF; i++) {
            int account = random.nextInt(ACCOUNTS);
            String[] people = new String[1 + random.nextInt(3)];
            for (int k = 0; k < people.length; k++) {
                people[k] = "person-" + random.nextInt(account == 0 ? 10_000 : 20);
            }
            events.add(Events.read("account-" + account, "e" + i, Events.MORNING + i * 20_000L, people));
        }
        return events;
    }
}
