package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StepTest {

    @Test
    void await_onceEveryPartIsDone_isTrue() throws IOException {
        AtomicInteger done = new AtomicInteger();
        Step step = new Step(2);
        step.run(done::incrementAndGet);
        assertThat(step.await(0)).isFalse();
        step.run(done::incrementAndGet);

        assertThat(step.await(0)).isTrue();
        assertThat(done).hasValue(2);
        assertThat(step.hasFailed()).isFalse();
    }

    @Test
    void await_whereAPartFailed_throwsItsFaultAndLaterPartsAreNotRun() {
        AtomicInteger later = new AtomicInteger();
        Step step = new Step(2);
        step.run(() -> {
            throw new IOException("the disk is full");
        });
        step.run(later::incrementAndGet);

        assertThat(step.hasFailed()).isTrue();
        assertThat(later).hasValue(0);
        assertThatThrownBy(() -> step.await(0)).isInstanceOf(IOException.class).hasMessage("the disk is full");
    }
}
