package dev.vigie.replay;

import dev.vigie.detect.Verdict;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import java.io.Closeable;
import java.io.IOException;

/** Tells an output what it is told, in the same order, on a thread of its own. Used by one thread. */
final class WritingThread implements ReplayOutput, Closeable {

    private final ReplayOutput output;
    private final SideThread thread = new SideThread("write");

    /** @param output is told by nobody else until this is finished or closed */
    WritingThread(ReplayOutput output) {
        this.output = output;
    }

    @Override
    public void judged(long number, AccessEvent event, Verdict verdict) throws IOException {
        thread.add(event.subjects().size(), () -> output.judged(number, event, verdict));
    }

    @Override
    public void alert(Alert alert) throws IOException {
        thread.add(0, () -> output.alert(alert));
    }

    /** Waits until the output has been told everything; nothing can be told from then on. */
    void finish() throws IOException {
        thread.finish();
    }

    /** What waits is not told any more. */
    @Override
    public void close() {
        thread.close();
    }
}
