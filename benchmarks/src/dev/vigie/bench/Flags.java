package dev.vigie.bench;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A command line of names with whole numbers, and of switches. */
public final class Flags {

    private static final int WRONG_USE = 2;

    private final Map<String, Long> numbers;
    private final Set<String> given = new HashSet<>();

    private Flags(Map<String, Long> defaults) {
        numbers = new TreeMap<>(defaults);
    }

    /**
     * Reads a command line.
     *
     * @param defaults of the names that take a number, which must be at least 1 where it is given
     * @throws IllegalArgumentException with what is wrong, for whoever typed it
     */
    public static Flags of(List<String> arguments, Map<String, Long> defaults, Set<String> switches) {
        Flags flags = new Flags(defaults);
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            flags.given.add(name);
            if (!switches.contains(name)) {
                if (!defaults.containsKey(name)) {
                    throw new IllegalArgumentException(name + " is unknown");
                }
                if (i + 1 == arguments.size()) {
                    throw new IllegalArgumentException(name + " needs a value");
                }
                i++;
                flags.numbers.put(name, number(name, arguments.get(i)));
            }
        }
        return flags;
    }

    /** Reads a command line, or ends the process with what is wrong and how it would be right. */
    public static Flags orExit(String[] arguments, String usage, Map<String, Long> defaults, Set<String> switches) {
        try {
            return of(List.of(arguments), defaults, switches);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + usage);
            System.exit(WRONG_USE);
            throw e;
        }
    }

    private static long number(String name, String value) {
        long number;
        try {
            number = Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " " + value + ": a whole number is expected", e);
        }
        if (number < 1) {
            throw new IllegalArgumentException(name + " must be at least 1");
        }
        return number;
    }

    public long number(String name) {
        Long number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException(name + " is not among the command's names");
        }
        return number;
    }

    public boolean has(String name) {
        return given.contains(name);
    }
}
