package dev.vigie.replay;

import dev.vigie.detect.PeerDays;
import dev.vigie.detect.PeerKey;
import dev.vigie.detect.PeerTally;
import java.util.ArrayList;
import java.util.List;

/**
 * Peers' days as one worker has them. What its groups report waits, and is taken in later with everybody's in an order
 * that does not depend on who worked, since a mix of many values depends on it; what it reads lies so far back that it
 * is complete.
 */
final class WaitingPeerDays implements PeerDays {

    private final PeerDays settled;
    private List<Batch.Report> waiting = new ArrayList<>(0);

    /** @param settled everybody's; whoever uses it holds its monitor */
    WaitingPeerDays(PeerDays settled) {
        this.settled = settled;
    }

    @Override
    public void report(PeerKey peers, long day, PeerTally one) {
        waiting.add(new Batch.Report(peers, day, one));
    }

    /** What was reported since this was last asked. */
    List<Batch.Report> take() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Batch.Report> taken = waiting;
        waiting = new ArrayList<>(taken.size());
        return taken;
    }

    @Override
    public void visit(long partId, long day, Visitor visitor) {
        synchronized (settled) {
            settled.visit(partId, day, visitor);
        }
    }
}
