package dev.vigie.cli;

import dev.vigie.stream.TopicCreation;
import dev.vigie.stream.TopicException;
import dev.vigie.stream.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigie reject replay}: rejected records go back to where they came from, once they can be read. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Sends the raw bytes of rejected records back to the topics that they came from, in their order, after a"
                    + " mapping or a source was put right and the detectors were restarted with it. Only those that"
                    + " this configuration would read are sent; the others stay as they are.",
            "None is ever fed twice, however often this runs, in however many processes, and whenever they end:"
                    + " vigie.rejected.fed keeps what was fed, for two years.",
            "In the ledger what is fed again is received once more, in the minute in which it comes back, and counted"
                    + " there; its rejection stays. So received is what the operators sent, and what was fed again.",
            "Whoever runs this needs leave to write the operators' topics, which else nobody but them should have:"
                    + " give it for the time, or run it as a super user."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vigie reject replay -c vigie.yaml --dry-run",
            "  vigie reject replay -c vigie.yaml --topic vigie.logs.atlas --reason unknown-field",
            "  vigie reject replay -c vigie.yaml --from 2026-01-31T08:00:00Z --to 2026-02-01"
        })
final class RejectReplayCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The vigie.yaml of the detectors, with what was put right.")
    private @Nullable Path file;

    @Mixin
    private final RejectFilter filter = new RejectFilter();

    @Option(names = "--dry-run", description = "Says what would be fed, and feeds nothing.")
    private boolean dryRun;

    RejectReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, TopicException, IOException, InterruptedException {
        Config config = Config.load(file, console.environment(), settings -> {});
        Map<String, Object> client = config.client();
        Installation installation = Installation.ofCluster(config);
        RejectCounts counts = new RejectCounts();
        long fed = 0;
        try (TopicReader reader = new TopicReader(client)) {
            if (dryRun) {
                RejectedLog.open(client, reader, installation.topics(), installation.sources())
                        .read(
                                filter,
                                (rejected, partition, offset, atMillis, outcome) ->
                                        counts.add(rejected, atMillis, outcome));
            } else {
                fed = feed(client, reader, installation, counts);
            }
        }
        report(counts, fed);
        return Main.EXIT_DONE;
    }

    private long feed(Map<String, Object> client, TopicReader reader, Installation installation, RejectCounts counts)
            throws TopicException, IOException, InterruptedException {
        Topics topics = installation.topics();
        try (Admin admin = Admin.create(client)) {
            new TopicCreation(admin, topics).createRejectedFed();
        }
        try (RejectFeed feed = RejectFeed.begin(client, topics)) {
            RejectedLog log = RejectedLog.open(client, reader, topics, installation.sources());
            log.read(filter, (rejected, partition, offset, atMillis, outcome) -> {
                counts.add(rejected, atMillis, outcome);
                if (outcome == RejectTrial.Outcome.EVENT) {
                    feed.feed(rejected, log.trial().source(rejected), log.fed(), partition, offset);
                }
            });
            feed.commit();
            return feed.records();
        } catch (ProducerFencedException e) {
            throw new IOException("another reject replay has begun, and goes on from where this one was", e);
        }
    }

    private void report(RejectCounts counts, long fed) {
        if (counts.total() > 0) {
            counts.print(console.out());
            console.out().println();
        }
        console.out()
                .printf(
                        Locale.ROOT,
                        "Rejected %,d: %s %,d, fed before %,d, still rejected %,d, no candidates %,d, cut short %,d,"
                                + " not of a log %,d%n",
                        counts.total(),
                        dryRun ? "would be fed" : "fed",
                        dryRun ? counts.of(RejectTrial.Outcome.EVENT) : fed,
                        counts.of(RejectTrial.Outcome.FED_BEFORE),
                        counts.of(RejectTrial.Outcome.REJECTED),
                        counts.of(RejectTrial.Outcome.PASSED_OVER),
                        counts.of(RejectTrial.Outcome.CUT),
                        counts.of(RejectTrial.Outcome.NOT_OF_A_LOG));
    }
}
