package dev.vigie.cli;

import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.replay.Progress;
import dev.vigie.replay.Replay;
import dev.vigie.replay.ReplayException;
import dev.vigie.replay.ReplayJob;
import dev.vigie.replay.ReplaySummary;
import dev.vigie.report.Report;
import dev.vigie.report.ReportException;
import dev.vigie.rule.RuleException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie replay}: the same detection over files. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Runs the detection over log files and writes what it found to a directory.",
        footerHeading =
                "%nDIR gets alerts.jsonl, summary.json and rejected.jsonl. The last holds raw lines of the logs,%n"
                        + "personal data with them: only its owner may read it.%n%nExamples:%n",
        footer = {
            "  vigie replay access.jsonl -o out",
            "  vigie replay cloudtrail/*.json.gz -o out",
            "  vigie replay export.csv --mapping columns.txt --operator atlas -o out",
            "      where columns.txt has lines such as 'user name = account' or 'comment = -'"
        })
final class ReplayCommand implements Callable<Integer> {

    private static final Set<String> RESULTS = Set.of("alerts.jsonl", "rejected.jsonl", "summary.json");

    private final Console console;

    @Parameters(paramLabel = "LOG", arity = "1..*", description = "Log files; plain, .gz or .zst.")
    private List<Path> logs = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "Where the results go; the results of an earlier replay there are replaced.")
    private Path directory = Path.of("");

    @Mixin
    private final LogOptions reading = new LogOptions();

    @Option(names = "--rules", paramLabel = "DIR", description = "Sigma rules to use instead of the built-in ones.")
    private @Nullable Path rules;

    @Option(
            names = "--lists",
            paramLabel = "DIR",
            description = "Lists (*.txt) and sensitivity.csv in place of those among the rules.")
    private @Nullable Path lists;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The vigie.yaml of a detector, for its rules and keys.")
    private @Nullable Path config;

    @Option(names = "--json", description = "Print summary.json instead of a table.")
    private boolean json;

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call()
            throws ConfigException, RuleException, UnreadableLogException, ReplayException, ReportException,
                    IOException {
        refuseResultsAsLogs();
        Config loaded = Config.load(config, console.environment(), settings -> {
            settings.putFlag("rules", "--rules", rules);
            settings.putFlag("lists", "--lists", lists);
        });
        ReplayJob job = new ReplayJob(
                logs,
                directory,
                reading.layout(),
                reading.mapping(),
                reading.operator(),
                loaded.loadRules(),
                loaded.keys()::detectorSettings,
                Version.number(),
                ReplayJob.heapBytesUsual());
        ReplaySummary summary = run(job);
        Report.write(directory);
        loaded.keys().warn(console);
        if (json) {
            console.out().print(summary.json());
        } else {
            ReplayReport.print(summary, directory, console.out());
        }
        return Main.EXIT_DONE;
    }

    /** What an earlier replay wrote would be read and replaced at once. */
    private void refuseResultsAsLogs() throws ConfigException {
        Path results = directory.toAbsolutePath().normalize();
        for (Path log : logs) {
            Path file = log.toAbsolutePath().normalize();
            if (results.equals(file.getParent()) && RESULTS.contains(String.valueOf(file.getFileName()))) {
                throw new ConfigException(log + ": would be replaced by this replay's results; choose another -o");
            }
        }
    }

    private ReplaySummary run(ReplayJob job) throws UnreadableLogException, ReplayException, IOException {
        if (!console.interactive()) {
            return Replay.run(job, Progress.none());
        }
        try (Bars bars = new Bars()) {
            return Replay.run(job, bars);
        }
    }
}
