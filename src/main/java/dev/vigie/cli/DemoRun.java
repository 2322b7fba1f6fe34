package dev.vigie.cli;

import dev.vigie.model.Alert;
import dev.vigie.simulate.Simulation;
import dev.vigie.stream.Topics;
import dev.vigie.wire.AlertCodec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Plays the simulated day and reads the alerts beside it, until the ledger accounts for every log line. */
final class DemoRun {

    private static final Duration ACCOUNT_TIMEOUT = Duration.ofSeconds(60);

    private final Console console;
    private final DemoReport report;
    private final Simulation simulation;
    private final Topics topics;
    private final double speed;
    private volatile long simulatedMillis;

    DemoRun(Console console, DemoReport report, Simulation simulation, Topics topics, double speed) {
        this.console = console;
        this.report = report;
        this.simulation = simulation;
        this.topics = topics;
        this.speed = speed == 0 ? Double.POSITIVE_INFINITY : speed;
    }

    /**
     * Runs to the end.
     *
     * @return true if every incident raised an alert and nobody else did
     * @throws IOException if log lines are unaccounted for at the end
     */
    boolean run(String bootstrap, AlertCodec codec, long seed) throws IOException, InterruptedException {
        Simulated simulated = new Simulated(simulation, topics, speed);
        Findings findings = new Findings(simulation.truth(), simulated);
        FutureTask<Void> playing = new FutureTask<>(() -> {
            simulated.play(bootstrap, millis -> simulatedMillis = millis);
            return null;
        });
        Thread player = new Thread(playing, "simulated-operators");
        player.setDaemon(true);
        player.start();
        try (AlertFeed feed = new AlertFeed(bootstrap, topics, codec)) {
            while (!playing.isDone()) {
                read(feed, findings);
                showTime();
            }
            finish(playing);
            long deadlineNanos = System.nanoTime() + ACCOUNT_TIMEOUT.toNanos();
            while (feed.accountedFor() < simulated.sent()) {
                if (System.nanoTime() > deadlineNanos) {
                    throw new IOException("the ledger accounts for " + feed.accountedFor() + " of " + simulated.sent()
                            + " log lines after " + ACCOUNT_TIMEOUT.toSeconds() + " s");
                }
                read(feed, findings);
            }
            clearTime();
            report.summary(seed, simulated.sent(), feed, findings);
        } finally {
            player.interrupt();
        }
        return findings.allFoundAndNothingElse();
    }

    private void read(AlertFeed feed, Findings findings) throws IOException {
        feed.poll(alert -> show(alert, findings));
    }

    private void show(Alert alert, Findings findings) {
        findings.add(alert, System.currentTimeMillis());
        clearTime();
        report.alert(alert);
    }

    /** The simulated time of day, on a terminal: so that nobody wonders whether anything happens. */
    private void showTime() {
        if (console.interactive() && simulatedMillis > 0) {
            LocalTime time = LocalTime.ofInstant(Instant.ofEpochMilli(simulatedMillis), ZoneOffset.UTC);
            console.err().print("\r" + time.withNano(0) + " ");
            console.err().flush();
        }
    }

    private void clearTime() {
        if (console.interactive()) {
            console.err().print("\r          \r");
            console.err().flush();
        }
    }

    private static void finish(FutureTask<Void> playing) throws IOException, InterruptedException {
        try {
            playing.get();
        } catch (ExecutionException e) {
            throw new IOException("the simulated operators stopped: " + e.getMessage(), e);
        }
    }
}
