package dev.vigie.cli;

import dev.vigie.replay.Effort;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** On how many cores a command that replays may work. */
final class WorkersOption {

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many threads read and how many detect (one for each core).")
    private @Nullable Integer workers;

    /** @throws ConfigException if it is out of bounds */
    Effort effort() throws ConfigException {
        if (workers == null) {
            return Effort.usual();
        }
        if (workers < 1 || workers > Effort.WORKERS_MAX) {
            throw new ConfigException("--workers " + workers + ": 1 to " + Effort.WORKERS_MAX);
        }
        return Effort.usual(workers);
    }
}
