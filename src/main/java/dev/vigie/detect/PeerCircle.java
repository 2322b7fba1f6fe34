package dev.vigie.detect;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Groups that have something in common: an operator and a role, one of the two, or nothing but the house.
 *
 * @param operator empty where it may be any
 * @param role empty where it may be any
 */
record PeerCircle(String operator, String role) implements Comparable<PeerCircle> {

    static final PeerCircle HOUSE = new PeerCircle("", "");

    private static final Comparator<PeerCircle> ORDER =
            Comparator.comparing(PeerCircle::operator).thenComparing(PeerCircle::role);

    /** The next wider one: a role's operator, an operator's or a bare role's house; null for the house. */
    @Nullable
    PeerCircle wider() {
        if (equals(HOUSE)) {
            return null;
        }
        return operator.isEmpty() || role.isEmpty() ? HOUSE : new PeerCircle(operator, "");
    }

    @Override
    public int compareTo(PeerCircle other) {
        return ORDER.compare(this, other);
    }
}
