package dev.vigie.bench.quality;

import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Runs simulated houses, each from a seed of its own, under Vigie's built-in rules and under three plain detectors, and
 * prints as Markdown how many people were exposed before the first alert, and how many alerts were false.
 */
public final class QualityBench {

    private static final int USAGE = 2;

    private QualityBench() {}

    public static void main(String[] args) throws Exception {
        QualityOptions options;
        try {
            options = QualityOptions.of(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(QualityOptions.USAGE);
            System.exit(USAGE);
            return;
        }
        RuleSet rules = SigmaLoader.builtIn();
        List<SeedResult> results = run(options, rules);
        results.sort(Comparator.comparingLong(SeedResult::seed));
        Report report = new Report(options, rules, new Evaluation(results));
        System.out.print(report.text());
        if (options.plots()) {
            Plots.write(new Evaluation(results));
        }
        List<String> faults = faults(results);
        faults.forEach(System.err::println);
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    private static List<SeedResult> run(QualityOptions options, RuleSet rules)
            throws InterruptedException, ExecutionException {
        SeedFiles files = new SeedFiles(options);
        List<SeedResult> results = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(options.threads());
        try (Progress progress = new Progress((long) options.seeds() * options.days())) {
            List<Future<SeedResult>> running = new ArrayList<>();
            for (long seed = options.firstSeed(); seed <= options.lastSeed(); seed++) {
                Optional<SeedResult> known = files.read(seed);
                if (known.isPresent()) {
                    results.add(known.get());
                    progress.skip(options.days());
                } else {
                    long next = seed;
                    running.add(pool.submit(() -> run(next, options, rules, files, progress.newRun())));
                }
            }
            for (Future<SeedResult> each : running) {
                results.add(each.get());
            }
        } finally {
            pool.shutdownNow();
        }
        return results;
    }

    private static SeedResult run(
            long seed, QualityOptions options, RuleSet rules, SeedFiles files, IntConsumer daysDone) {
        SeedResult result = new SeedRun(seed, options.days(), options.accounts(), rules).run(daysDone);
        files.write(result);
        return result;
    }

    private static List<String> faults(List<SeedResult> results) {
        return results.stream()
                .flatMap(result -> result.faults().stream().map(fault -> "seed " + result.seed() + ": " + fault))
                .toList();
    }
}
