package dev.vigie.bench.quality;

import java.util.List;

/**
 * The command line.
 *
 * @param firstSeed the first of the seeds that are run
 * @param lastSeed the last of them
 * @param threads how many seeds are run at a time
 * @param rules whether the report says what each rule did
 * @param examples how many sentences of false alerts it shows for each rule
 * @param publish whether the plots and the tables in {@code benchmarks/README.md} are written anew
 */
record QualityOptions(
        long firstSeed,
        long lastSeed,
        int accounts,
        int days,
        int threads,
        boolean rules,
        int examples,
        boolean publish) {

    static final String USAGE = "usage: benchmarks/run quality [--short] [--seeds A-B] [--accounts N] [--days N]"
            + " [--threads N] [--rules] [--explain N] [--publish]";

    /** What is reported. The seeds from 101 on are there to tune by. */
    static final QualityOptions FULL = new QualityOptions(21, 40, 2_000, 60, 2, false, 0, false);

    /** A few minutes, on seeds to tune by. */
    private static final QualityOptions SHORT = new QualityOptions(101, 104, 400, 60, 2, true, 3, false);

    /** Before the thefts begin, accounts must have worked longer than they warm up. */
    private static final int DAYS_MIN = 36;

    QualityOptions {
        if (firstSeed < 0 || lastSeed < firstSeed) {
            throw new IllegalArgumentException("--seeds must be a range, such as 1-20");
        }
        if (accounts < 200) {
            throw new IllegalArgumentException("--accounts must be at least 200: every theft needs some of its own");
        }
        if (days < DAYS_MIN) {
            throw new IllegalArgumentException("--days must be at least " + DAYS_MIN);
        }
        if (threads < 1 || examples < 0) {
            throw new IllegalArgumentException("--threads must be at least 1, --explain at least 0");
        }
    }

    /** @throws IllegalArgumentException with what is wrong, for whoever typed it */
    static QualityOptions of(List<String> arguments) {
        QualityOptions options = arguments.contains("--short") ? SHORT : FULL;
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            switch (name) {
                case "--short" -> {}
                case "--rules" -> options = options.with(true, options.examples, options.publish);
                case "--publish" -> options = options.with(options.rules, options.examples, true);
                default -> {
                    if (i + 1 == arguments.size()) {
                        throw new IllegalArgumentException(name + " needs a value, or is unknown");
                    }
                    options = options.with(name, arguments.get(++i));
                }
            }
        }
        return options;
    }

    private QualityOptions with(String name, String value) {
        try {
            return switch (name) {
                case "--seeds" -> {
                    String[] ends = value.split("-", 2);
                    yield withSeeds(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
                }
                case "--accounts" -> withSize(Integer.parseInt(value), days, threads);
                case "--days" -> withSize(accounts, Integer.parseInt(value), threads);
                case "--threads" -> withSize(accounts, days, Integer.parseInt(value));
                case "--explain" -> with(true, Integer.parseInt(value), publish);
                default -> throw new IllegalArgumentException(name + " is unknown");
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " " + value + ": a whole number is expected", e);
        }
    }

    private QualityOptions withSeeds(long first, long last) {
        return new QualityOptions(first, last, accounts, days, threads, rules, examples, publish);
    }

    private QualityOptions withSize(int newAccounts, int newDays, int newThreads) {
        return new QualityOptions(firstSeed, lastSeed, newAccounts, newDays, newThreads, rules, examples, publish);
    }

    private QualityOptions with(boolean newRules, int newExamples, boolean newPublish) {
        return new QualityOptions(firstSeed, lastSeed, accounts, days, threads, newRules, newExamples, newPublish);
    }

    int seeds() {
        return (int) (lastSeed - firstSeed + 1);
    }
}
