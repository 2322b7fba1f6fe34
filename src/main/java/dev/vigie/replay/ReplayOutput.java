package dev.vigie.replay;

import dev.vigie.detect.Verdict;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import java.io.IOException;

/**
 * Is told what a replay comes across, to write it down. Called by one thread. What it writes does not depend on the
 * order of the calls, so that detection may run in whatever order is fastest.
 */
public interface ReplayOutput {

    /**
     * What became of an event that could be read.
     *
     * @param number of the event in the order of the replay, from 0; higher than those before
     */
    void judged(long number, AccessEvent event, Verdict verdict) throws IOException;

    /** An alert message; of each episode the last is {@code CLOSED}. */
    void alert(Alert alert) throws IOException;
}
