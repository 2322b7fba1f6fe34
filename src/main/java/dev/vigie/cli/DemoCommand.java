package dev.vigie.cli;

import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Plan;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.simulate.Scenario;
import dev.vigie.simulate.Simulation;
import dev.vigie.stream.Detection;
import dev.vigie.stream.LogTopic;
import dev.vigie.stream.Sources;
import dev.vigie.stream.StreamSettings;
import dev.vigie.stream.TopicException;
import dev.vigie.stream.Topics;
import dev.vigie.stream.VigieStreams;
import dev.vigie.stream.Wire;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.Framing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie demo}: a real broker, simulated operators with incidents among them, and the alerts as they happen. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Starts a Kafka broker and the detector in this process, lets it learn from three weeks of simulated"
                    + " operators' logs, then plays a day with three incidents hidden in it and shows the alerts as"
                    + " they happen.",
            "Exit code 1 if an incident was missed or anybody else raised an alert on that day."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vigie demo",
            "  vigie demo --seed 7 --json | jq .sentence",
            "  vigie demo --speed 600 --keep      ten minutes a second, and the broker stays to be looked at",
            "  vigie demo --forward 'syslog+tls://localhost:6514?ca=ca.pem'"
        })
final class DemoCommand implements Callable<Integer> {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    /**
     * What several accounts do together is then seen in the order in which it happened, and said the same each time.
     */
    private static final int PARTITIONS = 1;

    private static final short ONE_BROKER = 1;
    private static final byte[] SUBJECT_KEY = "vigie demo, a key that everybody knows".getBytes(StandardCharsets.UTF_8);

    private final Console console;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Which day is simulated; the same seed, the same day (${DEFAULT-VALUE}).")
    private long seed = 7;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "3600",
            description =
                    "How many times faster than real time the day is played (${DEFAULT-VALUE}: an hour a second); 0 for"
                            + " no pause.")
    private double speed = 3600;

    @Option(
            names = "--json",
            description =
                    "Alert messages as JSON lines on standard output and a summary as the last one; all else goes to"
                            + " standard error.")
    private boolean json;

    @Option(
            names = "--keep",
            description = "Leave broker and detector up until interrupted, and print the broker's address.")
    private boolean keep;

    @Option(
            names = "--forward",
            paramLabel = "URL",
            description = "Deliver the alerts to a receiver as well, as 'vigie forward --to URL' does.")
    private @Nullable String forward;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, TopicException, IOException, InterruptedException {
        if (!(speed >= 0)) {
            throw new ConfigException("--speed: must be 0 or more, not " + speed);
        }
        Scenario scenario = Scenario.standard(seed);
        Simulation simulation = new Simulation(scenario);
        long startMillis = System.currentTimeMillis();
        DemoForward forwarding = DemoForward.to(console, forward);
        Path state = Files.createTempDirectory("vigie-demo-");
        try (Interrupt interrupt = new Interrupt();
                EmbeddedKafka kafka = EmbeddedKafka.start();
                forwarding) {
            say(startMillis, "Kafka broker at " + kafka.bootstrap());
            Topics topics = new Topics(Topics.PREFIX, PARTITIONS, 1, ONE_BROKER);
            StreamSettings settings = StreamSettings.of(kafka.bootstrap(), topics, state);
            Wire wire = Wire.withoutRegistry();
            try (VigieStreams streams =
                    VigieStreams.start(settings, logs(simulation, topics), Sources.json(topics), detection(), wire)) {
                if (!streams.awaitRunning(START_TIMEOUT)) {
                    throw new IOException("the detector is not running after " + START_TIMEOUT.toSeconds() + " s");
                }
                say(startMillis, "detector running");
                DemoReport report = new DemoReport(console.out(), json);
                AlertCodec codec = new AlertCodec(Framing.singleObject(), wire.registry(), List.of());
                forwarding.start(kafka.bootstrap(), topics);
                boolean good;
                try (DemoRun run = new DemoRun(
                        console,
                        report,
                        scenario,
                        simulation,
                        kafka.bootstrap(),
                        topics,
                        codec,
                        streams.detectFigures())) {
                    say(startMillis, "sending the logs of " + scenario.theftsFromDay() + " days before, to learn from");
                    long lines = run.learn();
                    say(startMillis, String.format("%,d log lines counted; the day with the incidents begins", lines));
                    good = run.play(speed == 0 ? Double.POSITIVE_INFINITY : speed);
                }
                forwarding.finish();
                if (keep) {
                    console.say("broker at " + kafka.bootstrap() + " and detector stay up; Ctrl-C ends them");
                    interrupt.await();
                }
                return good ? Main.EXIT_DONE : Main.EXIT_FOUND;
            }
        } finally {
            Directories.deleteAll(state);
        }
    }

    private void say(long startMillis, String what) {
        console.say(String.format("%4.1f s  %s", (System.currentTimeMillis() - startMillis) / 1_000.0, what));
    }

    private static List<LogTopic> logs(Simulation simulation, Topics topics) {
        return simulation.operators().stream()
                .map(operator -> LogTopic.of(topics, operator))
                .toList();
    }

    private static Detection detection() {
        return new Detection(new Plan(SigmaLoader.builtIn()), settings(System::currentTimeMillis));
    }

    /** @param clock says when something is detected */
    static DetectorSettings settings(LongSupplier clock) {
        return new DetectorSettings(
                new long[] {0, 1}, SUBJECT_KEY, DetectorSettings.SKEW_TOLERANCE_MILLIS, Version.number(), clock);
    }
}
