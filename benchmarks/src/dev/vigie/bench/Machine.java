package dev.vigie.bench;

/** What the figures were measured on. */
public final class Machine {

    private Machine() {}

    /** Cores, JVM and operating system. */
    public static String description() {
        return "%d cores, %s %s, %s %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.vm.name"),
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
    }
}
