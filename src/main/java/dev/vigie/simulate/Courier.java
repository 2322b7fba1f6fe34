package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;
import java.util.List;

/**
 * How one operator's log lines travel: when each arrives, and which time the operator's clocks write on it. Lines of an
 * operator arrive in the order in which they happened.
 *
 * @param delayMillis of every line; {@link AccessEvent#UNKNOWN} where nobody notes when lines arrive
 * @param holds when the shipment stood still
 * @param wrongClocks when a clock was wrong
 */
record Courier(long delayMillis, List<Hold> holds, List<WrongClock> wrongClocks) {

    /** How many times faster than it came about a backlog is shipped. */
    static final int CATCH_UP = 1_000;

    static final int EVERY_MACHINE = -1;

    /** A stretch of time whose lines are shipped after its end. */
    record Hold(long fromMillis, long toMillis) {}

    /**
     * A stretch of time in which a clock is wrong.
     *
     * @param account index of the account on whose machine; {@link #EVERY_MACHINE} for all of the operator's
     */
    record WrongClock(int account, long fromMillis, long toMillis, long errorMillis) {}

    Courier {
        holds = List.copyOf(holds);
        wrongClocks = List.copyOf(wrongClocks);
    }

    /** When the line of what happened at this time arrives, or {@link AccessEvent#UNKNOWN} where that is not noted. */
    long arrivesMillis(long timeMillis) {
        if (delayMillis == AccessEvent.UNKNOWN) {
            return AccessEvent.UNKNOWN;
        }
        long arrives = timeMillis + delayMillis;
        for (Hold hold : holds) {
            if (timeMillis >= hold.fromMillis) {
                long caughtUp = hold.toMillis + (timeMillis - hold.fromMillis) / CATCH_UP;
                arrives = arrives > caughtUp ? arrives : caughtUp;
            }
        }
        return arrives;
    }

    /** The time that the line of what this account did at this time bears. */
    long writtenMillis(Account account, long timeMillis) {
        for (WrongClock wrong : wrongClocks) {
            if (timeMillis >= wrong.fromMillis
                    && timeMillis < wrong.toMillis
                    && (wrong.account == EVERY_MACHINE || wrong.account == account.index())) {
                return timeMillis + wrong.errorMillis;
            }
        }
        return timeMillis;
    }
}
