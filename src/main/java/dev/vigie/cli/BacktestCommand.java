package dev.vigie.cli;

import dev.vigie.backtest.Backtest;
import dev.vigie.backtest.BacktestException;
import dev.vigie.backtest.BacktestJson;
import dev.vigie.backtest.Budget;
import dev.vigie.backtest.Expectations;
import dev.vigie.backtest.Expectations.Verdict;
import dev.vigie.backtest.Incidents;
import dev.vigie.backtest.JUnitXml;
import dev.vigie.backtest.Proposal;
import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.replay.FolderOptions;
import dev.vigie.replay.ReplayJob;
import dev.vigie.replay.Scope;
import dev.vigie.report.BacktestPage;
import dev.vigie.report.Language;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.SigmaLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie backtest}: what other rules would have raised on the same logs. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Runs two rule sets over the same logs and says which alerts come, go or change.",
        footerHeading = "%nAlerts of one group (an account, a source ...) that overlap in time are one case, whichever"
                + " set%nraised them. A case comes or goes where only the new or only the old set has it, and changes"
                + " where%nthe number of its alerts, the rules that crossed, the event that opened it, the people"
                + " exposed%nbefore that or the level differ.%n%nWhat lies before --from, or within --warm-up, teaches"
                + " and counts for nothing. Alerts on incidents%nof --incidents are no cost. --budget only ever raises"
                + " limits, leaves critical rules alone, chooses%nfrom the first half of the days if there are at least"
                + " 14, never from an incident, and shows what%nthe result raised when it was run.%n%nExit code 1: an"
                + " expectation of --expect is not met, or no limits keep to --budget.%n%nExamples:%n",
        footer = {
            "  vigie backtest --rules my-rules 'logs/*.jsonl.gz' --warm-up 21",
            "  vigie backtest --rules my-rules --against old-rules logs/*.jsonl --from 2025-12-01 --html b.html",
            "  vigie backtest --rules rules --topic vigie.events -c vigie.yaml --from 2025-12-01 --html b.html",
            "  vigie backtest --rules rules logs/*.jsonl --expect expect.yaml --junit TEST-rules.xml",
            "  vigie backtest --rules rules logs/*.jsonl --incidents logs/truth.csv --warm-up 21",
            "  vigie backtest logs/*.jsonl --warm-up 21 --budget 2/day --write-rules quieter"
        })
final class BacktestCommand implements Callable<Integer> {

    private static final int WARM_UP_DAYS_MAX = 3_650;

    private final Console console;

