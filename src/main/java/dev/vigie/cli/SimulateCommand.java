package dev.vigie.cli;

import dev.vigie.simulate.Incident;
import dev.vigie.simulate.Plot;
import dev.vigie.simulate.Scenario;
import dev.vigie.simulate.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie simulate}: logs of simulated operators with thefts among them, and the truth about these. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Writes the logs of simulated operators, one JSON Lines file each, and truth.csv: whom each incident"
                    + " exposed (incident,account,subject,time).",
            "Some logs come late, come twice or bear a wrong time, as logs do: lines stand in the order of arrival."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vigie simulate -o logs",
            "  vigie simulate -o logs --seed 7 --days 90 --accounts 2000 --gzip",
            "  vigie simulate -o logs --incident ofii --incident ofii-one-export",
            "  vigie replay logs/*.jsonl -o out"
        })
final class SimulateCommand implements Callable<Integer> {

    private static final int THEFT_DAYS_MAX = 14;
    private static final String NONE = "none";

    private final Console console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "Where the files go; must be empty or not there yet.")
    private Path directory = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Decides all that is left open; the same seed, the same logs (${DEFAULT-VALUE}).")
    private long seed = 7;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "Calendar days, 1 to " + Scenario.DAYS_MAX + " (${DEFAULT-VALUE}); incidents fall on the last"
                    + " two weeks.")
    private int days = 30;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            defaultValue = "200",
            description = "Accounts of all operators, 1 to " + Scenario.ACCOUNTS_MAX + " (${DEFAULT-VALUE}).")
    private int accounts = 200;

    @Option(
            names = "--incident",
            paramLabel = "ID",
            description =
                    "What is hidden among the ordinary work, such as ofii or ofii-over-weeks; may be given several"
                            + " times. All incidents as they are known, if not given; 'none' for none.")
    private List<String> incidents = List.of();

    @Option(names = "--gzip", description = "Compress the logs (.jsonl.gz).")
    private boolean gzip;

    SimulateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        refuseOutOfRange("--days", days, Scenario.DAYS_MAX);
        refuseOutOfRange("--accounts", accounts, Scenario.ACCOUNTS_MAX);
        refuseUsedDirectory();
        List<Plot> plots = plots();
        int theftsFromDay = days > 2 * THEFT_DAYS_MAX ? days - THEFT_DAYS_MAX : days / 2;
        Simulation simulation =
                new Simulation(Scenario.house(seed, days, accounts).withPlots(plots, theftsFromDay));
        Files.createDirectories(directory);
        try (SimulatedLogs logs = new SimulatedLogs(directory, gzip)) {
            write(simulation, logs);
            console.say(String.format(
                    "%,d log lines of %d operators and truth.csv in %s", logs.lines(), logs.files(), directory));
        }
        return Main.EXIT_DONE;
    }

    private void write(Simulation simulation, SimulatedLogs logs) throws IOException {
        if (!console.interactive()) {
            logs.write(simulation, day -> {});
            return;
        }
        try (ProgressBar bar = Bars.ofDays(days)) {
            logs.write(simulation, bar::stepTo);
        }
    }

    private static void refuseOutOfRange(String option, int value, int max) throws ConfigException {
        if (value < 1 || value > max) {
            throw new ConfigException(option + ": must be 1 to " + max + ", not " + value);
        }
    }

    private void refuseUsedDirectory() throws ConfigException, IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new ConfigException("-o: " + directory + " is no directory");
        }
        try (Stream<Path> files = Files.list(directory)) {
            if (files.findAny().isPresent()) {
                throw new ConfigException("-o: " + directory + " is not empty; choose another directory");
            }
        }
    }

    private List<Plot> plots() throws ConfigException {
        if (incidents.isEmpty()) {
            return Arrays.stream(Incident.values()).map(Plot::of).toList();
        }
        List<Plot> plots = new ArrayList<>();
        for (String incident : incidents) {
            if (!incident.equals(NONE)) {
                plots.add(Plot.all().stream()
                        .filter(plot -> plot.id().equals(incident))
                        .findFirst()
                        .orElseThrow(() -> noIncident(incident)));
            }
        }
        return plots;
    }

    private static ConfigException noIncident(String name) {
        String ids = String.join(", ", Plot.all().stream().map(Plot::id).toList());
        return new ConfigException("--incident: there is no incident '" + name + "'; there are " + ids + ", " + NONE);
    }
}
