package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkersTest {

    private static final long LAST_WORDS_NANOS = 100_000_000;

    @Test
    void close_whereOneFailed_waitsForTheOtherToEnd() {
        AtomicBoolean failed = new AtomicBoolean();
        AtomicBoolean otherEnded = new AtomicBoolean();

        assertThatThrownBy(() -> {
                    try (Workers workers = new Workers("test", 2)) {
                        workers.run(() -> {
                            if (failed.compareAndSet(false, true)) {
                                throw new IOException("the disk is full");
                            }
                            workUntilInterrupted();
                            otherEnded.set(true);
                        });
                    }
                })
                .hasMessage("the disk is full");

        assertThat(otherEnded).isTrue();
    }

    /** And a little longer, as one does who is in the middle of a file. */
    private static void workUntilInterrupted() {
        while (!Thread.interrupted()) {
            Thread.onSpinWait();
        }
        LockSupport.parkNanos(LAST_WORDS_NANOS);
    }
}
