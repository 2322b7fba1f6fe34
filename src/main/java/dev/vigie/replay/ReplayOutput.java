package dev.vigie.replay;

import dev.vigie.detect.Verdict;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import java.io.IOException;

/**
 * Is told what a replay comes across, to write it down. What it writes does not depend on the order of the calls, so
 * that detection may run in whatever order is fastest.
 */
public interface ReplayOutput {

    /** Where one more worker tells of the events of its accounts: each by a thread of its own. */
    Events events();

    /** An alert message; of each episode the last is {@code CLOSED}. Called by one thread, while others tell events. */
    void alert(Alert alert) throws IOException;

    /** Takes one worker's events, day by day: no worker begins a day before all have done with the one before it. */
    @FunctionalInterface
    interface Events {

        /**
         * What became of an event that could be read.
         *
         * @param number of the event in the order of the replay, from 0; higher than those told here before
         */
        void judged(long number, AccessEvent event, Verdict verdict) throws IOException;
    }
}
