package dev.vigie.cli;

import dev.vigie.ingest.Layout;
import dev.vigie.ingest.LogFile;
import dev.vigie.ingest.Mapping;
import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie ingest try}: what becomes of a log's lines, and what the rules will miss in it. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Shows what becomes of a log's first records, field by field; of all its records, how many are events and"
                    + " which fields they have; and which rules look at what this log never says.",
            "It prints what the log holds, personal data with it, and writes nothing."
        },
        footerHeading = "%nExit code 1 if no record of the log is an event.%n%nExamples:%n",
        footer = {
            "  vigie ingest try access.jsonl",
            "  vigie ingest try cloudtrail.json.gz --show 2",
            "  vigie ingest try export.csv --mapping export.yaml --operator atlas"
        })
final class IngestTryCommand implements Callable<Integer> {

    private static final int SHOWN = 3;

    private final Console console;

    @Parameters(paramLabel = "LOG", description = "A log file; plain, .gz or .zst.")
    private Path log = Path.of("");

    @Mixin
    private final LogOptions options = new LogOptions();

    @Option(
            names = "--show",
            paramLabel = "N",
            description = "How many of the first records are shown in full (" + SHOWN + ").")
    private int shown = SHOWN;

    @Option(names = "--rules", paramLabel = "DIR", description = "Sigma rules instead of the built-in ones.")
    private @Nullable Path rules;

    IngestTryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, RuleException, UnreadableLogException, IOException {
        if (shown < 0) {
            throw new ConfigException("--show " + shown + ": 0 or more records can be shown");
        }
        RuleSet loaded = SigmaLoader.load(RulesCheckCommand.files(rules == null ? List.of() : List.of(rules), null));
        Mapping mapping = options.mapping();
        LogTrial trial = new LogTrial(shown, mapping, console.out());
        try (LogFile file = LogFile.open(log, options.layout(), mapping, options.operator())) {
            Layout read = file.layout();
            String how =
                    options.layout() != null ? "" : mapping.format() != null ? ", by the mapping" : ", by its content";
            console.out()
                    .println(Console.printableLine(log.toString()) + ": "
                            + (read == null ? "empty" : read.layoutName() + how)
                            + (mapping.zone() == null ? "" : "; times that state no zone are in " + mapping.zone()));
            file.read(trial::take);
        }
        trial.report(loaded);
        return trial.events() == 0 ? Main.EXIT_FOUND : Main.EXIT_DONE;
    }
}
