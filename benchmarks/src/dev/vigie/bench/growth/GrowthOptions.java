package dev.vigie.bench.growth;

import dev.vigie.bench.Traffic;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The command line.
 *
 * @param events how many each point of a curve is given
 * @param rounds how many are measured, after one run of each curve's first point that only warms up
 * @param heapMegabytes for live profiles, as Vigie's setting
 * @param curves which are measured
 * @param publish whether the plot is written
 */
record GrowthOptions(
        long events, int rounds, long seed, int heapMegabytes, Set<Axis> curves, boolean publish, boolean help) {

    static final String USAGE = """
            usage: benchmarks/run growth [--events N] [--rounds N] [--seed N] [--heap MB] [--curves accounts,rules,...]
                                         [--publish]

            How Vigie's CPU per event grows, exactly once, on one real broker: a table for each curve.
              --events   for each point (default 2,000,000)
              --rounds   how many are measured (default 1)
              --seed     of the events (default 7)
              --heap     megabytes for live profiles (default 256, Vigie's own)
              --curves   which of accounts, rules, people, threads (default all)
              --publish  writes benchmarks/growth.svg""";

    private static final GrowthOptions STANDARD =
            new GrowthOptions(2_000_000, 1, 7, 256, EnumSet.allOf(Axis.class), false, false);

    GrowthOptions {
        if (events < Traffic.EVENTS_MIN) {
            throw new IllegalArgumentException("--events must be at least " + Traffic.EVENTS_MIN);
        }
        if (rounds < 1 || heapMegabytes < 0) {
            throw new IllegalArgumentException("--rounds must be at least 1, --heap at least 0");
        }
        curves = EnumSet.copyOf(curves);
        if (publish && curves.size() < Axis.values().length) {
            throw new IllegalArgumentException("--publish draws all curves: leave --curves out");
        }
    }

    /** @throws IllegalArgumentException with what is wrong, for whoever typed it */
    static GrowthOptions of(List<String> arguments) {
        GrowthOptions options = STANDARD;
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            switch (name) {
                case "--help" -> options = options.with(options.publish, true);
                case "--publish" -> options = options.with(true, options.help);
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

    private GrowthOptions with(boolean newPublish, boolean newHelp) {
        return new GrowthOptions(events, rounds, seed, heapMegabytes, curves, newPublish, newHelp);
    }

    private GrowthOptions with(String name, String value) {
        if (name.equals("--curves")) {
            Set<Axis> chosen = EnumSet.noneOf(Axis.class);
            for (String curve : List.of(value.split(","))) {
                chosen.add(axis(curve));
            }
            return new GrowthOptions(events, rounds, seed, heapMegabytes, chosen, publish, help);
        }
        long number;
        try {
            number = Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " " + value + ": a whole number is expected", e);
        }
        return switch (name) {
            case "--events" -> new GrowthOptions(number, rounds, seed, heapMegabytes, curves, publish, help);
            case "--rounds" -> new GrowthOptions(events, (int) number, seed, heapMegabytes, curves, publish, help);
            case "--seed" -> new GrowthOptions(events, rounds, number, heapMegabytes, curves, publish, help);
            case "--heap" -> new GrowthOptions(events, rounds, seed, (int) number, curves, publish, help);
            default -> throw new IllegalArgumentException(name + " is unknown");
        };
    }

    private static Axis axis(String name) {
        try {
            return Axis.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--curves " + name + ": accounts, rules, people or threads", e);
        }
    }
}
