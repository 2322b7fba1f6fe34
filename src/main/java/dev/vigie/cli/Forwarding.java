package dev.vigie.cli;

import dev.vigie.siem.AlertFormat;
import dev.vigie.siem.Delivery;
import dev.vigie.siem.DeliveryCounts;
import dev.vigie.siem.DeliverySettings;
import dev.vigie.siem.DeliveryWatch;
import dev.vigie.siem.Receiver;
import dev.vigie.siem.Receivers;
import dev.vigie.siem.Target;
import dev.vigie.siem.TargetException;
import dev.vigie.stream.TopicCreation;
import dev.vigie.stream.TopicException;
import dev.vigie.stream.Topics;
import dev.vigie.wire.AlertCodec;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;

/** Alerts on their way from a cluster to one receiver. Says how they fare, without a word of what is delivered. */
final class Forwarding {

    private final Console console;
    private final Route route;
    private final ForwardFigures figures;

    /**
     * From where to where.
     *
     * @param client the settings of every client of Kafka's
     * @param group the consumer group that reads
     * @param historic whether alerts on past logs go, too
     */
    record Route(
            Map<String, Object> client,
            Topics topics,
            String group,
            AlertCodec codec,
            Target target,
            AlertFormat format,
            boolean historic) {

        Route {
            client = Map.copyOf(client);
        }
    }

    /** @param figures are kept up to date while this delivers */
    Forwarding(Console console, Route route, ForwardFigures figures) {
        this.console = console;
        this.route = route;
        this.figures = figures;
    }

    /**
     * Reads the address of a receiver.
     *
     * @param where what gave it, for an error to name
     */
    static Target target(String address, String where) throws ConfigException {
        try {
            return Target.parse(address);
        } catch (TargetException e) {
            throw new ConfigException(where + ": " + e.getMessage());
        }
    }

    /** The receiver at an address. Nothing is connected to before the first delivery. */
    static Receiver receiver(Target target, AlertFormat format, String where) throws ConfigException {
        try {
            return new Receivers(host(), InstantSource.system(), Thread::sleep).open(target, format);
        } catch (TargetException e) {
            throw new ConfigException(where + ": " + e.getMessage());
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    /**
     * Delivers.
     *
     * @param receiver stays the caller's to close
     * @param stop is asked before every round whether it is to be the end
     */
    void run(Receiver receiver, Predicate<DeliveryCounts> stop) throws TopicException, InterruptedException {
        createTopics();
        String from = route.topics().alerts();
        String to = route.target().name();
        try (RefusedAlerts refused = RefusedAlerts.open(
                        route.client(), route.topics(), to, route.format().formatName());
                ForwardLog log = new ForwardLog(
                        route.client(), from, route.group(), route.codec(), refused, route.historic(), console::say)) {
            Delivery<ForwardLog.Place> delivery = new Delivery<>(
                    log,
                    route.format().writer(),
                    receiver,
                    DeliverySettings.usual(),
                    () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
                    new SecureRandom(),
                    new Reports(to, route.topics().alertsRefused()));
            console.say("forwarding " + from + " to " + to + " as "
                    + route.format().formatName() + ", group " + route.group());
            if (!route.target().encrypted()) {
                console.say("alerts name accounts, and go to " + to + " in the clear");
            }
            while (!stop.test(delivery.counts())) {
                delivery.step();
                figures.note(delivery);
            }
            DeliveryCounts counts = delivery.counts();
            console.say("stopping: " + counts.delivered() + " delivered, " + counts.refused() + " refused; "
                    + counts.waiting() + " wait for the next start");
        }
    }

    private void createTopics() throws TopicException {
        try (Admin admin = Admin.create(route.client())) {
            new TopicCreation(admin, route.topics()).createAlerts();
        }
    }

    private final class Reports implements DeliveryWatch {
        private final String target;
        private final String refusedTopic;
        private long refusals;
        private long nextSaid = 1;

        Reports(String target, String refusedTopic) {
            this.target = target;
            this.refusedTopic = refusedTopic;
        }

        @Override
        public void down(String reason) {
            figures.down();
            console.say("alerts wait, none is lost: " + target + ": " + reason);
        }

        @Override
        public void up() {
            figures.up();
            console.say(target + " takes alerts again");
        }

        /** The 1st, 10th, 100th ...: a receiver that refuses all must not fill the log. */
        @Override
        public void refused(String reason) {
            refusals++;
            if (refusals == nextSaid) {
                nextSaid *= 10;
                console.say(
                        target + " refuses alerts, " + refusals + " so far, kept in " + refusedTopic + ": " + reason);
            }
        }
    }
}
