package dev.vigie.cli;

import dev.vigie.replay.Progress;
import org.jspecify.annotations.Nullable;

/** The progress of a replay as somebody at a terminal, or a program, watches it, until they press Ctrl-C. */
final class WatchedProgress implements Progress, AutoCloseable {

    private final Interrupt interrupt;
    private final Progress shown;
    private final @Nullable Bars bars;

    /**
     * @param json whether it is told as JSON lines
     * @param interrupt the command's: what it leaves behind is cleared away when the replay has stopped, not before
     */
    WatchedProgress(Console console, boolean json, Interrupt interrupt) {
        this.interrupt = interrupt;
        this.bars = !json && console.interactive() ? new Bars() : null;
        this.shown = json
                ? new JsonProgress(console.err(), System::currentTimeMillis)
                : bars == null ? Progress.none() : bars;
    }

    @Override
    public void at(Phase phase, long done, long total, long alerts) {
        shown.at(phase, done, total, alerts);
    }

    @Override
    public boolean isStopAsked() {
        return interrupt.isAsked();
    }

    /** Takes the bars away. */
    @Override
    public void close() {
        if (bars != null) {
            bars.close();
        }
    }
}
