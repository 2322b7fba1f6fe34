package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MilestoneTest {

    @AfterEach
    void forget() {
        Thread.interrupted();
    }

    @Test
    void check_onAThreadThatWasToldToStop_saysSo() {
        Milestone milestone = new Milestone(Progress.none());
        assertThatCode(milestone::check).doesNotThrowAnyException();

        Thread.currentThread().interrupt();

        assertThatThrownBy(milestone::check).isInstanceOf(ReplayStoppedException.class);
        assertThatThrownBy(() -> milestone.advance(1)).isInstanceOf(ReplayStoppedException.class);
    }
}
