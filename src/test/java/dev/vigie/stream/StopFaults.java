package dev.vigie.stream;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instances that are stopped, replaced or killed under load, by {@code -Pfaults}. */
final class StopFaults {

    private static final long SEED = Long.getLong("vigie.seed", 20_261_126L);
    private static final int EVENTS = 8_000;
    private static final int PER_SECOND = 200;
    private static final double AT_WORK = 0.15;
    /** So that a trial on a busy machine ends. */
    private static final long START_MILLIS_MAX = 20_000;

    private static Broker broker;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new Broker();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void terminated_underLoad_endsWithinItsGracePeriodAndChangesNothing() throws Exception {
        FaultRun.trial(directory, broker, "terminated", "SIGTERM 5 times", EVENTS, run -> {
            VigieProcess vigie = run.vigie(0, 0);
            vigie.start();
            run.load(PER_SECOND);
            double secondsMax = 0;
            for (int i = 1; i <= 5; i++) {
                run.awaitDetected(AT_WORK * i);
                run.awaitRunning();
                secondsMax = Math.max(secondsMax, vigie.terminate());
                vigie.start();
            }
            return String.format(Locale.ROOT, "longest stop %.1f s", secondsMax);
        });
    }

    /** Before it has its partitions, while it asks for them, while it restores them: whatever a start is at. */
    @Test
    void terminatedWhileItStarts_timeAndAgain_changesNothing() throws Exception {
        FaultRun.trial(directory, broker, "terminated-starting", "SIGTERM 12 times while it starts", EVENTS, run -> {
            SplittableRandom random = new SplittableRandom(SEED);
            VigieProcess vigie = run.vigie(0, 0);
            long beganNanos = System.nanoTime();
            vigie.start();
            run.load(PER_SECOND);
            long startMillis = Math.min(START_MILLIS_MAX, (System.nanoTime() - beganNanos) / 1_000_000);
            run.awaitDetected(AT_WORK);
            vigie.terminate();
            double secondsMax = 0;
            for (int i = 0; i < 12; i++) {
                vigie.start();
                FaultRun.pass(Duration.ofMillis(random.nextLong(startMillis)));
                secondsMax = Math.max(secondsMax, vigie.terminate());
            }
            vigie.start();
            return String.format(Locale.ROOT, "longest stop %.1f s", secondsMax);
        });
    }

    @Test
    void rollingRestart_ofTwo_changesNothing() throws Exception {
        FaultRun.trial(directory, broker, "rolling-restart", "two instances restarted in turn, twice", EVENTS, run -> {
            VigieProcess[] two = {run.vigie(0, 1), run.vigie(1, 1)};
            two[0].start();
            two[1].start();
            run.load(PER_SECOND);
            for (int i = 0; i < 4; i++) {
                run.awaitDetected(AT_WORK * (i + 1));
                run.awaitRunning();
                two[i % 2].terminate();
                two[i % 2].start();
            }
            return "1 standby";
        });
    }

    /** How long nobody detects after a kill, which is what a standby is for. */
    @ParameterizedTest
    @CsvSource({"false, 0", "false, 1", "true, 0", "true, 1"})
    void oneOfTwoKilled_changesNothing(boolean back, int standbys) throws Exception {
        String name = "one-of-two-" + (back ? "back-" : "gone-") + standbys;
        String what = "one of two instances killed, " + (back ? "started again at once" : "not started again") + ", "
                + standbys + " standbys";
        FaultRun.trial(directory, broker, name, what, EVENTS, run -> {
            VigieProcess[] two = {run.vigie(0, standbys), run.vigie(1, standbys)};
            two[0].start();
            two[1].start();
            run.load(PER_SECOND);
            run.awaitDetected(2 * AT_WORK);
            // Both have had the time to share out partitions and to copy state; what that took does not count.
            FaultRun.pass(Duration.ofSeconds(5));
            run.assertMoreComes();
            run.progress().forgetGaps();
            two[1].kill();
            if (back) {
                two[1].start();
            }
            return "";
        });
    }
}
