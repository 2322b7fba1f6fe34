package dev.vigie.cli;

import dev.vigie.monitor.Condition;
import dev.vigie.monitor.Metric;
import dev.vigie.monitor.Metrics;
import dev.vigie.monitor.Monitor;
import dev.vigie.siem.Delivery;
import dev.vigie.siem.DeliveryCounts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.ToLongFunction;

/**
 * What {@code vigie forward} shows of itself. The delivery's thread leaves its figures here after each round, and
 * whoever looks takes the latest.
 */
final class ForwardFigures {

    /** No receiver may take as long for one batch; whoever waits for it longer waits for ever. */
    private static final Duration ROUND_MAX = Duration.ofMinutes(10);

    private final InstantSource clock;
    private volatile Round latest;
    private volatile boolean down;

    /**
     * A round's figures.
     *
     * @param rounds how many there have been
     */
    private record Round(long rounds, long endedAtMillis, DeliveryCounts counts, long waitingSinceMillis) {}

    ForwardFigures(InstantSource clock) {
        this.clock = clock;
        this.latest = new Round(0, clock.millis(), new DeliveryCounts(0, 0, 0, 0, 0, 0), 0);
    }

    /** A round has ended; called by the delivery's thread. */
    void note(Delivery<?> delivery) {
        latest = new Round(latest.rounds() + 1, clock.millis(), delivery.counts(), delivery.waitingSinceMillis());
    }

    void down() {
        down = true;
    }

    void up() {
        down = false;
    }

    void show(Monitor monitor) {
        monitor.health().watch("forward", this::condition);
        Metrics metrics = monitor.metrics();
        show(metrics, Metric.FORWARD_RECEIVED, DeliveryCounts::received);
        show(metrics, Metric.FORWARD_SENT, DeliveryCounts::delivered);
        show(metrics, Metric.FORWARD_REFUSED, DeliveryCounts::refused);
        show(metrics, Metric.FORWARD_DROPPED, DeliveryCounts::dropped);
        show(metrics, Metric.FORWARD_RETRIES, DeliveryCounts::failures);
        show(metrics, Metric.FORWARD_WAITING, DeliveryCounts::waiting);
        metrics.show(Metric.FORWARD_OLDEST, to -> to.add(oldestWaitingSeconds()));
        metrics.show(Metric.FORWARD_UP, to -> to.add(down ? 0 : 1));
    }

    private void show(Metrics metrics, Metric metric, ToLongFunction<DeliveryCounts> figure) {
        metrics.show(metric, to -> to.add(figure.applyAsLong(latest.counts())));
    }

    private double oldestWaitingSeconds() {
        long sinceMillis = latest.waitingSinceMillis();
        return sinceMillis == 0 ? 0 : Math.max(0, clock.millis() - sinceMillis) / 1_000.0;
    }

    /** A receiver that is away is no fault of this process, which is ready to go on: that is a metric. */
    Condition condition() {
        Round round = latest;
        boolean live = clock.millis() - round.endedAtMillis() < ROUND_MAX.toMillis();
        boolean ready = live && round.rounds() > 0;
        String does = down ? "receiver away" : ready ? "forwarding" : "starting";
        return new Condition(live, ready, live ? does : "stuck");
    }
}
