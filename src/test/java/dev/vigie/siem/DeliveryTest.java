package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Alert;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** One reader's delivery, step by step, with a receiver that does as it is told. */
final class DeliveryTest {

    private static final DeliverySettings SETTINGS = new DeliverySettings(3, 1_000, 6, 1_000, 500, 60_000, 600_000);

    private final FakeLog log = new FakeLog();
    private final Told receiver = new Told();
    private final List<String> said = new ArrayList<>();
    private FakeLog.Reader reader = log.reader(4);
    private Delivery<FakeLog.Place> delivery = delivery(SETTINGS);

    /** Answers each batch by the next script; without one it takes everything. */
    private static final class Told implements Receiver {
        private final Deque<Function<Message, Answer>> scripts = new ArrayDeque<>();
        private final List<List<String>> batches = new ArrayList<>();
        private int messagesMax = Integer.MAX_VALUE;

        @Override
        public List<Answer> deliver(List<Message> messages) {
            batches.add(messages.stream()
                    .map(message -> FakeLog.key(message.alert()))
                    .toList());
            Function<Message, Answer> script = scripts.isEmpty() ? message -> Answer.delivered() : scripts.remove();
            return messages.stream().map(script).toList();
        }

        @Override
        public int messagesMax() {
            return messagesMax;
        }

        @Override
        public void close() {}
    }

    private final class Notes implements DeliveryWatch {
        @Override
        public void down(String reason) {
            said.add("down: " + reason);
        }

        @Override
        public void up() {
            said.add("up");
        }

        @Override
        public void refused(String reason) {
            said.add("refused: " + reason);
        }
    }

    @Test
    void step_receiverTakesAll_commitsAll() throws Exception {
        log("a/0", "b/0", "a/1");
        delivery.step();
        assertThat(receiver.batches).containsExactly(List.of("a/0", "b/0", "a/1"));
        assertThat(log.committed).isEqualTo(3);
        assertThat(delivery.counts()).isEqualTo(new DeliveryCounts(3, 3, 0, 0, 0, 0));
        assertThat(said).isEmpty();
    }

    @Test
    void step_moreThanABatch_cutsByNumberByLengthAndByTheReceiversOwnLimit() throws Exception {
        log("a/0", "a/1", "a/2", "a/3");
        delivery.step();
        delivery.step();
        assertThat(receiver.batches).containsExactly(List.of("a/0", "a/1", "a/2"), List.of("a/3"));
        int length = Episodes.text(Episodes.alert("a", 0)).length();
        delivery = delivery(new DeliverySettings(3, 2L * length, 6, 1_000, 1, 1, 0));
        log("b/0", "b/1", "b/2");
        delivery.step();
        assertThat(receiver.batches).last().isEqualTo(List.of("b/0", "b/1"));
        receiver.messagesMax = 1;
        delivery.step();
        assertThat(receiver.batches).last().isEqualTo(List.of("b/2"));
    }

    @Test
    void step_receiverIsDown_waitsInOrderReadsNoFurtherAndKeepsPolling() throws Exception {
        log("a/0", "b/0");
        receiver.scripts.add(message -> Answer.later("closed"));
        delivery.step();
        log("a/1");
        assertThat(log.committed).isZero();
        assertThat(delivery.waitingSinceMillis()).isEqualTo(Episodes.DETECTED_AT_MILLIS);
        int steps = 0;
        while (receiver.batches.size() < 2) {
            delivery.step();
            steps++;
        }
        assertThat(log.pollsUnwanted).isEqualTo(steps);
        assertThat(receiver.batches).last().isEqualTo(List.of("a/0", "b/0"));
        delivery.step();
        assertThat(receiver.batches).last().isEqualTo(List.of("a/1"));
        assertThat(said).containsExactly("down: closed", "up");
        assertThat(delivery.waitingSinceMillis()).isZero();
    }

