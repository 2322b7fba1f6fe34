package dev.vigie.siem;

import dev.vigie.model.Alert;
import java.util.List;

/**
 * Where alert messages are read from, in order, and where it is kept how far they have been delivered. Used by one
 * thread.
 *
 * @param <E> an entry: an alert message and its place
 */
public interface AlertLog<E extends AlertLog.Entry> {

    /** A message of the log. */
    interface Entry {
        Alert alert();
    }

    /**
     * The messages that follow, none where there are none yet.
     *
     * @param waitMillis how long to wait for some at most
     * @param more whether any are wanted; if not, waits all the same and keeps the log's reader alive
     */
    List<E> poll(long waitMillis, boolean more);

    /** Whether an entry is still this reader's to deliver. What is not will be another's. */
    boolean holds(E entry);

    /** Keeps a message that was refused, for good before this returns. */
    void refuse(E entry, Answer answer);

    /** Says that an entry needs no delivery any more. */
    void done(E entry);

    /** Keeps how far everything is done, so that a reader which starts anew begins at the first entry that is not. */
    void commit();
}
