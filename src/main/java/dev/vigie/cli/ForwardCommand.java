package dev.vigie.cli;

import dev.vigie.monitor.Monitor;
import dev.vigie.siem.AlertFormat;
import dev.vigie.siem.IndexTemplate;
import dev.vigie.siem.Receiver;
import dev.vigie.siem.Target;
import dev.vigie.siem.TargetException;
import dev.vigie.stream.TopicException;
import dev.vigie.stream.Topics;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.Framing;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie forward}: alerts from Kafka to a SIEM, until told to stop. */
@Command(
        name = "forward",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Delivers alerts to a SIEM or a chat, each message at least once and those of an alert in their order,"
                    + " until interrupted. While the receiver is away alerts wait in Kafka; what it refuses is kept in"
                    + " the topic vigie.alerts.refused with its reason. Started again, it goes on where it was; started"
                    + " twice, the second takes over when the first ends."
        },
        footerHeading = "%nReceivers (secrets come from files that options name):%n%n",
        footer = {
            "  syslog+tls://HOST[:6514]   RFC 5424 over TLS; ?ca=PEM, facility=0..23, enterprise=NUMBER",
            "  syslog+tcp://HOST:PORT     the same in the clear; facility, enterprise",
            "  webhook+https://HOST/PATH  one POST per message; ?secret-file=FILE signs it (Standard Webhooks),",
            "                             template=teams|slack|mattermost, ca; what else is in the query stays",
            "  splunk-hec://HOST[:8088]   ?token-file=FILE, channel=GUID, index=NAME, ca",
            "  opensearch://HOST[:9200][/INDEX]     one document per alert; ?user=NAME, password-file=FILE, ca;",
            "                                       or ?data-stream=NAME, one document per message",
            "  elasticsearch://HOST[:9200][/INDEX]  the same; or ?api-key-file=FILE",
            "",
            "webhook+http, splunk-hec+http, opensearch+http and elasticsearch+http are the same in the clear.",
            "An address can be a secret: VIGIE_FORWARD_TO takes the place of --to.",
            "",
            "Examples:",
            "  vigie forward -c vigie.yaml --to 'syslog+tls://siem.example:6514?ca=ca.pem'",
            "  vigie forward -c vigie.yaml --to 'splunk-hec://splunk.example?token-file=hec.token' --format ocsf",
            "  vigie forward -c vigie.yaml --to 'opensearch://search.example?user=vigie&password-file=p'",
            "  vigie forward -c vigie.yaml --to 'webhook+https://hooks.example/T0/B0?template=slack'"
        })
final class ForwardCommand implements Callable<Integer> {

    private static final String TO = "--to";
    private static final String TO_VARIABLE = "VIGIE_FORWARD_TO";
    private final Console console;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The vigie.yaml of the detectors: their cluster, registry and topics.prefix.")
    private @Nullable Path file;

    @Option(names = TO, paramLabel = "URL", description = "The receiver, as below.")
    private @Nullable String address;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "ocsf, ecs, cef or leef; if not given, cef for syslog, ecs for an index, ocsf for the others.")
    private @Nullable String format;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Names the consumer group, vigie-forward-NAME, so that a receiver which moves to another"
                    + " address goes on where it was; if not given, a hash of the address.")
    private @Nullable String name;

    @Option(
            names = "--historic",
            description = "Alerts on past logs, of a source with backfill, too: nobody is to be paged for them.")
    private boolean historic;

    @Option(
            names = "--monitor",
            paramLabel = "ADDRESS",
            description = "Where to serve health and metrics, such as 127.0.0.1:9465.")
    private @Nullable String monitorAddress;

    @Option(
            names = "--print-template",
            description = "Print the index template for the index or data stream that --to names, and do nothing else.")
    private boolean printTemplate;

    ForwardCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, TopicException, InterruptedException {
        Target target = target();
        AlertFormat chosen = format(target);
        if (printTemplate) {
            return printTemplate(target, chosen);
        }
        Config config = Config.load(
                file,
                console.environment(),
                settings -> settings.putFlag("monitor.listen", "--monitor", monitorAddress));
        Map<String, Object> client = config.client();
        Installation installation = Installation.ofCluster(config);
        Forwarding.Route route = new Forwarding.Route(
                client,
                installation.topics(),
                group(installation.topics(), target),
                new AlertCodec(Framing.singleObject(), installation.registry(), List.of()),
                target,
                chosen,
                historic);
        ForwardFigures figures = new ForwardFigures(InstantSource.system());
        try (Interrupt interrupt = new Interrupt();
                Monitor monitor = Monitoring.start(config.monitor(), console);
                Receiver receiver = Forwarding.receiver(target, chosen, where())) {
            if (monitor != null) {
                figures.show(monitor);
            }
            new Forwarding(console, route, figures).run(receiver, counts -> interrupt.isAsked());
        }
        return Main.EXIT_DONE;
    }

    private int printTemplate(Target target, AlertFormat chosen) throws ConfigException {
        try {
            console.out().println(IndexTemplate.of(target, chosen));
            return Main.EXIT_DONE;
        } catch (TargetException e) {
            throw new ConfigException(where() + ": " + e.getMessage());
        }
    }

    private Target target() throws ConfigException {
        String given = address != null ? address : console.environment().get(TO_VARIABLE);
        if (given == null) {
            throw new ConfigException(
                    TO + " is missing: where to deliver, such as " + TO + " syslog+tls://siem.example:6514");
        }
        return Forwarding.target(given, where());
    }

    private String where() {
        return address == null ? TO_VARIABLE : TO;
    }

    private AlertFormat format(Target target) throws ConfigException {
        if (format == null) {
            return target.kind().usualFormat();
        }
        AlertFormat named = AlertFormat.named(format);
        if (named == null) {
            throw new ConfigException(
                    "--format must be one of " + String.join(", ", AlertFormat.names()) + ", not '" + format + "'");
        }
        return named;
    }

    private String group(Topics topics, Target target) throws ConfigException {
        if (name != null && !name.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new ConfigException("--name must be 1 to 100 letters, digits, '.', '_' or '-', not '" + name + "'");
        }
        return topics.prefix() + "-forward-" + (name == null ? target.fingerprint() : name);
    }
}
