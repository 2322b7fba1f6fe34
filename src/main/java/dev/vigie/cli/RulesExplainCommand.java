package dev.vigie.cli;

import dev.vigie.ingest.LogFile;
import dev.vigie.ingest.Mapping;
import dev.vigie.ingest.Parsed;
import dev.vigie.ingest.UnreadableLogException;
import dev.vigie.model.AccessEvent;
import dev.vigie.replay.ReplayJob;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.DetectionRule;
import dev.vigie.rule.Rule;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleMeta;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie rules explain}: why a rule matches events, or does not. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Shows what a rule makes of events: which part matched and which did not, and, for a correlation,"
                    + " the measure's value after each event.",
            "+ stands before what matched, - before what did not; the last column is the line in the rule's file."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vigie rules explain bulk-read events.jsonl",
            "  vigie rules explain my-rules/night.yml events.jsonl",
            "  head -1 access.jsonl | vigie rules explain night --rules my-rules -"
        })
final class RulesExplainCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "RULE", description = "A rule's id or name, or a file that holds one.")
    private String rule = "";

    @Parameters(index = "1", paramLabel = "EVENTS", description = "A log of any format that replay reads; - for stdin.")
    private String events = "";

    @Option(names = "--rules", paramLabel = "DIR", description = "Rules instead of the built-in ones.")
    private @Nullable Path directory;

    @Option(
            names = "--lists",
            paramLabel = "DIR",
            description = "Lists (*.txt) and sensitivity.csv in place of those among the rules.")
    private @Nullable Path lists;

    RulesExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, RuleException, UnreadableLogException, IOException {
        Path file = Path.of(rule);
        boolean isFile = directory == null && Files.isRegularFile(file);
        Path from = isFile ? file : directory;
        RuleSet rules = SigmaLoader.load(RulesCheckCommand.files(from == null ? List.of() : List.of(from), lists));
        Rule explained = isFile ? only(rules) : named(rules);
        List<AccessEvent> read = read();
        RuleExplanation explanation = new RuleExplanation(console.out());
        if (explained instanceof DetectionRule detection) {
            explanation.print(detection, read);
        } else if (explained instanceof CorrelationRule correlation) {
            explanation.print(correlation, rules, read);
        }
        return Main.EXIT_DONE;
    }

    /** The file's one rule that no other refers to. */
    private Rule only(RuleSet rules) throws ConfigException {
        List<Rule> alerting = all(rules).filter(Rule::alerts).toList();
        if (alerting.size() != 1) {
            String skipped = rules.skipped().isEmpty()
                    ? ""
                    : "; skipped: " + rules.skipped().get(0).reason();
            throw new ConfigException(rule + ": holds " + alerting.size()
                    + " rules that alert; name one of them and give the file by --rules" + skipped);
        }
        return alerting.get(0);
    }

    private Rule named(RuleSet rules) throws ConfigException {
        List<String> names = new ArrayList<>();
        for (Rule each : all(rules).toList()) {
            RuleMeta meta = each.meta();
            if (rule.equals(meta.id()) || rule.equals(meta.name())) {
                return each;
            }
            names.add(RulesListCommand.name(meta));
        }
        String nearest = Spelling.nearest(rule, names);
        throw new ConfigException("no rule has the id or name '" + rule + "'"
                + (nearest == null ? "; 'vigie rules list' shows them" : "; did you mean " + nearest + "?"));
    }

    private static Stream<Rule> all(RuleSet rules) {
        return Stream.concat(rules.detections().stream(), rules.correlations().stream());
    }

    private List<AccessEvent> read() throws UnreadableLogException, IOException {
        if (!events.equals("-")) {
            return read(Path.of(events));
        }
        Path copy = Files.createTempFile("vigie-events", ".log");
        try {
            Files.copy(System.in, copy, StandardCopyOption.REPLACE_EXISTING);
            return read(copy);
        } finally {
            Files.delete(copy);
        }
    }

    private List<AccessEvent> read(Path log) throws UnreadableLogException, IOException {
        List<AccessEvent> read = new ArrayList<>();
        try (LogFile file = LogFile.open(log, null, Mapping.NONE, ReplayJob.OPERATOR_UNKNOWN)) {
            file.read((parsed, number) -> {
                if (parsed instanceof Parsed.Event event) {
                    read.add(event.event());
                } else if (parsed instanceof Parsed.Rejected rejected) {
                    console.say(events + ":" + number + ": no event: " + rejected.detail());
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return read;
    }
}
