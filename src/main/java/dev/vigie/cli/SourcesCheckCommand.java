package dev.vigie.cli;

import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleSet;
import dev.vigie.stream.AssignmentTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie sources check}: what comes by each source, what is missing in it, and who else could write it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Reads the last records of each source's topics as ingestion would, and says what comes, what is rejected"
                    + " and why, how old it is, which fields the rules will miss, and who may write the topic by the"
                    + " cluster's ACLs; and which sources have no topic, and which topics no source.",
            "Where assignments come by topic it reads all of it, and says what it holds and who may write it.",
            "It reads in no consumer group and writes nothing. To see ACLs its principal needs Describe on the cluster."
        },
        footerHeading = "%nExit code 1 if it finds a fault.%n%nExamples:%n",
        footer = {"  vigie sources check -c vigie.yaml", "  vigie sources check -c vigie.yaml --last 100 --json"})
final class SourcesCheckCommand implements Callable<Integer> {

    private static final int LAST = 1_000;
    private static final int LAST_MAX = 100_000;

    private final Console console;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The vigie.yaml of the detectors.")
    private @Nullable Path file;

    @Option(
            names = "--last",
            paramLabel = "N",
            description = "How many of each partition's last records are read (" + LAST + ").")
    private int last = LAST;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    SourcesCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, RuleException, IOException, InterruptedException {
        if (last < 1 || last > LAST_MAX) {
            throw new ConfigException(
                    "--last " + last + ": 1 to " + LAST_MAX + " records of each partition can be read");
        }
        Config config = Config.load(file, console.environment(), settings -> {});
        Map<String, Object> client = config.client();
        Installation installation = Installation.ofCluster(config);
        SourcesReport report = new SourcesReport(System.currentTimeMillis());
        try (Admin admin = Admin.create(client);
                TopicReader reader = new TopicReader(client)) {
            look(installation, config.loadRules(), admin, reader, report);
        }
        if (json) {
            report.printJson(console.out());
        } else {
            report.print(console.out());
        }
        return report.faults() == 0 ? Main.EXIT_DONE : Main.EXIT_FOUND;
    }

    private void look(Installation installation, RuleSet rules, Admin admin, TopicReader reader, SourcesReport report)
            throws IOException, InterruptedException {
        ConfiguredSources sources = installation.sources();
        TreeSet<String> names = new TreeSet<>(names(admin));
        names.removeIf(name -> !sources.pattern().matcher(name).matches());
        AssignmentTopic assignments = sources.assignments();
        TopicWriters writers =
                new TopicWriters(admin, installation.topics(), assignments == null ? null : assignments.name());
        SourceFinding blindness = writers.blindness();
        if (blindness != null) {
            report.addOfCluster(blindness);
        }
        TreeSet<String> operators = new TreeSet<>();
        for (String name : names) {
            SourceTail tail = new SourceTail(name, sources.of(name));
            reader.read(name, last, tail::take);
            operators.addAll(tail.operatorNames());
            report.add(tail, sources.find(name), tail.findings(rules, report.nowMillis()));
            report.addFindings(blindness == null ? writers.look(name) : List.of());
            report.addFindings(sources.remarks(name));
        }
        for (Source source : sources.all()) {
            if (names.stream().noneMatch(source::has)) {
                report.addWithoutTopic(source);
            }
        }
        if (assignments != null) {
            AssignmentsTail tail = new AssignmentsTail(assignments);
            if (reader.partitions(assignments.name()) == 0) {
                report.setAssignments(tail, List.of(SourceFinding.fault("there is no such topic")));
                return;
            }
            reader.read(assignments.name(), TopicReader.ALL, tail::take);
            List<SourceFinding> findings = new ArrayList<>(tail.findings(operators));
            findings.addAll(blindness == null ? writers.lookAtAssignments(assignments.name()) : List.of());
            report.setAssignments(tail, findings);
        }
    }

    private static Set<String> names(Admin admin) throws InterruptedException {
        try {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaException("the cluster does not list its topics: " + cause.getMessage(), cause);
        }
    }
}
