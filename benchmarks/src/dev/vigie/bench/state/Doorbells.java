package dev.vigie.bench.state;

import dev.vigie.bench.live.AlertWatch;
import dev.vigie.bench.live.Probe;
import dev.vigie.bench.live.Sender;
import dev.vigie.bench.live.Wait;
import dev.vigie.stream.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Probes on every partition of {@code vigie.events}: those that ring until somebody answers say when the detector is
 * back at work; those that have read 49 people before it was killed, and read one more afterwards, say whether it still
 * knows what it knew.
 */
final class Doorbells {

    private static final String OPERATOR = "operator-00";
    private static final long RING_NANOS = 250_000_000;
    private static final Duration ANSWER_MAX = Duration.ofMinutes(10);
    private static final Duration PRIMED_MAX = Duration.ofSeconds(30);

    private final Sender sender;
    private final AlertWatch watch;
    private final long timeMillis;
    private final List<Probe> primed = new ArrayList<>();
    private int number;

    /** @param timeMillis the event time of all probes: no window ends while they ring */
    Doorbells(Sender sender, AlertWatch watch, long timeMillis) {
        this.sender = sender;
        this.watch = watch;
        this.timeMillis = timeMillis;
    }

    /** Leaves something to remember with every partition. */
    void prime() {
        for (int partition = 0; partition < Topics.EVENT_PARTITIONS; partition++) {
            Probe probe = newProbe();
            primed.add(probe);
            sender.send(probe.first(timeMillis), partition);
        }
        sender.flush();
    }

    /** Rings on all partitions until all have answered; the seconds from {@code beginNanos} to the last one's. */
    double answered(long beginNanos) throws Exception {
        List<Set<Probe>> rung = new ArrayList<>();
        for (int partition = 0; partition < Topics.EVENT_PARTITIONS; partition++) {
            rung.add(new HashSet<>());
        }
        long[] nextNanos = {System.nanoTime()};
        Wait.orFail("every partition answers", ANSWER_MAX, () -> {
            if (System.nanoTime() >= nextNanos[0]) {
                nextNanos[0] = System.nanoTime() + RING_NANOS;
                ring(rung);
            }
            return rung.stream().allMatch(this::answered);
        });
        return (System.nanoTime() - beginNanos) / 1e9;
    }

    private void ring(List<Set<Probe>> rung) {
        for (int partition = 0; partition < rung.size(); partition++) {
            if (!answered(rung.get(partition))) {
                Probe probe = newProbe();
                rung.get(partition).add(probe);
                sender.send(probe.atOnce(timeMillis), partition);
            }
        }
    }

    private boolean answered(Set<Probe> probes) {
        return probes.stream().anyMatch(probe -> watch.of(probe) != null);
    }

    /** Has the primed probes read one person more each; what is wrong with what comes of it. */
    List<String> forgotten() throws Exception {
        for (int partition = 0; partition < primed.size(); partition++) {
            sender.send(primed.get(partition).trigger(timeMillis), partition);
        }
        sender.flush();
        Wait.until(PRIMED_MAX, () -> primed.stream().allMatch(probe -> watch.of(probe) != null));
        List<String> faults = new ArrayList<>();
        for (Probe probe : primed) {
            if (watch.of(probe) == null) {
                faults.add("what " + probe.account() + " had read before the kill is forgotten");
            }
        }
        primed.clear();
        watch.sightings().forEach((account, seen) -> {
            if (seen.openings() != 1) {
                faults.add(account + " opened " + seen.openings() + " times");
            }
        });
        return faults;
    }

    private Probe newProbe() {
        return new Probe(OPERATOR, number++);
    }
}
