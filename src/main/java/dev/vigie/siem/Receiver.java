package dev.vigie.siem;

import java.util.Collections;
import java.util.List;

/** A place that alerts are delivered to. Used by one thread. */
public interface Receiver extends AutoCloseable {

    /**
     * Hands messages over, in their order, and says what became of each.
     *
     * <p>What is answered {@code LATER} is handed over again. So once a message is answered so, no later message of the
     * same alert has been delivered, unless the receiver keeps an alert's newest message whatever the order.
     *
     * @param messages at least one
     * @return an answer for each message, in the same order; any failure of the receiver is one
     */
    List<Answer> deliver(List<Message> messages) throws InterruptedException;

    /**
     * How many messages it takes at once, so that handing them over stays well under the minutes after which Kafka
     * takes a consumer that does not poll for dead.
     */
    default int messagesMax() {
        return Integer.MAX_VALUE;
    }

    @Override
    void close();

    /** The same answer for every message. */
    static List<Answer> all(List<Message> messages, Answer answer) {
        return Collections.nCopies(messages.size(), answer);
    }
}
