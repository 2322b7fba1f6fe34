package dev.vigie.stream;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What has come of one operator's log since the process started, while it is being counted. A record costs a few
 * additions: whoever counts it has this object at hand, and nothing is looked up or allocated.
 */
final class FeedCounts {

    private final LongAdder records = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final AtomicLong lastArrivedMillis = new AtomicLong();

    void record(byte @Nullable [] value, long arrivedAtMillis) {
        records.increment();
        bytes.add(value == null ? 0 : value.length);
        lastArrivedMillis.lazySet(arrivedAtMillis);
    }

    void event() {
        events.increment();
    }

    void rejected() {
        rejected.increment();
    }

    FeedFigures figures(String operator) {
        return new FeedFigures(
                operator, records.sum(), bytes.sum(), events.sum(), rejected.sum(), lastArrivedMillis.get());
    }
}
