package dev.vigie.bench.latency;

import dev.vigie.bench.Traffic;
import dev.vigie.bench.live.Probe;
import dev.vigie.bench.live.Sender;
import dev.vigie.model.AccessEvent;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Events by the clock, at a constant rate, and probes among them at random times (a Poisson process, so that they keep
 * no step with commits). Whatever the system does, the next event is due when it is due: a sender that fell behind
 * sends at once what is overdue, and its latency counts from when it was due.
 */
final class OpenLoop {

    /** By how much a probe's first event, which raises nothing, comes before the one that does. */
    private static final long LEAD_NANOS = 2_000_000_000L;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Sender sender;
    private final Traffic traffic;
    private final List<String> operators;
    private final SplittableRandom random;
    private final double alertsPerSecond;
    private int probes;
    private long timeMillis;

    OpenLoop(Sender sender, Traffic traffic, long seed, double alertsPerSecond) {
        this.sender = sender;
        this.traffic = traffic;
        this.operators = traffic.operators();
        this.random = new SplittableRandom(seed);
        this.alertsPerSecond = alertsPerSecond;
    }

    /**
     * What was sent.
     *
     * @param dueNanos when each probe's alert was due, as {@link System#nanoTime}
     * @param sentPerSecond events of the background
     * @param lagNanosMax the most by which the sender was behind the clock
     */
    record Sent(Map<Probe, Long> dueNanos, double sentPerSecond, long lagNanosMax) {}

    /** What is due at a time after the start. */
    private record Due(Probe probe, long afterNanos) {}

    /** Sends as fast as the producer takes it. */
    void flood(long events) {
        for (long i = 0; i < events; i++) {
            sendNext();
        }
        sender.flush();
    }

    /** Sends for so long. */
    Sent run(double eventsPerSecond, long seconds) {
        Map<Probe, Long> dueNanos = new LinkedHashMap<>();
        Queue<Due> triggers = new ArrayDeque<>();
        double stepNanos = NANOS_PER_SECOND / eventsPerSecond;
        long endNanos = (long) (seconds * NANOS_PER_SECOND);
        long nextProbeNanos = pauseNanos();
        long lagNanosMax = 0;
        long events = 0;
        long beginNanos = System.nanoTime();
        while (true) {
            long eventNanos = (long) (events * stepNanos);
            long probeNanos = nextProbeNanos + LEAD_NANOS < endNanos ? nextProbeNanos : Long.MAX_VALUE;
            long triggerNanos =
                    triggers.isEmpty() ? Long.MAX_VALUE : triggers.element().afterNanos();
            long nextNanos = Math.min(eventNanos, Math.min(probeNanos, triggerNanos));
            if (nextNanos >= endNanos) {
                break;
            }
            lagNanosMax = Math.max(lagNanosMax, await(beginNanos + nextNanos));
            if (nextNanos == triggerNanos) {
                Due due = triggers.remove();
                sender.send(due.probe().trigger(timeMillis));
                dueNanos.put(due.probe(), beginNanos + due.afterNanos());
            } else if (nextNanos == probeNanos) {
                Probe probe = new Probe(operators.get(probes % operators.size()), probes);
                probes++;
                sender.send(probe.first(timeMillis));
                triggers.add(new Due(probe, probeNanos + LEAD_NANOS));
                nextProbeNanos += pauseNanos();
            } else {
                sendNext();
                events++;
            }
        }
        double sentPerSecond = events * NANOS_PER_SECOND / Math.max(endNanos, System.nanoTime() - beginNanos);
        sender.flush();
        return new Sent(dueNanos, sentPerSecond, lagNanosMax);
    }

    private void sendNext() {
        AccessEvent event = traffic.next();
        timeMillis = event.timeMillis();
        sender.send(event);
    }

    private long pauseNanos() {
        return (long) (-Math.log1p(-random.nextDouble()) * NANOS_PER_SECOND / alertsPerSecond);
    }

    /** Waits for the time; by how much it is over. */
    private static long await(long dueNanos) {
        long left = dueNanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = dueNanos - System.nanoTime();
        }
        return -left;
    }
}
