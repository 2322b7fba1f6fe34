package dev.vigie.cli;

import dev.vigie.replay.Progress;

/** Tells the one how far a replay has come, and stops it once the other asks for it. */
record StoppableProgress(Progress shown, Interrupt interrupt) implements Progress {

    @Override
    public void at(Phase phase, long done, long total, long alerts) {
        shown.at(phase, done, total, alerts);
    }

    @Override
    public boolean isStopAsked() {
        return interrupt.isAsked();
    }
}
