package dev.vigie.cli;

import dev.vigie.monitor.Monitor;
import dev.vigie.rule.RuleException;
import dev.vigie.stream.Detection;
import dev.vigie.stream.StreamSettings;
import dev.vigie.stream.TopicException;
import dev.vigie.stream.VigieStreams;
import dev.vigie.wire.RegistryException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie run}: ingestion and detection against a cluster, until told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Runs ingestion and detection against the Kafka cluster that the configuration names, until interrupted.",
            "Where it names none, a broker is started in this process and its address printed;"
                    + " its data stays in state-dir."
        },
        footerHeading = "%nvigie.yaml, every key optional:%n%n",
        footer = {
            "  kafka:                            # bootstrap.servers and any other setting of Kafka's clients",
            "    bootstrap.servers: kafka-1:9092,kafka-2:9092",
            "  topics:",
            "    prefix: vigie                   # of the topics that Vigie creates",
            "    partitions: 12                  # of vigie.events, fixed for the installation's life",
            "    alert-formats: [ocsf, ecs]      # alerts in vigie.alerts.ocsf and .ecs too; cef, leef",
            "  sources:                          # an operator without an entry sends Vigie's JSON",
            "    - topic: vigie.logs.atlas       # the operator follows 'logs.'; else say operator: atlas",
            "                                    # or topic-pattern: 'prod\\.(?P<operator>[a-z]+)'",
            "      format: json                  # or ocsf, ecs, fhir, cloudtrail, pgaudit, syslog:cef ...",
            "      mapping: atlas.yaml           # how paths, keys or columns become fields",
            "      time-zone: Europe/Paris       # of times that state none",
            "      retention: 3d                 # of the topic, where Vigie creates it",
            "      operator-header: x-operator   # where one trusted gateway alone may write the topic",
            "      backfill: true                # logs of the past: to learn from; alerts on them are historic",
            "  assignments:                      # whom the controller has assigned to which operator, for logs",
            "    topic: vigie.assignments        # that do not say it",
            "  rules: rules                      # a directory of Sigma files instead of the built-in ones;",
            "                                    # followed while Vigie runs",
            "  lists: lists                      # *.txt and sensitivity.csv in place of those among the rules",
            "  rules-topic: true                 # rules from vigie.rules instead, see 'rules publish'",
            "  registry:",
            "    url: https://registry:8081",
            "    user: vigie",
            "    password-file: registry.password",
            "  keys:",
            "    hash-key-file: hash.key         # 32 hexadecimal digits",
            "    subject-key-file: subject.key   # 32 or more",
            "  subject:",
            "    audit-file: look-ups.jsonl      # where people are looked up: notes who did, and why",
            "  state-dir: vigie-state",
            "  threads: 2",
            "  instance:",
            "    name: vigie-1                   # its own among several, and the same at every start",
            "    standbys: 1                     # copies of the state on other instances",
            "  memory:",
            "    profiles-megabytes: 512         # of the heap, for profiles; else a third, at most 1 GB",
            "    rocksdb-megabytes: 256          # outside the heap",
            "  monitor:                          # health and metrics over HTTP; nowhere if not given",
            "    listen: 127.0.0.1:9464          # or 0.0.0.0:9464 for others than this machine",
            "    tls-certificate-file: tls.crt   # with tls-key-file; optional, PEM",
            "    token-file: monitor.token       # optional: who reads metrics must send it",
            "",
            "The environment is over the file: VIGIE_TOPICS_PREFIX, VIGIE_KAFKA_BOOTSTRAP_SERVERS, ...",
            "",
            "Examples:",
            "  vigie run",
            "  vigie run -c vigie.yaml",
            "  VIGIE_KAFKA_BOOTSTRAP_SERVERS=kafka:9092 vigie run --threads 4"
        })
