package dev.vigie.cli;

import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.replay.AffectedSelection;
import dev.vigie.replay.FolderOptions;
import dev.vigie.replay.OpenPgpSeal;
import dev.vigie.replay.Progress;
import dev.vigie.replay.Replay;
import dev.vigie.replay.ReplayException;
import dev.vigie.replay.ReplayJob;
import dev.vigie.replay.ReplaySummary;
import dev.vigie.report.Report;
import dev.vigie.report.ReportException;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigie replay}: the same detection over files. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Runs the detection over log files and writes what it found to a directory.",
        footerHeading =
                "%nDIR gets alerts.jsonl, summary.json, accounts.csv, timeline.csv, exposure.csv, ledger.json,%n"
                        + "manifest.json, affected.csv and rejected.jsonl. The last two name people or hold raw lines%n"
                        + "of the logs: only their owner may read them.%n%nExamples:%n",
        footer = {
            "  vigie replay access.jsonl -o out",
            "  vigie replay cloudtrail/*.json.gz -o out",
            "  vigie replay access.jsonl -o out -c vigie.yaml --seal dpo.asc",
            "  vigie replay export.csv --mapping columns.txt --operator atlas -o out",
            "      where columns.txt has lines such as 'user name = account' or 'comment = -'"
        })
final class ReplayCommand implements Callable<Integer> {

    private static final Set<String> RESULTS = Replay.resultNames();

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

    @Option(
            names = "--affected",
            paramLabel = "KEY=VALUE",
            description = "Who is listed in affected.csv: alert=ID, account=OPERATOR/ACCOUNT, register=NAME,"
                    + " source=ADDRESS, session=ID, from=TIME, to=TIME; may be given several times. All that was read"
                    + " in an alert's course, if not given.")
    private List<String> affected = List.of();

    @Option(
            names = "--clear-subjects",
            description = "List people by the ids that the logs have, not by hashes or numbers.")
    private boolean clearSubjects;

    @Option(
            names = "--seal",
            paramLabel = "KEY",
            description = "Encrypt affected.csv to this OpenPGP public key, that of the data-protection officer.")
    private @Nullable Path seal;

    @Option(names = "--json", description = "Print summary.json instead of a table.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs.
    private CommandSpec spec;

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call()
            throws ConfigException, RuleException, UnreadableLogException, ReplayException, ReportException,
                    IOException {
        refuseResultsAsLogs();
        Config loaded = config();
        FolderOptions folder = new FolderOptions(
                clearSubjects,
                seal == null ? null : OpenPgpSeal.read(seal, Instant.now()),
                AffectedSelection.parse(affected),
                loaded.keys().fingerprints(),
                ruleFiles(loaded),
                RecordedOptions.of(spec.commandLine().getParseResult(), directory),
                null);
        ReplaySummary summary = run(job(loaded, folder));
        Report.write(directory);
        loaded.keys().warn(console);
        if (json) {
            console.out().print(summary.json());
        } else {
            ReplayReport.print(summary, directory, console.out());
        }
        return Main.EXIT_DONE;
    }

    private Config config() throws ConfigException {
        return Config.load(config, console.environment(), settings -> {
            settings.putFlag("rules", "--rules", rules);
            settings.putFlag("lists", "--lists", lists);
        });
    }

    /** By names that do not say where on the machine they lie. */
    private static List<RuleFile> ruleFiles(Config loaded) throws RuleException {
        List<RuleFile> files = new ArrayList<>();
        for (RuleFile file : loaded.ruleFiles()) {
            String name = file.name();
            for (Path root : Stream.of(loaded.rules(), loaded.lists())
                    .filter(Objects::nonNull)
                    .toList()) {
                Path path = Path.of(name);
                name = path.startsWith(root) && !path.equals(root)
                        ? root.relativize(path).toString().replace('\\', '/')
                        : name;
            }
            files.add(new RuleFile(name, file.text()));
        }
        return files;
    }

    private ReplayJob job(Config loaded, FolderOptions folder)
            throws ConfigException, RuleException, UnreadableLogException {
        return new ReplayJob(
                logs,
                directory,
                reading.layout(),
                reading.mapping(),
                reading.operator(),
                loaded.loadRules(),
                loaded.keys()::detectorSettings,
                Version.number(),
                ReplayJob.heapBytesUsual(),
                folder);
    }

    /**
     * Does what the options ask for once more, and says nothing.
     *
     * @param folder makes the folder's options of those that the command line and the configuration give
     */
    void repeat(UnaryOperator<FolderOptions> folder)
            throws ConfigException, RuleException, UnreadableLogException, ReplayException, IOException {
        Config loaded = config();
        run(job(
                loaded,
                folder.apply(new FolderOptions(
                        clearSubjects,
                        null,
                        AffectedSelection.parse(affected),
                        loaded.keys().fingerprints(),
                        ruleFiles(loaded),
                        List.of(),
                        null))));
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
