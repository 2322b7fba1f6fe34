package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Alert;
import dev.vigie.monitor.Condition;
import dev.vigie.siem.AlertFormat;
import dev.vigie.siem.AlertLog;
import dev.vigie.siem.Answer;
import dev.vigie.siem.Delivery;
import dev.vigie.siem.DeliverySettings;
import dev.vigie.siem.DeliveryWatch;
import dev.vigie.siem.Message;
import dev.vigie.siem.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ForwardFiguresTest {

    private Instant now = Instant.parse("2026-01-05T10:00:00Z");
    private final ForwardFigures figures = new ForwardFigures(() -> now);

    @Test
    void condition_overAForwardersLife_isLiveAsLongAsRoundsEnd() {
        assertThat(figures.condition()).isEqualTo(new Condition(true, false, "starting"));
        figures.note(idle());
        assertThat(figures.condition()).isEqualTo(new Condition(true, true, "forwarding"));
        figures.down();
        assertThat(figures.condition()).isEqualTo(new Condition(true, true, "receiver away"));
        figures.up();
        now = now.plus(Duration.ofMinutes(11));
        assertThat(figures.condition()).isEqualTo(new Condition(false, false, "stuck"));
        figures.note(idle());
        assertThat(figures.condition()).isEqualTo(new Condition(true, true, "forwarding"));
    }

    private static Delivery<Nothing> idle() {
        return new Delivery<>(
                new EmptyLog(),
                AlertFormat.OCSF.writer(),
                new NoReceiver(),
                DeliverySettings.usual(),
                () -> 0,
                new Random(1),
                new NoWatch());
    }

    private record Nothing(Alert alert) implements AlertLog.Entry {}

    private static final class EmptyLog implements AlertLog<Nothing> {
        @Override
        public List<Nothing> poll(long waitMillis, boolean more) {
            return List.of();
        }

        @Override
        public boolean holds(Nothing entry) {
            return true;
        }

        @Override
        public void refuse(Nothing entry, Answer answer) {}

        @Override
        public void done(Nothing entry) {}

        @Override
        public void commit() {}
    }

    private static final class NoReceiver implements Receiver {
        @Override
        public List<Answer> deliver(List<Message> messages) {
            return List.of();
        }

        @Override
        public void close() {}
    }

    private static final class NoWatch implements DeliveryWatch {
        @Override
        public void down(String reason) {}

        @Override
        public void up() {}

        @Override
        public void refused(String reason) {}
    }
}
