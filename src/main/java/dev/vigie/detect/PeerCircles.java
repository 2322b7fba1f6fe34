package dev.vigie.detect;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What days add up to in each circle of one measure's peers. Roles are what a log says they are: of one operator the
 * first {@value #ROLES_MAX} that come, by day and then by name, have a circle of their own, and who has another stands
 * among the operator's peers. So an operator that invents a role for every account fills no heap, and blunts no figures
 * but its own. Where peers are asked for by role alone, whatever the operator, there are {@value #ROLES_OF_ALL_MAX}.
 */
final class PeerCircles {

    static final int ROLES_MAX = 256;
    static final int ROLES_OF_ALL_MAX = 16_384;

    private final Map<PeerCircle, PeerTally> tallies = new HashMap<>();
    private final Map<String, Integer> rolesByOperator = new HashMap<>();
    /** Has a circle if and only if this may; null where the first that come may. */
    private final @Nullable PeerCircles like;

    PeerCircles() {
        this(null);
    }

    private PeerCircles(@Nullable PeerCircles like) {
        this.like = like;
    }

    /** Nothing yet, to be added to in the circles that this has. */
    PeerCircles emptyLike() {
        return new PeerCircles(this);
    }

    /** The same, to be added to apart. */
    PeerCircles copy() {
        PeerCircles copy = new PeerCircles();
        tallies.forEach((circle, tally) -> {
            PeerTally own = new PeerTally();
            own.add(tally);
            copy.tallies.put(circle, own);
        });
        copy.rolesByOperator.putAll(rolesByOperator);
        return copy;
    }

    /** Adds to the circle and to all wider ones. */
    void add(PeerCircle circle, PeerTally tally) {
        for (PeerCircle each = circle; each != null; each = each.wider()) {
            PeerTally known = tallies.get(each);
            if (known == null && admits(each)) {
                known = new PeerTally();
                tallies.put(each, known);
            }
            if (known != null) {
                known.add(tally);
            }
        }
    }

    private boolean admits(PeerCircle circle) {
        if (like != null) {
            return like.of(circle) != null;
        }
        int most = circle.operator().isEmpty() ? ROLES_OF_ALL_MAX : ROLES_MAX;
        return circle.role().isEmpty() || rolesByOperator.merge(circle.operator(), 1, Integer::sum) <= most;
    }

    Set<PeerCircle> all() {
        return tallies.keySet();
    }

    @Nullable
    PeerTally of(PeerCircle circle) {
        return tallies.get(circle);
    }
}
