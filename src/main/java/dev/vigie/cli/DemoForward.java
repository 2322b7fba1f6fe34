package dev.vigie.cli;

import dev.vigie.siem.DeliveryCounts;
import dev.vigie.siem.Receiver;
import dev.vigie.siem.Target;
import dev.vigie.stream.TopicException;
import dev.vigie.stream.Topics;
import dev.vigie.wire.AlertCodec;
import dev.vigie.wire.Framing;
import dev.vigie.wire.SchemaRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The demo's alerts on their way to a receiver as well, as {@code vigie forward} would send them. */
final class DemoForward implements Closing {

    private static final String OPTION = "--forward";
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration FINISH_TIMEOUT = Duration.ofSeconds(30);

    private final Console console;
    private final @Nullable Sink sink;
    private @Nullable Thread thread;
    private volatile boolean finishing;
    private volatile boolean stopping;

    private record Sink(Target target, Receiver receiver) {}

    private DemoForward(Console console, @Nullable Sink sink) {
        this.console = console;
        this.sink = sink;
    }

    /**
     * Checks the receiver's address; nothing is sent yet.
     *
     * @param address null for nowhere
     */
    static DemoForward to(Console console, @Nullable String address) throws ConfigException {
        if (address == null) {
            return new DemoForward(console, null);
        }
        Target target = Forwarding.target(address, OPTION);
        Receiver receiver = Forwarding.receiver(target, target.kind().usualFormat(), OPTION);
        return new DemoForward(console, new Sink(target, receiver));
    }

    /** Begins to forward, in a thread of its own. */
    void start(String bootstrap, Topics topics) {
        if (sink == null) {
            return;
        }
        Forwarding forwarding = new Forwarding(
                console,
                new Forwarding.Route(
                        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                        topics,
                        topics.prefix() + "-forward-demo",
                        new AlertCodec(Framing.singleObject(), SchemaRegistry.none(), List.of()),
                        sink.target(),
                        sink.target().kind().usualFormat(),
                        false),
                new ForwardFigures(InstantSource.system()));
        Receiver receiver = sink.receiver();
        Thread started = new Thread(() -> forward(forwarding, receiver), "demo-forward");
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    private void forward(Forwarding forwarding, Receiver receiver) {
        try {
            Ending ending = new Ending();
            forwarding.run(receiver, counts -> stopping || (finishing && ending.isReached(counts)));
        } catch (TopicException | KafkaException e) {
            console.say(OPTION + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the receiver has all that there is, or for as long as one may wait for a receiver. */
    void finish() throws InterruptedException {
        finishing = true;
        if (thread != null) {
            thread.join(FINISH_TIMEOUT.toMillis());
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            if (thread != null) {
                thread.join(QUIET.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (sink != null) {
            sink.receiver().close();
        }
    }

    /** Notices that nothing has waited and nothing has come for a while. */
    private static final class Ending {
        private long received = -1;
        private long sinceNanos = System.nanoTime();

        boolean isReached(DeliveryCounts counts) {
            if (counts.received() != received || counts.waiting() > 0) {
                received = counts.received();
                sinceNanos = System.nanoTime();
            }
            return System.nanoTime() - sinceNanos > QUIET.toNanos();
        }
    }
}
