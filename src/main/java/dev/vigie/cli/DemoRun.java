package dev.vigie.cli;

import dev.vigie.detect.PeerDays;
import dev.vigie.model.Alert;
import dev.vigie.simulate.Scenario;
import dev.vigie.simulate.Simulation;
import dev.vigie.stream.DetectFigures;
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
 *
 * <p>What is usual for an account depends on what its peers did until two days earlier. On real days all of that is
 * long known; where weeks go by in seconds it would be known or not as it happens. So no more days are played at once
 * than do not concern each other, and the next ones wait for what these have told: the same simulation says the same
 * each time.
 */
final class DemoRun implements AutoCloseable {

    private static final Duration ACCOUNT_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration HANDOVER_TIMEOUT = Duration.ofSeconds(30);
    private static final long STRETCH_MILLIS = PeerDays.LAG_DAYS * 86_400_000L;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int CLOCK_COLUMNS = 20;

    private final Console console;
    private final DemoReport report;
    private final Scenario scenario;
    private final Simulated simulated;
    private final Findings findings;
    private final AlertFeed feed;
    private final DetectFigures figures;
    private final long startsMillis;
    private final long dayStartsMillis;
    private boolean isInOrder = true;
    private volatile long simulatedMillis;

    DemoRun(
            Console console,
            DemoReport report,
            Scenario scenario,
            Simulation simulation,
            String bootstrap,
            Topics topics,
            AlertCodec codec,
            DetectFigures figures) {
        this.console = console;
        this.report = report;
        this.scenario = scenario;
        this.figures = figures;
        this.startsMillis = simulation.startsMillis(0);
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
        // To the end of a day of the detector's, UTC.
        long toMillis = Math.floorDiv(startsMillis, STRETCH_MILLIS) * STRETCH_MILLIS;
        while (toMillis < dayStartsMillis) {
            toMillis = Math.min(toMillis + STRETCH_MILLIS, dayStartsMillis);
            play(toMillis, Double.POSITIVE_INFINITY);
        }
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
            awaitHandovers();
            clearTime();
        } finally {
            player.interrupt();
        }
    }

    /** Waits until all that comes of the log lines so far is known and read. */
    private void awaitHandovers() throws IOException {
        long deadlineNanos = System.nanoTime() + HANDOVER_TIMEOUT.toNanos();
        while (isInOrder && (!figures.handovers().haveArrived() || feed.alerts() < said())) {
            read();
            if (System.nanoTime() > deadlineNanos) {
                // After a fault, a process that was suspended for one, they never do.
                console.say("what the detector's tasks tell each other has not arrived after "
                        + HANDOVER_TIMEOUT.toSeconds() + " s; another run may give other figures");
                isInOrder = false;
            }
        }
    }

    private long said() {
        return figures.alerts().messages().values().stream()
                .mapToLong(Long::longValue)
                .sum();
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
