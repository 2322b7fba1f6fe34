package dev.vigie.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command sees of the outside: where data goes, where talk goes, and the environment.
 *
 * @param out for data
 * @param err for talk
 * @param interactive whether {@code err} is a terminal that somebody may watch
 * @param environment the environment's variables
 */
record Console(PrintWriter out, PrintWriter err, boolean interactive, Map<String, String> environment) {

    private static final String DEBUG = "VIGIE_DEBUG";

    Console {
        environment = Map.copyOf(environment);
    }

    /**
     * The process's own, in UTF-8 whatever the locale. The launcher knows whether standard error is a terminal; Java 17
     * does not.
     */
    static Console ofProcess() {
        return new Console(
                writer(System.out), writer(System.err), Boolean.getBoolean("vigie.terminal"), System.getenv());
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** Whether stack traces are wanted. */
    boolean debug() {
        return "1".equals(environment.get(DEBUG));
    }

    /** Says something that is neither data nor an error. */
    void say(String text) {
        err.println("vigie: " + printable(text));
    }

    /**
     * The text as it may be shown: whoever writes a log must not steer the terminal that it is read on. Control and
     * format characters, which can also turn the direction of writing, become the replacement character.
     */
    static String printableLine(String text) {
        return printable(text).replace('\n', '\uFFFD');
    }

    /** As {@link #printableLine}, but for text of several lines. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean hidden = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
            shown.appendCodePoint(hidden && c != '\n' ? '\uFFFD' : c);
        });
        return shown.toString();
    }
}
