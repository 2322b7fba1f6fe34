package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;

/**
 * A batch of one operator's log that is shipped a second time.
 *
 * @param day index of the day from which its lines are
 * @param fromMillis when the first of them arrived, at the earliest
 * @param toMillis none of them arrived at this time or later
 * @param againMillis when they start to arrive a second time
 */
record Reshipment(Operator operator, int day, long fromMillis, long toMillis, long againMillis) {

    /** Which of these lines arrive again, with the times at which they do. */
    Iterator<AccessEvent> again(Iterator<AccessEvent> events) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(events, Spliterator.ORDERED), false)
                .filter(this::isOfBatch)
                .map(this::arrivingAgain)
                .iterator();
    }

    private boolean isOfBatch(AccessEvent event) {
        return event.operator().equals(operator.name())
                && event.ingestedAtMillis() >= fromMillis
                && event.ingestedAtMillis() < toMillis;
    }

    private AccessEvent arrivingAgain(AccessEvent event) {
        return new AccessEvent(
                event.id(),
                event.timeMillis(),
                againMillis + (event.ingestedAtMillis() - fromMillis) / Courier.CATCH_UP,
                event.operator(),
                event.account(),
                event.role(),
                event.session(),
                event.resource(),
                event.action(),
                event.outcome(),
                event.subjects(),
                event.recordCount(),
                event.bytes(),
                event.fields(),
                event.sourceIp(),
                event.userAgent(),
                event.country(),
                event.purpose(),
                event.assigned(),
                event.sequence(),
                event.claimedOperator());
    }
}
