package dev.vigie.replay;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Several sorted runs as one. Holds one event of each. */
final class MergedRuns implements Iterator<ReadEvent>, Closeable {

    /** The event that a run stands at. */
    private record Head(ReadEvent event, SpilledRun run) {}

    private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::event, ReadEvent.ORDER));
    private final List<SpilledRun> runs = new ArrayList<>();

    MergedRuns(List<SpilledRun.Written> written) throws IOException {
        try {
            for (SpilledRun.Written file : written) {
                SpilledRun run = file.open();
                runs.add(run);
                advance(run);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void advance(SpilledRun run) throws IOException {
        ReadEvent event = run.next();
        if (event != null) {
            heads.add(new Head(event, run));
        }
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public ReadEvent next() {
        Head head = heads.poll();
        if (head == null) {
            throw new NoSuchElementException();
        }
        try {
            advance(head.run());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return head.event();
    }

    @Override
    public void close() throws IOException {
        for (SpilledRun run : runs) {
            run.close();
        }
    }
}
