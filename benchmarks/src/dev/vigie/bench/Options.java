package dev.vigie.bench;

import java.util.List;

/**
 * The command line.
 *
 * @param events how many the topic holds
 * @param rounds how many are measured, after one that only warms up
 * @param jobs numbers of the jobs that are run; empty for all
 * @param help whether only the usage is wanted
 */
record Options(long events, int rounds, long seed, List<Integer> jobs, boolean help) {

    static final String USAGE = """
            usage: benchmarks/run [throughput] [--events N] [--rounds N] [--seed N] [--jobs 1,2,...]

            CPU per event and events/s of Vigie and of what one would use instead, on one topic of one real broker.
              --events  how many (default 5,000,000; the slow jobs get the first tenth)
              --rounds  how many are measured, after one that only warms up (default 3)
              --seed    of the events (default 7)
              --jobs    which: 1 polling, 2 Kafka Streams pass-through, 3 DSL job, 4 DSL job tuned,
                        Vigie at least once and exactly once: 5, 6 one rule, 7, 8 built-in rules, 9, 10 a hundred,
                        11 Flink with heap state, 12 Flink with RocksDB state, 13 polling raw logs, 14 Vigie from them
            Other benchmarks: growth, quality, rules; see benchmarks/README.md.""";

    private static final long EVENTS = 5_000_000;
    private static final int ROUNDS = 3;
    private static final long SEED = 7;

    Options {
        if (events < Traffic.EVENTS_MIN) {
            throw new IllegalArgumentException("--events must be at least " + Traffic.EVENTS_MIN);
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1");
        }
        if (jobs.stream().anyMatch(job -> job < Jobs.POLL || job > Jobs.LAST)) {
            throw new IllegalArgumentException("--jobs are numbers from " + Jobs.POLL + " to " + Jobs.LAST);
        }
        jobs = List.copyOf(jobs);
    }

    /** @throws IllegalArgumentException with what is wrong, for whoever typed it */
    static Options of(List<String> arguments) {
        Options options = new Options(EVENTS, ROUNDS, SEED, List.of(), arguments.contains("--help"));
        if (options.help) {
            return options;
        }
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
                case "--events" -> new Options(Long.parseLong(value), rounds, seed, jobs, help);
                case "--rounds" -> new Options(events, Integer.parseInt(value), seed, jobs, help);
                case "--seed" -> new Options(events, rounds, Long.parseLong(value), jobs, help);
                case "--jobs" ->
                    new Options(
                            events,
                            rounds,
                            seed,
                            List.of(value.split(",")).stream()
                                    .map(Integer::valueOf)
                                    .toList(),
                            help);
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
