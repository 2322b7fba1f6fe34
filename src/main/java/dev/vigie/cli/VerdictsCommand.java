package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.cli.VerdictFigures.RuleFigures;
import dev.vigie.model.AnalystVerdict.Ruling;
import dev.vigie.rule.ProposedFilter;
import dev.vigie.stream.TopicCreation;
import dev.vigie.stream.TopicException;
import dev.vigie.stream.Topics;
import dev.vigie.stream.WholeTopic;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.Framing;
import dev.vigie.wire.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie verdicts}: what analysts made of the alerts, by rule, and which exceptions they propose. */
@Command(
        name = "verdicts",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Shows, by rule, how many alerts analysts called true, false or expected in the topic of verdicts, and"
                    + " proposes a Sigma filter for each expected one. Nothing is applied: put a filter among your"
                    + " rules when you have read it."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  vigie verdicts -c vigie.yaml", "  vigie verdicts -c vigie.yaml --filters proposed"})
final class VerdictsCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The vigie.yaml of the detectors: their cluster, topics.prefix and schema registry.")
    private @Nullable Path config;

    @Option(
            names = "--filters",
            paramLabel = "DIR",
            description = "Write proposed filters into this directory, a file each; one that is there stays as it is."
                    + " Without it they are printed after the figures.")
    private @Nullable Path filters;

    @Option(names = "--json", description = "Print one JSON object: figures by rule, and proposals.")
    private boolean json;

    VerdictsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, TopicException, RegistryException, IOException {
        Config loaded = Config.load(config, console.environment(), settings -> {});
        Map<String, Object> client = loaded.client();
        Installation installation = Installation.ofCluster(loaded);
        Topics topics = installation.topics();
        try (Admin admin = Admin.create(client)) {
            new TopicCreation(admin, topics).createVerdicts();
        }
        VerdictReading reading =
                new VerdictReading(new AlertCodec(Framing.singleObject(), installation.registry(), List.of()));
        WholeTopic.read(client, topics.verdicts(), reading::verdict);
        WholeTopic.read(client, topics.alerts(), reading::alert);
        reading.check();
        reading.complaints().forEach(console::say);
        report(reading.figures());
        return Main.EXIT_DONE;
    }

    private void report(VerdictFigures figures) throws IOException {
        List<ProposedFilter> proposals = figures.proposals(LocalDate.now(ZoneOffset.UTC));
        if (json) {
            console.out().println(VerdictsJson.of(figures, proposals));
        } else {
            print(figures);
        }
        for (ProposedFilter proposal : proposals) {
            if (proposal.obstacle() != null) {
                console.say("no filter for alert " + proposal.alertId() + ": " + proposal.obstacle());
            } else if (filters != null) {
                write(proposal, filters);
            } else if (!json) {
                console.out().println("---");
                console.out().print(proposal.text());
            }
        }
    }

    private void print(VerdictFigures figures) {
        Map<String, RuleFigures> byRule = figures.byRule();
        console.say(figures.verdicts() + " verdicts, " + figures.unknown()
                + " of them on alerts that the topic of alerts does not hold");
        if (byRule.isEmpty()) {
            return;
        }
        Table table = new Table();
        table.row("Rule", "True", "False", "Expected", "False %", "Title");
        byRule.forEach((rule, its) -> table.row(
                rule,
                its.count(Ruling.TRUE),
                its.count(Ruling.FALSE),
                its.count(Ruling.EXPECTED),
                String.format(Locale.ROOT, "%.0f", its.falseShare() * 100),
                its.title));
        table.print(console.out());
    }

    /** The file's name is the alert's id, which names nobody. */
    private void write(ProposedFilter proposal, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve("expected-" + proposal.alertId() + ".yml");
        if (Files.exists(file)) {
            console.say(file + " is there already and stays as it is");
        } else {
            Files.write(file, proposal.text().getBytes(UTF_8), StandardOpenOption.CREATE_NEW);
            console.say("proposed " + file);
        }
    }
}
