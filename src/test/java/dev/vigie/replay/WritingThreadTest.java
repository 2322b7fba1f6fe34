package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.detect.Verdict;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class WritingThreadTest {

    private static final int EVENTS = 10_000;

    /** Writes down the ids of what it is told, and who told it. */
    private static class Listed implements ReplayOutput {
        final List<String> ids = new ArrayList<>();
        volatile String thread = "";

        @Override
        public void judged(long number, AccessEvent event, Verdict verdict) throws IOException {
            ids.add(event.id());
            thread = Thread.currentThread().getName();
        }

        @Override
        public void alert(Alert alert) {
            ids.add(alert.id());
        }
    }

    @Test
    void finish_afterManyEvents_hasToldAllInOrderOnAnotherThread() throws Exception {
        Listed listed = new Listed();
        try (WritingThread writing = new WritingThread(listed)) {
            tell(writing, EVENTS);
            writing.finish();
        }
        assertThat(listed.ids).hasSize(EVENTS).isSorted();
        assertThat(listed.thread).isNotEqualTo(Thread.currentThread().getName());
    }

    @Test
    void finish_ofNothing_returns() throws Exception {
        Listed listed = new Listed();
        try (WritingThread writing = new WritingThread(listed)) {
            writing.finish();
        }
        assertThat(listed.ids).isEmpty();
    }

    @Test
    void judged_whereTheDiskIsFull_throwsWhatTheOutputThrew() throws Exception {
        ReplayOutput full = new Listed() {
            @Override
            public void judged(long number, AccessEvent event, Verdict verdict) throws IOException {
                throw new IOException("no space left");
            }
        };
        try (WritingThread writing = new WritingThread(full)) {
            assertThatThrownBy(() -> {
                        tell(writing, EVENTS);
                        writing.finish();
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessage("no space left");
        }
    }

    @Test
    void close_whileEverythingWaits_tellsNoMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Listed slow = new Listed() {
            @Override
            public void judged(long number, AccessEvent event, Verdict verdict) throws IOException {
                super.judged(number, event, verdict);
                begun.countDown();
                awaitUninterruptibly(goOn);
            }
        };
        try (WritingThread writing = new WritingThread(slow)) {
            tell(writing, 2_000);
            begun.await();
            Thread closing = new Thread(writing::close);
            closing.start();
            while (closing.getState() != Thread.State.WAITING && closing.isAlive()) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            closing.join();
        }
        assertThat(slow.ids).as("the event at hand and no other").hasSize(1);
    }

    /** As who is in the middle of a file. */
    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(WritingThread writing, int events) throws IOException {
        Verdict verdict = new Verdict(Verdict.Fate.COUNTED, false, false, false);
        for (int i = 0; i < events; i++) {
            AccessEvent event = Logs.event(String.format("e-%05d", i), Logs.START_MILLIS + i, "clerk", "A");
            writing.judged(i, event, verdict);
        }
    }
}
