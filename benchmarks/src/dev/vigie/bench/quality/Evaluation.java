package dev.vigie.bench.quality;

import dev.vigie.bench.quality.SeedResult.PartResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** All seeds together. */
final class Evaluation {

    static final double DAYS_PER_RATE = 10_000;

    private final List<SeedResult> seeds;
    private final Map<PlainDetector, double[]> topScores = new EnumMap<>(PlainDetector.class);
    private final Map<PlainDetector, Double> thresholds = new EnumMap<>(PlainDetector.class);

    Evaluation(List<SeedResult> seeds) {
        this.seeds = List.copyOf(seeds);
        for (PlainDetector detector : PlainDetector.values()) {
            topScores.put(detector, pooled(detector));
            thresholds.put(detector, threshold(detector, falseAlerts()));
        }
    }

    /** All seeds' highest scores, falling, down to where one seed's list ends. */
    private double[] pooled(PlainDetector detector) {
        double complete = Double.NEGATIVE_INFINITY;
        List<Double> scores = new ArrayList<>();
        for (SeedResult seed : seeds) {
            double[] kept = seed.topScores().getOrDefault(detector, new double[0]);
            Arrays.stream(kept).forEach(scores::add);
            complete = kept.length == 0 ? complete : Math.max(complete, kept[kept.length - 1]);
        }
        double lowest = complete;
        return scores.stream()
                .filter(score -> score >= lowest)
                .mapToDouble(score -> -score)
                .sorted()
                .map(score -> -score)
                .toArray();
    }

    /** The lowest threshold that gives at most so many false alerts. */
    double threshold(PlainDetector detector, long falseAlerts) {
        double[] scores = topScores.getOrDefault(detector, new double[0]);
        if (scores.length == 0) {
            return Double.POSITIVE_INFINITY;
        }
        int allowed = (int) Math.min(falseAlerts, scores.length - 1L);
        return Math.nextUp(scores[allowed]);
    }

    double threshold(PlainDetector detector) {
        return thresholds.getOrDefault(detector, Double.POSITIVE_INFINITY);
    }

    /** How many false alerts a plain detector gives at a threshold. */
    long falseAlerts(PlainDetector detector, double threshold) {
        return Arrays.stream(topScores.getOrDefault(detector, new double[0]))
                .filter(score -> score >= threshold)
                .count();
    }

    List<SeedResult> seeds() {
        return seeds;
    }

    long accountDays() {
        return seeds.stream().mapToLong(SeedResult::accountDays).sum();
    }

    long accountDaysWarmUp() {
        return seeds.stream().mapToLong(SeedResult::accountDaysWarmUp).sum();
    }

    /** Vigie's, warm-up left out. */
    long falseAlerts() {
        return seeds.stream().mapToLong(seed -> seed.falseAlertCount(false)).sum();
    }

    long falseAlertsWarmUp() {
        return seeds.stream().mapToLong(seed -> seed.falseAlertCount(true)).sum();
    }

    /** False alerts per 10,000 account-days. */
    double rate(long falseAlerts) {
        return falseAlerts * DAYS_PER_RATE / Math.max(1, accountDays());
    }

    /** Extracts by scenario, in the order of the plots. */
    Map<String, List<Extract>> extractsByScenario() {
        Map<String, List<Extract>> byScenario = new LinkedHashMap<>();
        for (SeedResult seed : seeds) {
            Map<Integer, List<PartResult>> thefts = new LinkedHashMap<>();
            seed.parts()
                    .forEach(part -> thefts.computeIfAbsent(part.number(), unseen -> new ArrayList<>())
                            .add(part));
            thefts.values()
                    .forEach(theft -> theft.forEach(part -> byScenario
                            .computeIfAbsent(part.scenario(), unseen -> new ArrayList<>())
                            .add(new Extract(part, theft))));
        }
        return byScenario;
    }

    /**
     * One extract of a theft.
     *
     * @param theft all its extracts, this one included
     */
    record Extract(PartResult part, List<PartResult> theft) {}

    static Outcome vigie(List<Extract> extracts) {
        return Outcome.of(extracts, part -> {
            Long before = part.peopleBefore();
            return before == null ? OptionalLong.empty() : OptionalLong.of(before);
        });
    }

    /** What a plain detector made of these extracts at Vigie's rate of false alerts. */
    Outcome plain(List<Extract> extracts, PlainDetector detector) {
        return plain(extracts, detector, threshold(detector));
    }

    static Outcome plain(List<Extract> extracts, PlainDetector detector, double threshold) {
        return Outcome.of(
                extracts,
                part -> part.ascents().getOrDefault(detector, Ascent.start()).peopleBefore(threshold));
    }
}
