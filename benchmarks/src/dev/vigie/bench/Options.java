package dev.vigie.bench;

import java.util.List;

/**
 * The command line.
 *
 * @param events how many the topic holds
 * @param rounds how many are measured, after one that only warms up
 * @param jobs numbers of the table's rows that are run; empty for all
 */
record Options(long events, int rounds, long seed, List<Integer> jobs) {

    static final String USAGE = "usage: benchmarks/run [--events N] [--rounds N] [--seed N] [--jobs 1,2,...]";

    private static final long EVENTS = 2_000_000;
    private static final int ROUNDS = 3;
    private static final long SEED = 7;

    Options {
        if (events < Traffic.EVENTS_MIN) {
            throw new IllegalArgumentException("--events must be at least " + Traffic.EVENTS_MIN);
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1");
        }
        jobs = List.copyOf(jobs);
    }

    /** @throws IllegalArgumentException with what is wrong, for whoever typed it */
    static Options of(List<String> arguments) {
        Options options = new Options(EVENTS, ROUNDS, SEED, List.of());
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " needs a value, or is unknown");
            }
            options = options.with(name, arguments.get(i + 1));
        }
        return options;
    }

    private Options with(String name, String value) {
        try {
            return switch (name) {
                case "--events" -> new Options(Long.parseLong(value), rounds, seed, jobs);
                case "--rounds" -> new Options(events, Integer.parseInt(value), seed, jobs);
                case "--seed" -> new Options(events, rounds, Long.parseLong(value), jobs);
                case "--jobs" ->
                    new Options(
                            events,
                            rounds,
                            seed,
                            List.of(value.split(",")).stream()
                                    .map(Integer::valueOf)
                                    .toList());
                default -> throw new IllegalArgumentException(name + " is unknown");
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " " + value + ": a whole number is expected", e);
        }
    }

    boolean wants(int job) {
        return jobs.isEmpty() || jobs.contains(job);
    }
}