    @Test
    void step_receiverIsDownForAnHour_triesSomeTimesAndThenDeliversOnceEach() throws Exception {
        log("a/0", "b/0", "c/0");
        for (int i = 0; i < 10_000; i++) {
            receiver.scripts.add(message -> log.nowMillis < 3_600_000 ? Answer.later("closed") : Answer.delivered());
        }
        while (log.committed < 3) {
            delivery.step();
        }
        assertThat(receiver.batches).hasSizeBetween(60, 400);
        assertThat(log.nowMillis).isBetween(3_600_000L, 3_661_000L);
        assertThat(delivery.counts().delivered()).isEqualTo(3);
        assertThat(said).containsExactly("down: closed", "up");
    }

    @Test
    void step_receiverAsksForAWait_isLeftAloneThatLongAndNoLongerThanGranted() throws Exception {
        log("a/0");
        receiver.scripts.add(message -> Answer.later("busy", 30_000));
        receiver.scripts.add(message -> Answer.later("busy", Long.MAX_VALUE));
        delivery.step();
        while (receiver.batches.size() < 2) {
            delivery.step();
        }
        assertThat(log.nowMillis).isBetween(30_000L, 30_501L);
        while (receiver.batches.size() < 3) {
            delivery.step();
        }
        assertThat(log.nowMillis).isBetween(630_000L, 631_502L);
        assertThat(log.committed).isEqualTo(1);
    }

    @Test
    void step_messageIsRefused_isKeptAsideAndTheOthersGoOn() throws Exception {
        log("a/0", "b/0", "c/0");
        receiver.scripts.add(message ->
                message.alert().id().equals("b") ? Answer.refused("status 400", "no field x") : Answer.delivered());
        delivery.step();
        assertThat(log.refused).containsExactly("b/0: status 400");
        assertThat(log.committed).isEqualTo(3);
        assertThat(said).containsExactly("refused: status 400");
        assertThat(delivery.counts()).isEqualTo(new DeliveryCounts(3, 2, 1, 0, 0, 0));
    }

    @Test
    void step_oneOfABatchMustWait_commitsOnlyUpToItAndSendsItAlone() throws Exception {
        log("a/0", "b/0", "c/0");
        receiver.scripts.add(message -> message.alert().id().equals("b") ? Answer.later("busy") : Answer.delivered());
        delivery.step();
        assertThat(log.committed).isEqualTo(1);
        while (log.committed < 3) {
            delivery.step();
        }
        assertThat(receiver.batches).containsExactly(List.of("a/0", "b/0", "c/0"), List.of("b/0"));
    }

    @Test
    void step_bufferIsFull_readsNoFurther() throws Exception {
        for (int i = 0; i < 100; i++) {
            log("a/" + i);
        }
        receiver.messagesMax = 1;
        for (int i = 0; i < 20; i++) {
            delivery.step();
            assertThat(delivery.counts().waiting()).isLessThan(6 + 4);
        }
        assertThat(log.pollsUnwanted).isPositive();
    }

    @Test
    void step_partitionBecameAnothers_dropsWhatWaitedForIt() throws Exception {
        log("a/0", "b/0");
        receiver.scripts.add(message -> Answer.later("closed"));
        delivery.step();
        reader.rebalance();
        delivery.step();
        assertThat(delivery.counts()).isEqualTo(new DeliveryCounts(2, 0, 0, 2, 0, 1));
    }

    private void log(String... keys) {
        for (String key : keys) {
            int slash = key.indexOf('/');
            Alert alert = Episodes.alert(key.substring(0, slash), Integer.parseInt(key.substring(slash + 1)));
            log.alerts.add(alert);
        }
    }

    private Delivery<FakeLog.Place> delivery(DeliverySettings settings) {
        reader = log.reader(4);
        return new Delivery<>(reader, new Texts(), receiver, settings, () -> log.nowMillis, new Random(1), new Notes());
    }

    /** Writes an alert's text as the tests have it. */
    static final class Texts implements AlertWriter {
        @Override
        public String write(Alert alert) {
            return Episodes.text(alert);
        }

        @Override
        public String contentType() {
            return "application/json";
        }
    }
}
