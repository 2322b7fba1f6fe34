package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Sources of events, each in order of arrival, merged into one; what arrives at the same time comes in the order of the
 * sources. A binary heap whose top is replaced in one pass, since it is passed once for every event.
 */
final class Merge implements Iterator<AccessEvent> {

    private final List<Iterator<AccessEvent>> sources;

    /** By source. */
    private final AccessEvent[] next;

    private final long[] arrivesMillis;

    /** Sources, the next one's first. */
    private final int[] heap;

    private int size;

    Merge(List<Iterator<AccessEvent>> sources) {
        this.sources = new ArrayList<>(sources);
        this.next = new AccessEvent[sources.size()];
        this.arrivesMillis = new long[sources.size()];
        this.heap = new int[sources.size()];
        for (int source = 0; source < sources.size(); source++) {
            if (advance(source)) {
                heap[size++] = source;
            }
        }
        for (int place = size / 2 - 1; place >= 0; place--) {
            sink(place);
        }
    }

    @Override
    public boolean hasNext() {
        return size > 0;
    }

    @Override
    public AccessEvent next() {
        if (size == 0) {
            throw new NoSuchElementException("the simulation is over");
        }
        int source = heap[0];
        AccessEvent first = next[source];
        if (!advance(source)) {
            heap[0] = heap[--size];
        }
        sink(0);
        return first;
    }

    /** When the event arrives, or where that is not known, when it happened. */
    static long arrivesMillis(AccessEvent event) {
        return event.ingestedAtMillis() == AccessEvent.UNKNOWN ? event.timeMillis() : event.ingestedAtMillis();
    }

    private boolean advance(int source) {
        if (!sources.get(source).hasNext()) {
            return false;
        }
        next[source] = sources.get(source).next();
        arrivesMillis[source] = arrivesMillis(next[source]);
        return true;
    }

    private void sink(int from) {
        int source = heap[from];
        int place = from;
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (isBefore(source, heap[child])) {
                break;
            }
            heap[place] = heap[child];
            place = child;
        }
        heap[place] = source;
    }

    private boolean isBefore(int one, int other) {
        return arrivesMillis[one] != arrivesMillis[other] ? arrivesMillis[one] < arrivesMillis[other] : one < other;
    }
}
