package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Alert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of a delivery: the process is killed at any time, also between the receiver's taking a batch and the
 * commit; the receiver goes and comes, refuses some, and takes only a part of others. Whatever happens, nothing is lost
 * and each alert's messages come in their order.
 */
final class DeliveryPropertyTest {

    private static final int ALERTS = 5;
    private static final int MESSAGES_MAX = 120;
    private static final int STEPS_MAX = 100_000;

    /** The process dies. */
    private static final class KilledException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Takes messages one after the other, until it breaks; some alerts it will never take. */
    private static final class Moody implements Receiver {
        private final Random random;
        private final List<Alert> taken = new ArrayList<>();
        private boolean killing = true;

        Moody(Random random) {
            this.random = random;
        }

        @Override
        public List<Answer> deliver(List<Message> messages) {
            List<Answer> answers = new ArrayList<>();
            boolean broken = false;
            for (Message message : messages) {
                broken |= random.nextInt(10) == 0;
                if (broken) {
                    answers.add(Answer.later("broken", random.nextInt(3) * 1_000L));
                } else if (isRefused(message.alert())) {
                    answers.add(Answer.refused("never", ""));
                } else {
                    taken.add(message.alert());
                    answers.add(Answer.delivered());
                }
                if (killing && random.nextInt(40) == 0) {
                    throw new KilledException();
                }
            }
            return answers;
        }

        static boolean isRefused(Alert alert) {
            return alert.sequence() % 7 == 3;
        }

        @Override
        public void close() {}
    }

    private static final class Silent implements DeliveryWatch {
        @Override
        public void down(String reason) {}

        @Override
        public void up() {}

        @Override
        public void refused(String reason) {}
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void delivery_killedAtAnyTime_losesNothingAndKeepsEachAlertsOrder(long seed) throws Exception {
        Random random = new Random(seed);
        FakeLog log = new FakeLog();
        int[] sequences = new int[ALERTS];
        for (int i = random.nextInt(MESSAGES_MAX) + 1; i > 0; i--) {
            int alert = random.nextInt(ALERTS);
            log.alerts.add(Episodes.alert("alert-" + alert, sequences[alert]++));
        }
        Moody receiver = new Moody(random);
        int lives = live(log, receiver, random);
        Set<String> taken = new HashSet<>();
        Map<String, Integer> last = new HashMap<>();
        for (Alert alert : receiver.taken) {
            if (taken.add(FakeLog.key(alert))) {
                Integer before = last.put(alert.id(), alert.sequence());
                assertThat(before == null ? -1 : before)
                        .as("what came before %s (seed %d, %d lives)", FakeLog.key(alert), seed, lives)
                        .isLessThan(alert.sequence());
            }
        }
        for (Alert alert : log.alerts) {
            if (Moody.isRefused(alert)) {
                assertThat(log.refused).as("seed %d", seed).contains(FakeLog.key(alert) + ": never");
            } else {
                assertThat(taken).as("seed %d", seed).contains(FakeLog.key(alert));
            }
        }
    }

    /** Starts a new life after each death, until all is committed. */
    private static int live(FakeLog log, Moody receiver, Random random) throws InterruptedException {
        int lives = 0;
        int steps = 0;
        while (log.committed < log.alerts.size()) {
            lives++;
            Delivery<FakeLog.Place> delivery = new Delivery<>(
                    log.reader(1 + random.nextInt(20)),
                    new DeliveryTest.Texts(),
                    receiver,
                    new DeliverySettings(1 + random.nextInt(10), 200, 20, 400, 100, 1_000, 5_000),
                    () -> log.nowMillis,
                    random,
                    new Silent());
            try {
                while (log.committed < log.alerts.size()) {
                    delivery.step();
                    assertThat(steps++).as("steps").isLessThan(STEPS_MAX);
                }
            } catch (KilledException e) {
                receiver.killing = lives < 10;
            }
        }
        return lives;
    }
}
