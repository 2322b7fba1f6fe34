package dev.vigie.store;

import dev.vigie.detect.PeerDays;
import dev.vigie.detect.PeerKey;
import dev.vigie.detect.PeerTally;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Peers' days on the heap: where all groups are in one place. Days that no one may ask for any more are let go. */
public final class MemoryPeerDays implements PeerDays {

    private record Circle(String operator, String role) {}

    /** By measure, day and circle. */
    private final Map<Long, TreeMap<Long, Map<Circle, PeerTally>>> sums = new HashMap<>();

    @Override
    public void report(PeerKey peers, long day, PeerTally one) {
        TreeMap<Long, Map<Circle, PeerTally>> days = sums.computeIfAbsent(peers.partId(), unseen -> new TreeMap<>());
        days.computeIfAbsent(day, unseen -> new HashMap<>())
                .computeIfAbsent(new Circle(peers.operator(), peers.role()), unseen -> new PeerTally())
                .add(one);
        while (days.size() > DAYS_KEPT) {
            days.pollFirstEntry();
        }
    }

    @Override
    public void visit(long partId, long day, Visitor visitor) {
        sums.getOrDefault(partId, new TreeMap<>())
                .getOrDefault(day, Map.of())
                .forEach((circle, each) -> visitor.tally(circle.operator(), circle.role(), each));
    }
}