    @Parameters(
            paramLabel = "LOG",
            arity = "0..*",
            description = "Log files, plain, .gz or .zst; archives of some; or patterns such as 'logs/**/*.gz'.")
    private List<String> logs = List.of();

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "What a topic of the cluster in -c FILE holds now: vigie.logs.OPERATOR or vigie.events; may"
                    + " be repeated.")
    private Set<String> topics = Set.of();

    @Option(
            names = "--rules",
            paramLabel = "NEW",
            description = "The new rules: a directory of Sigma files, or one; the built-in ones if not given.")
    private @Nullable Path rules;

    @Option(
            names = "--against",
            paramLabel = "OLD",
            description = "The rules of today; those of -c FILE, else the built-in ones, if not given.")
    private @Nullable Path against;

    @Mixin
    private final LogOptions reading = new LogOptions();

    @Mixin
    private final ScopeOptions asked = new ScopeOptions();

    @Option(
            names = "--warm-up",
            paramLabel = "DAYS",
            description = "Alerts of so many days after the first event do not count: the detector still learns then.")
    private int warmUpDays;

    @Option(
            names = "--incidents",
            paramLabel = "FILE",
            description = "Known incidents, as simulate writes them to truth.csv: incident,account,subject,time.")
    private @Nullable Path incidents;

    @Option(
            names = "--budget",
            paramLabel = "N/day",
            description = "Propose limits of the new rules that keep to so many alerts: 2/day, 5/week.")
    private @Nullable String budget;

    @Option(
            names = "--write-rules",
            paramLabel = "DIR",
            description = "Where the new rules go with the proposed limits in them; must be empty or not there yet.")
    private @Nullable Path writeRules;

    @Option(
            names = "--expect",
            paramLabel = "FILE",
            description = "What the new rules are expected to raise: YAML, see the manual.")
    private @Nullable Path expect;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write what became of --expect as JUnit XML.")
    private @Nullable Path junit;

    @Option(names = "--html", paramLabel = "FILE", description = "Write all of it as one page of HTML.")
    private @Nullable Path html;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            converter = LanguageConverter.class,
            description = "Of --html: en, the default, or fr.")
    private Language language = Language.ENGLISH;

    @Option(
            names = "--lists",
            paramLabel = "DIR",
            description = "Lists (*.txt) and sensitivity.csv in place of those among either rules.")
    private @Nullable Path lists;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The vigie.yaml of a detector, for its rules and keys.")
    private @Nullable Path config;

    @Mixin
    private final WorkersOption workers = new WorkersOption();

    @Option(names = "--json-progress", description = "Tell the progress as JSON lines on standard error.")
    private boolean jsonProgress;

    @Option(names = "--json", description = "Print all of it as JSON instead of tables.")
    private boolean json;

    BacktestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call()
            throws ConfigException, RuleException, UnreadableLogException, BacktestException, IOException {
        check();
        Incidents known = incidents == null ? Incidents.NONE : Incidents.read(incidents);
        Expectations expected = expect == null ? null : Expectations.read(expect);
        Backtest.Job job = job(known);
        if (expected != null) {
            expected.check(SigmaLoader.load(job.after()), known);
        }
        Backtest.Result result = run(job);
        List<Verdict> verdicts = expected == null
                ? List.of()
                : expected.judge(result.comparison().after(), known);
        write(result, expected, verdicts);
        if (json) {
            console.out().print(BacktestJson.text(result, verdicts));
        } else {
            new BacktestReport(result, verdicts, console.out()).print();
        }
        boolean isMet = verdicts.stream().allMatch(each -> each.failure() == null);
        Proposal proposal = result.proposal();
        return isMet && (proposal == null || proposal.keeps()) ? Main.EXIT_DONE : Main.EXIT_FOUND;
    }

    private void check() throws ConfigException, IOException {
        if (junit != null && expect == null) {
            throw new ConfigException("--junit: there is nothing to tell without --expect FILE");
        }
        if (writeRules != null && budget == null) {
            throw new ConfigException("--write-rules: there is nothing to write without --budget");
        }
        if (writeRules != null) {
            WrittenRules.refuseUsed(writeRules);
        }
        refuseMissing("--incidents", incidents);
        refuseMissing("--expect", expect);
        refuseWithoutDirectory("--html", html);
        refuseWithoutDirectory("--junit", junit);
        if (warmUpDays < 0 || warmUpDays > WARM_UP_DAYS_MAX) {
            throw new ConfigException("--warm-up " + warmUpDays + ": 0 to " + WARM_UP_DAYS_MAX + " days");
        }
    }

    /** Known before hours are spent, not after. */
    private static void refuseWithoutDirectory(String option, @Nullable Path file) throws ConfigException {
        if (file == null) {
            return;
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent) || Files.isDirectory(file)) {
            throw new ConfigException(option + ": " + file + " cannot be written: name a file in a directory");
        }
    }

    private static void refuseMissing(String option, @Nullable Path file) throws ConfigException {
        if (file != null && !Files.isRegularFile(file)) {
            throw new ConfigException(option + ": " + file + ": no such file");
        }
    }

    private Backtest.Job job(Incidents known)
            throws ConfigException, RuleException, UnreadableLogException, BacktestException, IOException {
        Config loaded =
                Config.load(config, console.environment(), settings -> settings.putFlag("lists", "--lists", lists));
        loaded.keys().warn(console);
        Scope scope = asked.scope(reading.namedOperator());
        if (warmUpDays > 0 && scope.fromMillis() != Scope.ALL.fromMillis()) {
            throw new ConfigException("--warm-up and --from: both say from when on alerts count; give one");
        }
        Scope fromTheBeginning = new Scope(
                Scope.ALL.fromMillis(), scope.toMillis(), scope.operator(), scope.accounts(), scope.registers());
        List<RuleFile> after = files(loaded, rules, SigmaLoader.builtInFiles());
        List<Path> files = LogPaths.of(logs);
        if (files.isEmpty() && topics.isEmpty()) {
            throw new ConfigException("which logs? Name files, or a topic by --topic");
        }
        ReplayJob replay = new ReplayJob(
                files,
                TopicLogs.of(loaded, topics),
                Path.of(""),
                reading.layout(),
                reading.mapping(),
                reading.operator(),
                SigmaLoader.load(after),
                loaded.keys()::detectorSettings,
                Version.number(),
                fromTheBeginning,
                workers.effort(),
                FolderOptions.PLAIN);
        return new Backtest.Job(
                replay,
                files(loaded, against, loaded.ruleFiles()),
                after,
                scope.fromMillis(),
                warmUpDays,
                known,
                budget == null ? null : Budget.parse(budget));
    }

    /** The rules at {@code named}, with the installation's lists; {@code otherwise} where none are named. */
    private static List<RuleFile> files(Config loaded, @Nullable Path named, List<RuleFile> otherwise)
            throws RuleException {
        List<RuleFile> files = named == null ? otherwise : SigmaLoader.files(named);
        return loaded.lists() == null ? files : SigmaLoader.withLists(files, loaded.lists());
    }

    private Backtest.Result run(Backtest.Job job)
            throws UnreadableLogException, RuleException, BacktestException, IOException {
        try (Interrupt interrupt = new Interrupt();
                WatchedProgress progress = new WatchedProgress(console, jsonProgress, interrupt)) {
            return Backtest.run(job, progress);
        }
    }

    private void write(Backtest.Result result, @Nullable Expectations expected, List<Verdict> verdicts)
            throws IOException, ConfigException {
        if (junit != null && expected != null) {
            Map<String, String> properties = new LinkedHashMap<>();
            properties.put("vigie.version", Version.number());
            properties.put("rules.hash", result.comparison().after().rules().hash());
            properties.put("against.hash", result.comparison().before().rules().hash());
            Files.writeString(junit, JUnitXml.text(expected.fileName(), verdicts, properties));
        }
        if (html != null) {
            Files.writeString(html, BacktestPage.html(result, verdicts, language), StandardCharsets.UTF_8);
        }
        Proposal proposal = result.proposal();
        if (writeRules != null && proposal != null) {
            WrittenRules.write(proposal.files(), rules, writeRules);
        }
    }
}
