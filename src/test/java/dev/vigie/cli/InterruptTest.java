package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class InterruptTest {

    private static final long DEADLINE_SECONDS = 30;

    @Test
    void asked_andNothingClosedInTime_letsTheProcessGo() throws Exception {
        Interrupt interrupt = new Interrupt(Duration.ofMillis(1));

        CompletableFuture.runAsync(interrupt::askAndWait).get(DEADLINE_SECONDS, TimeUnit.SECONDS);

        assertThat(interrupt.isAsked()).isTrue();
    }

    @Test
    void asked_andEverythingClosed_letsTheProcessGoAtOnce() throws Exception {
        Interrupt interrupt = new Interrupt();
        CompletableFuture<Void> asking = CompletableFuture.runAsync(interrupt::askAndWait);
        interrupt.await();
        boolean before = asking.isDone();

        interrupt.close();

        asking.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        assertThat(before).isFalse();
    }
}
