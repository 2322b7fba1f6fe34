package dev.vigie.bench.quality;

import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Plan;
import dev.vigie.detect.Verdict;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.rule.RuleSet;
import dev.vigie.simulate.Plot;
import dev.vigie.simulate.Scenario;
import dev.vigie.simulate.Simulation;
import dev.vigie.store.MemoryProfiles;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** One seed's house, watched from its first day to its last. */
final class SeedRun {

    /** Thefts of each plot in each house. */
    static final int THEFTS_PER_PLOT = 2;

    /** How often silent groups are looked for, in event time; what they say does not depend on it. */
    private static final long SWEEP_MILLIS = 3_600_000;

    private static final long[] HASH_KEY = {0x5eed, 0xd1ce};
    private static final double SECONDS_PER_NANO = 1e-9;

    private final long seed;
    private final Simulation simulation;
    private final Calendar calendar;
    private final Scoring scoring;
    private final Detector detector;
    private final MemoryProfiles profiles;
    private final Map<Verdict.Fate, Long> fates = new EnumMap<>(Verdict.Fate.class);
    private final List<Alert> messages = new ArrayList<>();
    private long nowMillis = Long.MIN_VALUE;

    SeedRun(long seed, int days, int accounts, RuleSet rules) {
        this.seed = seed;
        Scenario scenario = Scenario.house(seed, days, accounts).withPlots(plots(), days * 2 / 3);
        this.simulation = new Simulation(scenario);
        this.calendar = new Calendar(scenario.firstDay().toEpochDay(), days);
        this.scoring = new Scoring(calendar, simulation.truth());
        Plan plan = new Plan(rules);
        this.detector = new Detector(
                plan,
                new DetectorSettings(
                        HASH_KEY, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "evaluation", () -> nowMillis));
        this.profiles = new MemoryProfiles(plan);
    }

    private static List<Plot> plots() {
        List<Plot> plots = new ArrayList<>();
        for (int i = 0; i < THEFTS_PER_PLOT; i++) {
            plots.addAll(Plot.all());
        }
        return plots;
    }

    /** @param daysDone is told how many of the house's days are over, whenever that has changed */
    SeedResult run(IntConsumer daysDone) {
        long begunNanos = cpuNanos();
        long events = 0;
        long sweptMillis = Long.MIN_VALUE;
        int today = 0;
        Iterator<AccessEvent> arriving = simulation.events();
        while (arriving.hasNext()) {
            AccessEvent event = arriving.next();
            process(event, events++);
            if (nowMillis >= sweptMillis + SWEEP_MILLIS) {
                sweptMillis = nowMillis;
                detector.closeSilent(profiles, scoring::message);
            }
            if (calendar.day(nowMillis) > today) {
                today = calendar.day(nowMillis);
                daysDone.accept(today);
            }
        }
        detector.closeAll(profiles, scoring::message);
        double cpuSeconds = (cpuNanos() - begunNanos) * SECONDS_PER_NANO;
        SeedResult result = scoring.result(seed, events, cpuSeconds, faults(events));
        daysDone.accept(calendar.days());
        return result;
    }

    /** Of this thread alone: what other seeds cost meanwhile is theirs. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void process(AccessEvent event, long number) {
        messages.clear();
        Verdict verdict = detector.process(event, new Origin("simulation", 0, number), profiles, messages::add);
        fates.merge(verdict.fate(), 1L, Long::sum);
        nowMillis = Math.max(nowMillis, arrivalMillis(event));
        scoring.event(event, messages);
    }

    private static long arrivalMillis(AccessEvent event) {
        return event.ingestedAtMillis() == AccessEvent.UNKNOWN ? event.timeMillis() : event.ingestedAtMillis();
    }

    private List<String> faults(long events) {
        long judged = fates.values().stream().mapToLong(Long::longValue).sum();
        return judged == events ? List.of() : List.of(events + " events came, " + judged + " have a fate: " + fates);
    }
}
