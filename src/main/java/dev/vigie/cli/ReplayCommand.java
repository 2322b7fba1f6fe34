package dev.vigie.cli;

import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.replay.Effort;
import dev.vigie.replay.FolderOptions;
import dev.vigie.replay.LogSummary;
import dev.vigie.replay.Replay;
import dev.vigie.replay.ReplayException;
import dev.vigie.replay.ReplayJob;
import dev.vigie.replay.ReplayStoppedException;
import dev.vigie.replay.ReplaySummary;
import dev.vigie.report.Report;
import dev.vigie.report.ReportException;
import dev.vigie.rule.RuleException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
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
        footerHeading = "%nDIR gets report.html, alerts.jsonl, summary.json, accounts.csv, timeline.csv, exposure.csv,"
                + "%nreport.fr.html, ledger.json, manifest.json, affected.csv (affected.csv.pgp with --seal) and"
                + "%nrejected.jsonl. The last two name people or hold raw lines of the logs: only their owner may read"
                + "%nthem. Ctrl-C leaves unfinished.json, which says how far it came.%n%n"
                + "--from, --to, --operator, --account and --register choose what is counted"
                + " and reported, not%nwhat is learnt from: to be told of a week, name the logs of the months before"
                + " too. Events%noutside are counted as filtered, and teach what is usual for accounts and their peers;"
                + " those%nfrom --to on are not looked at. An episode is reported whole if it was still going on in the"
                + "%nperiod. Groups of several accounts belong to no --account.%n%n"
                + "The results depend neither on --workers nor on the order of the logs; a file given twice, or%n"
                + "copied, is read once. --json-progress lines have type, phase (read, detect, write), done, total,%n"
                + "unit, alerts, elapsedMillis and leftMillis.%n%nExamples:%n",
        footer = {
            "  vigie replay access.jsonl -o out",
            "  vigie replay 'logs/**/*.json.gz' archive.tar.zst -o out",
            "  vigie replay --topic vigie.logs.atlas -c vigie.yaml older/*.gz -o out",
            "  vigie replay logs/*.jsonl --from 2025-12-15 --to 2025-12-22T00:00:00+01:00 -o week",
            "  vigie replay access.jsonl -o out -c vigie.yaml --seal dpo.asc",
            "  vigie replay export.csv --mapping access.yaml --operator atlas -o out"
        })
final class ReplayCommand implements Callable<Integer> {

    private static final Set<String> RESULTS = Replay.resultNames();

    private final Console console;

    @Parameters(
            paramLabel = "LOG",
            arity = "0..*",
            description = "Log files, plain, .gz or .zst; archives of some (.zip, .tar, .tar.gz, .tgz, .tar.zst); or"
                    + " patterns such as 'logs/**/*.gz'.")
    private List<String> logs = List.of();

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "What a topic of the cluster in -c FILE holds now: vigie.logs.OPERATOR or vigie.events; may"
                    + " be repeated. Read without a group, nothing is committed.")
    private Set<String> topics = Set.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "Where the results go; the results of an earlier replay there are replaced.")
    private Path directory = Path.of("");

    @Mixin
    private final LogOptions reading = new LogOptions();

    @Mixin
    private final ScopeOptions asked = new ScopeOptions();

    @Mixin
    private final WorkersOption workers = new WorkersOption();

    @Option(
            names = "--resume",
            description = "Keep what was read when the replay is interrupted, and go on from there when the same"
                    + " command is given again; to be given from the first time on.")
    private boolean resume;

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

    @Mixin
    private final PeopleOptions people = new PeopleOptions();

    @Option(names = "--json-progress", description = "Tell the progress as JSON lines on standard error.")
    private boolean jsonProgress;

    @Option(names = "--json", description = "Print summary.json instead of a table.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs.
    private CommandSpec spec;

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, RuleException, UnreadableLogException, ReplayException, IOException {
        Config loaded = config();
        FolderOptions folder =
                people.folder(loaded, RecordedOptions.of(spec.commandLine().getParseResult(), directory));
        ReplaySummary summary;
        try (Interrupt interrupt = new Interrupt()) {
            summary = run(job(loaded, folder), interrupt);
        }
        loaded.keys().warn(console);
        for (LogSummary log : summary.logs()) {
            if (log.brokenOff() != null) {
                console.say(log.name() + " breaks off, and what it held beyond is in no figure: " + log.brokenOff());
            }
        }
        if (json) {
            console.out().print(summary.json());
        } else {
            ReplayReport.print(summary, directory, console.out());
        }
        return Main.EXIT_DONE;
    }

    /** The configuration, with what the options set over it. */
    Config config() throws ConfigException {
        return Config.load(config, console.environment(), settings -> {
            settings.putFlag("rules", "--rules", rules);
            settings.putFlag("lists", "--lists", lists);
        });
    }

    private ReplayJob job(Config loaded, FolderOptions folder)
            throws ConfigException, RuleException, UnreadableLogException, IOException {
        List<Path> files = LogPaths.of(logs);
        refuseResultsAsLogs(files);
        if (files.isEmpty() && topics.isEmpty()) {
            throw new ConfigException("which logs? Name files, or a topic by --topic");
        }
        return new ReplayJob(
                files,
                TopicLogs.of(loaded, topics),
                directory,
                reading.layout(),
                reading.mapping(),
                reading.operator(),
                loaded.loadRules(),
                loaded.keys()::detectorSettings,
                Version.number(),
                asked.scope(reading.namedOperator()),
                effort(),
                folder);
    }

    /**
     * What the options ask for, to be done once more.
     *
     * @param folder makes the folder's options of those that the command line and the configuration give
     */
    ReplayJob repeated(UnaryOperator<FolderOptions> folder)
            throws ConfigException, RuleException, UnreadableLogException, ReplayException, IOException {
        Config loaded = config();
        return job(loaded, folder.apply(people.unsealed(loaded, List.of())));
    }

    /** What an earlier replay wrote would be read and replaced at once. */
    private void refuseResultsAsLogs(List<Path> files) throws ConfigException {
        Path results = directory.toAbsolutePath().normalize();
        for (Path log : files) {
            Path file = log.toAbsolutePath().normalize();
            if (results.equals(file.getParent()) && RESULTS.contains(String.valueOf(file.getFileName()))) {
                throw new ConfigException(log + ": would be replaced by this replay's results; choose another -o");
            }
        }
    }

    private Effort effort() throws ConfigException {
        Effort effort = workers.effort();
        return resume ? effort.resuming() : effort;
    }

    /** Does it, and says nothing but how far it is. */
    ReplaySummary run(ReplayJob job, Interrupt interrupt) throws UnreadableLogException, ReplayException, IOException {
        try (WatchedProgress progress = new WatchedProgress(console, jsonProgress, interrupt)) {
            return Replay.run(job, ReplayCommand::report, progress);
        } catch (ReplayStoppedException e) {
            if (resume) {
                console.say("what was read is kept in " + directory + ": the same command goes on from there, and"
                        + " without --resume begins anew and removes it");
            }
            throw e;
        }
    }

    private static Map<String, String> report(Path directory) throws IOException {
        try {
            return Report.pages(directory);
        } catch (ReportException e) {
            throw new IOException("what this replay has just written cannot be read: " + e.getMessage(), e);
        }
    }
}
