package dev.vigie.cli;

import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.stream.RulePublisher;
import dev.vigie.stream.RulePublisher.Change;
import dev.vigie.stream.StreamSettings;
import dev.vigie.stream.TopicException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie rules publish}: a directory of rules into the topic that running detectors follow. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Makes the topic of rules hold just the files of a directory, in one transaction; detectors that run with"
                    + " 'rules-topic: true' go over to them within seconds. Rules that do not load are not published."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vigie rules publish my-rules -c vigie.yaml --dry-run",
            "  vigie rules publish my-rules -c vigie.yaml"
        })
final class RulesPublishCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "The rules.")
    private Path directory = Path.of(".");

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The vigie.yaml of the detectors: their cluster and topics.prefix.")
    private @Nullable Path config;

    @Option(names = "--dry-run", description = "Only show what would change.")
    private boolean dryRun;

    RulesPublishCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, RuleException, TopicException {
        List<RuleFile> files = RulesCheckCommand.files(List.of(directory), null).stream()
                .map(this::relative)
                .toList();
        SigmaLoader.load(files);
        Config loaded = Config.load(config, console.environment(), settings -> {});
        StreamSettings settings = Installation.ofCluster(loaded).streamSettings(loaded.bootstrap());
        RulePublisher publisher = new RulePublisher(settings);
        Map<String, Change> changes = publisher.changes(files);
        if (!dryRun) {
            publisher.publish(files, changes);
        }
        Table table = new Table();
        table.row("File", dryRun ? "Would be" : "Was");
        changes.forEach((name, change) -> table.row(name, change.name().toLowerCase(Locale.ROOT)));
        table.print(console.out());
        return Main.EXIT_DONE;
    }

    /** Named from the directory on, so that it does not matter from where they are published. */
    private RuleFile relative(RuleFile file) {
        Path name = Path.of(file.name());
        String relative = name.equals(directory)
                ? String.valueOf(name.getFileName())
                : directory.relativize(name).toString().replace('\\', '/');
        return new RuleFile(relative, file.text());
    }
}