final class RunCommand implements Callable<Integer> {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    /**
     * Kafka Streams cannot be told to stop while it starts, and waits for a cluster that has gone for minutes. More
     * than both applications take to stop, less than what Kubernetes waits for (k8s/base): being killed loses nothing.
     */
    private static final Duration STOP_MAX = Duration.ofSeconds(75);

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);
    /** Ten seconds. */
    private static final int DEAD_LOOKS_MAX = 50;

    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final short ONE_BROKER = 1;
    private final Console console;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration.")
    private @Nullable Path file;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the detector.")
    private @Nullable Integer threads;

    @Option(names = "--rules", paramLabel = "DIR", description = "Sigma rules to use instead of the built-in ones.")
    private @Nullable Path rules;

    @Option(
            names = "--lists",
            paramLabel = "DIR",
            description = "Lists (*.txt) and sensitivity.csv in place of those among the rules.")
    private @Nullable Path lists;

    @Option(
            names = "--monitor",
            paramLabel = "ADDRESS",
            description = "Where to serve health and metrics, such as 127.0.0.1:9464.")
    private @Nullable String monitorAddress;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call()
            throws ConfigException, RuleException, RegistryException, TopicException, IOException,
                    InterruptedException {
        Config config = Config.load(file, console.environment(), settings -> {
            settings.putFlag("threads", "--threads", threads);
            settings.putFlag("rules", "--rules", rules);
            settings.putFlag("lists", "--lists", lists);
            settings.putFlag("monitor.listen", "--monitor", monitorAddress);
        });
        config.keys().warn(console);
        String bootstrap = config.kafka().get(BOOTSTRAP);
        try (Interrupt interrupt = new Interrupt(STOP_MAX);
                Monitor monitor = Monitoring.start(config.monitor(), console)) {
            if (bootstrap != null) {
                run(Installation.ofCluster(config), bootstrap, interrupt, monitor);
            } else {
                Installation installation = new Installation(config, ONE_BROKER);
                try (EmbeddedKafka kafka =
                        EmbeddedKafka.start(config.stateDirectory().resolve("kafka"))) {
                    console.say(
                            "no kafka.bootstrap.servers is set; a broker of its own listens at " + kafka.bootstrap());
                    run(installation, kafka.bootstrap(), interrupt, monitor);
                }
            }
        }
        return Main.EXIT_DONE;
    }

    private void run(Installation installation, String bootstrap, Interrupt interrupt, @Nullable Monitor monitor)
            throws RuleException, RegistryException, TopicException, IOException, InterruptedException {
        StreamSettings settings = installation.streamSettings(bootstrap);
        Installation.Rules rulesNow = installation.rules(settings);
        try (VigieStreams streams = VigieStreams.start(
                settings,
                installation.sources().toCreate(),
                installation.sources(),
                rulesNow.detection(),
                installation.wire())) {
            Closing shown = shown(monitor, streams, rulesNow.detection(), settings);
            Closing following = rulesNow.follow();
            try {
                if (awaitRunning(streams, bootstrap, interrupt, monitor != null)) {
                    console.say("running against " + bootstrap + "; logs come by "
                            + installation.topics().logs("OPERATOR") + ", alerts leave by "
                            + String.join(", ", installation.alertTopicNames()));
                    awaitEnd(streams, interrupt);
                }
                console.say("stopping");
            } finally {
                following.close();
                shown.close();
            }
        }
    }

    /**
     * False if told to stop before. Who watches a monitor sees that a detector restores its state, however long: ending
     * it would only have it begin again. Without one, whoever has started it is told.
     */
    private static boolean awaitRunning(VigieStreams streams, String bootstrap, Interrupt interrupt, boolean isWatched)
            throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + START_TIMEOUT.toNanos();
        for (int dead = 0; !interrupt.isAsked(); dead = lookAt(streams, dead)) {
            if (streams.awaitRunning(LOOK_INTERVAL)) {
                return true;
            }
            if (!isWatched && System.nanoTime() > deadlineNanos) {
                throw new IOException("not running after " + START_TIMEOUT.toSeconds() + " s; is " + bootstrap
                        + " the cluster, and may this client read and write its topics?");
            }
        }
        return false;
    }

    private static void awaitEnd(VigieStreams streams, Interrupt interrupt) throws IOException, InterruptedException {
        for (int dead = 0; !interrupt.await(LOOK_INTERVAL); ) {
            dead = lookAt(streams, dead);
        }
    }

    /**
     * Ends the program where a part has given up for good: whoever has started it can start it again, and would not
     * know that it must. A thread that is about to be replaced is not taken for that.
     *
     * @param dead at how many looks before a part was dead
     * @return the same, this look included
     */
    private static int lookAt(VigieStreams streams, int dead) throws IOException {
        if (streams.isAlive()) {
            return 0;
        }
        if (dead == DEAD_LOOKS_MAX) {
            throw new IOException("ingestion or detection has given up, as said above; nothing is lost,"
                    + " a new start goes on from the last commit");
        }
        return dead + 1;
    }

    private static Closing shown(
            @Nullable Monitor monitor, VigieStreams streams, Detection detection, StreamSettings settings) {
        return monitor == null ? () -> {} : RunFigures.show(monitor, streams, detection, settings.stateDirectory());
    }
}
