package dev.vigie.bench.quality;

import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final Path README = Path.of("benchmarks", "README.md");
    private static final String BEGIN = "<!-- written by --publish -->\n";
    private static final String END = "<!-- end -->";

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
        Evaluation evaluation = new Evaluation(results);
        String report = new Report(options, evaluation).text();
        System.out.print(report);
        if (options.rules()) {
            System.out.print(new RuleReport(rules, evaluation).text(options.examples()));
        }
        if (options.publish()) {
            Plots.write(evaluation);
            publish(report);
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

    /** Puts the tables where the last ones stood. */
    private static void publish(String report) throws IOException {
        String page = Files.readString(README);
        int from = page.indexOf(BEGIN);
        int to = page.indexOf(END);
        if (from < 0 || to < from) {
            throw new IOException(README + " has no place for the tables");
        }
        Files.writeString(README, page.substring(0, from + BEGIN.length()) + "\n" + report + page.substring(to));
    }

    private static List<String> faults(List<SeedResult> results) {
        return results.stream()
                .flatMap(result -> result.faults().stream().map(fault -> "seed " + result.seed() + ": " + fault))
                .toList();
    }
}
