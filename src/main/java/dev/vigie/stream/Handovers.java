package dev.vigie.stream;

import java.util.concurrent.atomic.LongAdder;

/**
 * What a process's detection tasks have told each other by topics, and how much of that has arrived: whoever runs the
 * whole detector in one process can wait until nothing is under way. Where several processes share the work, and after
 * a fault, by which something is told twice or not at all, the two need not meet again. Safe for use by several
 * threads.
 */
public final class Handovers {

    private final LongAdder contributionsSent = new LongAdder();
    private final LongAdder contributionsTaken = new LongAdder();
    private final LongAdder peerDaysSent = new LongAdder();
    private final LongAdder peerDaysKnown = new LongAdder();

    Handovers() {}

    /** @param partitions how many of them get it */
    void sendContribution(int partitions) {
        contributionsSent.add(partitions);
    }

    /** Takes note of contributions of which nothing is left to do: what they say of peers' days is sent. */
    void takeContributions(int messages) {
        contributionsTaken.add(messages);
    }

    void sendPeerDay() {
        peerDaysSent.increment();
    }

    void knowPeerDay() {
        peerDaysKnown.increment();
    }

    /**
     * Whether groups above the account have taken in all that accounts have told them, and every task knows all that
     * others have told of their groups' days. Says something for sure while no event is under way.
     */
    public boolean haveArrived() {
        // In this order: what is taken in may have something told of peers' days.
        return contributionsTaken.sum() == contributionsSent.sum() && peerDaysKnown.sum() == peerDaysSent.sum();
    }
}
