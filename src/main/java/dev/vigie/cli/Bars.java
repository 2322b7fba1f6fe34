package dev.vigie.cli;

import dev.vigie.replay.Progress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A replay's progress on a terminal: one bar for each phase, which goes when the next one, or the same again, comes.
 */
final class Bars implements Progress, AutoCloseable {

    /** A terminal's usual width: asking for the true one costs a library and a tenth of a second. */
    private static final int COLUMNS = 79;

    private static final int UPDATE_MILLIS = 200;
    private static final long MEBIBYTE = 1 << 20;

    private @Nullable Phase phase;
    private @Nullable ProgressBar bar;
    private long lastDone;

    @Override
    public void at(Phase now, long done, long total, long alerts) {
        if (phase != now || done < lastDone) {
            close();
            phase = now;
            bar = bar(now, total);
        }
        lastDone = done;
        if (bar != null) {
            bar.stepTo(done);
            if (alerts > 0) {
                bar.setExtraMessage(alerts + (alerts == 1 ? " alert" : " alerts"));
            }
        }
    }

    private static ProgressBar bar(Phase phase, long total) {
        return switch (phase) {
            case READ -> bar("Reading", total, " MiB", MEBIBYTE);
            case DETECT -> bar("Detecting", total, " events", 1);
            case WRITE -> bar("Writing", total, " events", 1);
        };
    }

    /** A bar for the days of a simulation. */
    static ProgressBar ofDays(int days) {
        return bar("Simulating", days, " days", 1);
    }

    private static ProgressBar bar(String task, long total, String unit, long unitSize) {
        return ProgressBar.builder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(unit, unitSize)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .setMaxRenderedLength(COLUMNS)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, COLUMNS))
                .clearDisplayOnFinish()
                .build();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
