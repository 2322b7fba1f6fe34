package dev.vigie.cli;

import dev.vigie.model.Group;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.DetectionRule;
import dev.vigie.rule.FilterRule;
import dev.vigie.rule.Limit;
import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleMeta;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.SigmaLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie rules list}: the rules of a set, a line each. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Lists rules: the built-in ones, or those below a directory.",
        footerHeading = "%nExamples:%n",
        footer = {"  vigie rules list", "  vigie rules list my-rules"})
final class RulesListCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "Rules instead of the built-in ones.")
    private @Nullable Path directory;

    @Option(
            names = "--lists",
            paramLabel = "DIR",
            description = "Lists (*.txt) and sensitivity.csv in place of those among the rules.")
    private @Nullable Path lists;

    @Option(names = "--json", description = "Print one JSON object, as 'rules check' does.")
    private boolean json;

    RulesListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, RuleException {
        RuleSet rules =
                SigmaLoader.load(RulesCheckCommand.files(directory == null ? List.of() : List.of(directory), lists));
        if (json) {
            console.out().println(RulesJson.text(rules, List.of()));
            return Main.EXIT_DONE;
        }
        Table table = new Table();
        table.row("Rule", "Level", "Alerts", "Kind", "For each", "Within", "Condition", "Budget", "Title");
        for (CorrelationRule rule : rules.correlations()) {
            table.row(
                    name(rule.meta()),
                    level(rule.meta()),
                    rule.alerts() ? "yes" : "no",
                    RuleWords.kind(rule),
                    new Group(
                                    rule.groupNames(),
                                    Collections.nCopies(rule.groupNames().size(), ""))
                            .kind(),
                    timespan(rule.timespanMillis()),
                    RuleWords.condition(rule),
                    RuleWords.budget(rule.budgetDays()),
                    rule.meta().title());
        }
        for (DetectionRule rule : rules.detections()) {
            table.row(
                    name(rule.meta()),
                    level(rule.meta()),
                    rule.alerts() ? "yes" : "no",
                    "detection",
                    "account",
                    "-",
                    "every match",
                    RuleWords.budget(rule.budgetDays()),
                    rule.meta().title());
        }
        table.print(console.out());
        console.out().println();
        console.out().println(RuleWords.budget(rules));
        if (!rules.filters().isEmpty()) {
            console.out().println();
            filters(rules.filters(), System.currentTimeMillis()).print(console.out());
        }
        return Main.EXIT_DONE;
    }

    static Table filters(List<FilterRule> filters, long nowMillis) {
        Table table = new Table();
        table.row("Exception", "Owner", "Ends", "Rules", "Reason");
        for (FilterRule filter : filters) {
            table.row(
                    filter.meta().title(),
                    filter.owner() == null ? "-" : filter.owner(),
                    RulesCheckCommand.expiry(filter, nowMillis),
                    String.join(", ", filter.rules()),
                    filter.reason() == null ? "-" : filter.reason());
        }
        return table;
    }

    /** What people call the rule: its name, which is shorter than its id. */
    static String name(RuleMeta meta) {
        String name = meta.name();
        return name == null ? meta.id() : name;
    }

    private static String level(RuleMeta meta) {
        return meta.level().name().toLowerCase(Locale.ROOT);
    }

    /** Such as {@code value_count(subject)}. */
    static String kind(CorrelationRule rule) {
        String type = rule.type().name().toLowerCase(Locale.ROOT);
        if (rule.valueFields().isEmpty()) {
            return type;
        }
        String fields =
                rule.valueFields().stream().map(field -> field.fieldName()).collect(Collectors.joining(", "));
        return type + "(" + fields + (rule.percentile() > 0 ? ", " + number(rule.percentile()) : "") + ")";
    }

    static String condition(List<Limit> limits) {
        return limits.stream()
                .map(limit -> limit.operator().sign() + " " + number(limit.value()))
                .collect(Collectors.joining(" and "));
    }

    /** A whole number without a fraction. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    static String timespan(long millis) {
        Duration span = Duration.ofMillis(millis);
        if (span.toDays() > 0 && span.equals(Duration.ofDays(span.toDays()))) {
            return span.toDays() + "d";
        }
        if (span.toHours() > 0 && span.equals(Duration.ofHours(span.toHours()))) {
            return span.toHours() + "h";
        }
        return span.equals(Duration.ofMinutes(span.toMinutes())) ? span.toMinutes() + "m" : span.toSeconds() + "s";
    }
}
