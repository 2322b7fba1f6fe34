package dev.vigie.cli;

import dev.vigie.replay.Scope;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of the logs a replay is asked about. */
final class ScopeOptions {

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "From then on. ISO 8601: a time with its zone, or a date, which begins in UTC.")
    private @Nullable Long fromMillis;

    @Option(names = "--to", paramLabel = "TIME", converter = Moment.class, description = "Before then.")
    private @Nullable Long toMillis;

    @Option(names = "--account", paramLabel = "NAME", description = "Only this account; may be repeated.")
    private Set<String> accounts = Set.of();

    @Option(
            names = "--register",
            paramLabel = "NAME",
            description = "Only accesses to this register, and alerts on what read it; may be repeated.")
    private Set<String> registers = Set.of();

    /** @param operator the one that somebody asked about, or null */
    Scope scope(@Nullable String operator) throws ConfigException {
        long from = fromMillis == null ? Scope.ALL.fromMillis() : fromMillis;
        long to = toMillis == null ? Scope.ALL.toMillis() : toMillis;
        if (from >= to) {
            throw new ConfigException("--from and --to: the period ends before it begins");
        }
        return new Scope(from, to, operator, accounts, registers);
    }
}
