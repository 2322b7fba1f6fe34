package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SideThreadTest {

    private static final int MANY = 10_000;

    /** What was done, in its order. */
    private final List<Integer> done = new ArrayList<>();

    @Test
    void finish_afterMuch_hasDoneAllInOrderOnAnotherThread() throws Exception {
        List<Thread> threads = new ArrayList<>();
        try (SideThread aside = new SideThread("test")) {
            aside.add(0, () -> threads.add(Thread.currentThread()));
            addMany(aside);
            aside.finish();
        }
        assertThat(done).isEqualTo(IntStream.range(0, MANY).boxed().toList());
        assertThat(threads).singleElement().isNotEqualTo(Thread.currentThread());
    }

    @Test
    void finish_ofNothing_returns() throws Exception {
        try (SideThread aside = new SideThread("test")) {
            aside.finish();
        }
        assertThat(done).isEmpty();
    }

    @Test
    void add_whereTheDiskIsFull_throwsWhatFailed() {
        try (SideThread aside = new SideThread("test")) {
            assertThatThrownBy(() -> {
                        aside.add(0, () -> {
                            throw new IOException("no space left");
                        });
                        addMany(aside);
                        aside.finish();
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessage("no space left");
        }
        assertThat(done).isEmpty();
    }

    @Test
    void close_whileMuchWaits_doesNoMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (SideThread aside = new SideThread("test")) {
            aside.add(0, () -> {
                begun.countDown();
                awaitUninterruptibly(goOn);
                done.add(-1);
            });
            addAFew(aside);
            begun.await();
            Thread closing = new Thread(aside::close);
            closing.start();
            while (closing.getState() != Thread.State.WAITING && closing.isAlive()) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            closing.join();
        }
        assertThat(done).as("what was being done and no more").containsExactly(-1);
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

    private void addMany(SideThread aside) throws IOException {
        add(aside, MANY);
    }

    /** More than is handed over at once, and less than may wait. */
    private void addAFew(SideThread aside) throws IOException {
        add(aside, MANY / 5);
    }

    private void add(SideThread aside, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int one = i;
            aside.add(0, () -> done.add(one));
        }
    }
}
