package dev.vigie.bench.quality;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** The days of all houses together, as a bar with the time left on standard error. */
final class Progress implements AutoCloseable {

    private static final int COLUMNS = 79;
    private static final int UPDATE_MILLIS = 1_000;

    private final ProgressBar bar;

    Progress(long days) {
        bar = ProgressBar.builder()
                .setTaskName("Watching")
                .setUnit(" days", 1)
                .setInitialMax(days)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .setMaxRenderedLength(COLUMNS)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, COLUMNS))
                .build();
    }

    /** Leaves out days that were watched in an earlier run: they say nothing of the time left. */
    void skip(long days) {
        bar.maxHint(bar.getMax() - days);
    }

    /** For one house, which says how many of its days are over. */
    IntConsumer newRun() {
        AtomicLong before = new AtomicLong();
        return days -> bar.stepBy(days - before.getAndSet(days));
    }

    @Override
    public void close() {
        bar.close();
    }
}
