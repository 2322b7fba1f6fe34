package dev.vigie.cli;

import dev.vigie.siem.AlertFormat;
import dev.vigie.stream.TopicCreation;
import dev.vigie.stream.TopicException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie topics create}: what the other commands do at their start, for those whose users may not. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Creates the topics that are missing, with the retention and the other settings that they need: those"
                    + " of events, alerts, rules, verdicts and the rest, and those of the configured sources. What is"
                    + " there stays as it is.",
            "The other commands create what they need, too; this is for clusters where they may not. Kafka"
                    + " Streams' own topics, whose names begin with those of the applications, are not among them:"
                    + " the detector's user must be allowed to create these."
        },
        footerHeading = "%nExamples:%n",
        footer = "  vigie topics create -c vigie.yaml")
final class TopicsCreateCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true,
            description = "The vigie.yaml of the detectors, with a user who may create topics.")
    private @Nullable Path file;

    TopicsCreateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, TopicException {
        Config config = Config.load(file, console.environment(), settings -> {});
        Installation installation = Installation.ofCluster(config);
        List<String> formats = config.topics().alertFormats().stream()
                .map(AlertFormat::formatName)
                .toList();
        Map<String, Boolean> topics;
        try (Admin admin = Admin.create(config.client())) {
            topics = new TopicCreation(admin, installation.topics())
                    .createAll(installation.sources().toCreate(), formats);
        }
        Table table = new Table();
        table.row("Topic", "");
        topics.forEach((topic, created) -> table.row(topic, created ? "created" : "there"));
        table.print(console.out());
        return Main.EXIT_DONE;
    }
}
