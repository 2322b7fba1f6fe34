package dev.vigie.cli;

import dev.vigie.rule.FilterRule;
import dev.vigie.rule.Problem;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.rule.SkippedRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie rules check}: whether rules load, and what they come to. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Loads all files below the given directories, and given files, as one set.",
            "What is wrong is printed as file:line:column: message, with exit code 1. What needs something"
                    + " that Vigie's events never have is skipped by name; what may not mean what its author"
                    + " thinks is a warning."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vigie rules check my-rules",
            "  vigie rules check my-rules more/extra.yml --json",
        })
final class RulesCheckCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR|FILE",
            description = "Rules, lists (*.txt, sensitivity.csv) and field names (*.map).")
    private List<Path> paths = List.of();

    @Option(
            names = "--lists",
            paramLabel = "DIR",
            description = "Lists (*.txt) and sensitivity.csv in place of those among the rules.")
    private @Nullable Path lists;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    RulesCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        List<Problem> problems = List.of();
        RuleSet rules = null;
        try {
            rules = SigmaLoader.load(files(paths, lists));
        } catch (RuleException e) {
            problems = e.problems();
        }
        if (json) {
            console.out().println(RulesJson.text(rules, problems));
        } else if (rules == null) {
            problems.forEach(problem -> console.out().println(Console.printableLine(problem.toString())));
            console.out().println(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
        } else {
            print(rules);
        }
        return problems.isEmpty() ? Main.EXIT_DONE : Main.EXIT_FOUND;
    }

    /**
     * The files of all {@code paths} together, the built-in ones where there are none.
     *
     * @param lists a directory of lists that stand in for those among the rules, or null
     */
    static List<RuleFile> files(List<Path> paths, @Nullable Path lists) throws ConfigException, RuleException {
        List<RuleFile> files = new ArrayList<>(paths.isEmpty() ? SigmaLoader.builtInFiles() : List.of());
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new ConfigException(path + ": no such file or directory");
            }
            files.addAll(SigmaLoader.files(path));
        }
        if (lists != null && !Files.exists(lists)) {
            throw new ConfigException(lists + ": no such directory");
        }
        return lists == null ? files : SigmaLoader.withLists(files, lists);
    }

    private void print(RuleSet rules) {
        for (Problem warning : rules.warnings()) {
            console.out()
                    .println(Console.printableLine(warning.file() + ":" + warning.line() + ":" + warning.column()
                            + ": warning: " + warning.message()));
        }
        if (!rules.skipped().isEmpty()) {
            Table skipped = new Table();
            skipped.row("Skipped", "File", "Because");
            for (SkippedRule rule : rules.skipped()) {
                skipped.row(
                        rule.meta().title(),
                        rule.meta().file() + ":" + rule.meta().line(),
                        rule.reason());
            }
            skipped.print(console.out());
            console.out().println();
        }
        if (!rules.filters().isEmpty()) {
            RulesListCommand.filters(rules.filters(), System.currentTimeMillis())
                    .print(console.out());
            console.out().println();
        }
        int loaded = rules.detections().size() + rules.correlations().size();
        console.out()
                .printf(
                        "%s: %s, %s; %s, %d skipped, %s%n",
                        loaded == 1 ? "1 rule loads" : loaded + " rules load",
                        RuleWords.count(rules.detections().size(), "detection"),
                        RuleWords.count(rules.correlations().size(), "correlation"),
                        RuleWords.count(rules.filters().size(), "filter"),
                        rules.skipped().size(),
                        RuleWords.count(rules.warnings().size(), "warning"));
    }

    /** When an exception ends, or that it has. */
    static String expiry(FilterRule filter, long nowMillis) {
        if (filter.expiresAtMillis() == Long.MAX_VALUE) {
            return "never";
        }
        String at = Instant.ofEpochMilli(filter.expiresAtMillis()).toString();
        return filter.expiresAtMillis() <= nowMillis ? at + " (expired)" : at;
    }
}
