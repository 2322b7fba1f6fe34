package dev.vigie.cli;

import dev.vigie.model.Alert;
import dev.vigie.simulate.Scenario;
import dev.vigie.simulate.Simulation;
import dev.vigie.stream.Topics;
import dev.vigie.wire.AlertCodec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Plays a simulation's days, those before the thefts as fast as can be, and reads the alerts beside it, until the
 * ledger accounts for every log line.
 */
final class DemoRun implements AutoCloseable {

    private static final Duration ACCOUNT_TIMEOUT = Duration.ofSeconds(120);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int CLOCK_COLUMNS = 20;

    private final Console console;
    private final DemoReport report;
    private final Scenario scenario;
    private final Simulated simulated;
    private final Findings findings;
    private final AlertFeed feed;
    private final long dayStartsMillis;
    private volatile long simulatedMillis;

    DemoRun(
            Console console,
            DemoReport report,
            Scenario scenario,
            Simulation simulation,
            String bootstrap,
            Topics topics,
            AlertCodec codec) {
        this.console = console;
        this.report = report;
        this.scenario = scenario;
        this.dayStartsMillis = simulation.startsMillis(scenario.theftsFromDay());
        this.simulated = new Simulated(simulation, topics, bootstrap);
        this.findings = new Findings(simulation.truth(), simulated, dayStartsMillis);
        this.feed = new AlertFeed(bootstrap, topics, codec);
    }

    /**
     * Plays all days before the thefts.
     *
     * @return how many log lines that were
     * @throws IOException if log lines are unaccounted for at the end
     */
    long learn() throws IOException, InterruptedException {
        play(dayStartsMillis, Double.POSITIVE_INFINITY);
        return simulated.sent();
    }

    /**
     * Plays the rest.
     *
     * @param speed how many times faster than real time; infinite for as fast as can be
     * @return true if every incident raised an alert and nobody else did
     * @throws IOException if log lines are unaccounted for at the end
     */
    boolean play(double speed) throws IOException, InterruptedException {
        play(Long.MAX_VALUE, speed);
        report.summary(scenario.seed(), simulated.sent(), feed, findings);
        return findings.allFoundAndNothingElse();
    }

    private void play(long toMillis, double speed) throws IOException, InterruptedException {
        FutureTask<Void> playing = new FutureTask<>(() -> {
            simulated.play(toMillis, speed, millis -> simulatedMillis = millis);
            return null;
        });
        Thread player = new Thread(playing, "simulated-operators");
        player.setDaemon(true);
        player.start();
        try {
            while (!playing.isDone()) {
                read();
            }
            finish(playing);
            long deadlineNanos = System.nanoTime() + ACCOUNT_TIMEOUT.toNanos();
            while (feed.accountedFor() < simulated.sent()) {
                if (System.nanoTime() > deadlineNanos) {
                    throw new IOException("the ledger accounts for " + feed.accountedFor() + " of " + simulated.sent()
                            + " log lines after " + ACCOUNT_TIMEOUT.toSeconds() + " s");
                }
                read();
            }
            clearTime();
        } finally {
            player.interrupt();
        }
    }

    private void read() throws IOException {
        feed.poll(this::show);
        showTime();
    }

    private void show(Alert alert) {
        if (findings.add(alert, System.currentTimeMillis())) {
            clearTime();
            report.alert(alert);
        }
    }

    /** The simulated time, on a terminal: so that nobody wonders whether anything happens. */
    private void showTime() {
        if (console.interactive() && simulatedMillis > 0) {
            console.err().print("\r" + CLOCK.format(Instant.ofEpochMilli(simulatedMillis)) + " ");
            console.err().flush();
        }
    }

    private void clearTime() {
        if (console.interactive()) {
            console.err().print("\r" + " ".repeat(CLOCK_COLUMNS) + "\r");
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

    @Override
    public void close() {
        feed.close();
        simulated.close();
    }
}
