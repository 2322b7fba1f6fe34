package dev.vigie.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigie reject list}: what was rejected, by topic and reason, and what would become of it today. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Shows how many records of each topic were rejected and why, and how many of them the sources and mappings"
                    + " of this configuration would read.",
            "It reads vigie.rejected as far as it is kept, in no consumer group, and writes nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vigie reject list -c vigie.yaml",
            "  vigie reject list -c vigie.yaml --topic vigie.logs.atlas --from 2026-01-31"
        })
final class RejectListCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The vigie.yaml of the detectors.")
    private @Nullable Path file;

    @Mixin
    private final RejectFilter filter = new RejectFilter();

    @Option(names = "--json", description = "As one JSON array.")
    private boolean json;

    RejectListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, IOException, InterruptedException {
        Config config = Config.load(file, console.environment(), settings -> {});
        Map<String, Object> client = config.client();
        Installation installation = Installation.ofCluster(config);
        RejectCounts counts = new RejectCounts();
        try (TopicReader reader = new TopicReader(client)) {
            RejectedLog.open(client, reader, installation.topics(), installation.sources())
                    .read(
                            filter,
                            (rejected, partition, offset, atMillis, outcome) ->
                                    counts.add(rejected, atMillis, outcome));
        }
        if (json) {
            counts.printJson(console.out());
        } else if (counts.total() == 0) {
            console.say("nothing was rejected");
        } else {
            counts.print(console.out());
        }
        return Main.EXIT_DONE;
    }
}
