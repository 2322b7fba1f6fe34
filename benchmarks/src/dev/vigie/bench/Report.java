package dev.vigie.bench;

import java.util.List;
import java.util.Locale;

/** What every benchmark says: with which command and on what it ran, whether an aim is reached, what went wrong. */
public final class Report {

    private Report() {}

    /** The command, the machine and the JVM, as the line above a table. */
    public static String heading(String command, String[] arguments) {
        String given = arguments.length == 0 ? "" : " " + String.join(" ", arguments);
        return "`benchmarks/run %s%s`: %s.%n".formatted(command, given, Machine.description());
    }

    /** An aim, what was found, and whether that is within it. */
    public static String aim(String what, String unit, double max, double found) {
        return String.format(
                Locale.ROOT,
                "Aim, %s: at most %.1f%s; found %.1f%s: %s.",
                what,
                max,
                unit,
                found,
                unit,
                found <= max ? "yes" : "**no**");
    }

    /** Says what went wrong and ends the process: 1 if anything did, else 0. */
    public static void exit(List<String> faults) {
        faults.forEach(fault -> System.err.println("FAILED: " + fault));
        System.exit(faults.isEmpty() ? 0 : 1);
    }
}
