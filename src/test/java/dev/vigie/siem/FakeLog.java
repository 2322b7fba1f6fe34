package dev.vigie.siem;

import dev.vigie.model.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A log in memory that outlives its readers; waiting moves its clock on. */
final class FakeLog {

    final List<Alert> alerts = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    long nowMillis;
    int committed;
    int pollsUnwanted;

    /** A place in the log. */
    record Place(Alert alert, int offset, Reader reader) implements AlertLog.Entry {}

    /** One reader's life: from what is committed to its death. */
    final class Reader implements AlertLog<Place> {
        private final TreeSet<Integer> undone = new TreeSet<>();
        private final int pollMax;
        private int position = committed;
        private boolean owner = true;

        Reader(int pollMax) {
            this.pollMax = pollMax;
        }

        /** As if the partition were another's, and came back. */
        void rebalance() {
            owner = false;
        }

        @Override
        public List<Place> poll(long waitMillis, boolean more) {
            List<Place> polled = new ArrayList<>();
            if (!more) {
                pollsUnwanted++;
            }
            while (owner && more && position < alerts.size() && polled.size() < pollMax) {
                undone.add(position);
                polled.add(new Place(alerts.get(position), position, this));
                position++;
            }
            if (polled.isEmpty()) {
                nowMillis += waitMillis;
            }
            return polled;
        }

        @Override
        public boolean holds(Place place) {
            return owner;
        }

        @Override
        public void refuse(Place place, Answer answer) {
            refused.add(key(place.alert()) + ": " + answer.reason());
        }

        @Override
        public void done(Place place) {
            undone.remove(place.offset());
        }

        @Override
        public void commit() {
            committed = undone.isEmpty() ? position : undone.first();
        }
    }

    Reader reader(int pollMax) {
        return new Reader(pollMax);
    }

    static String key(Alert alert) {
        return alert.id() + "/" + alert.sequence();
    }
}
