package dev.vigie.detect;

import dev.vigie.model.Group;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bounded memory of accounts' groups, so that an account that comes again costs neither an object nor a hash. Each
 * hash has one slot and the latest group keeps it, as in a direct-mapped cache. Used by one thread.
 */
final class KnownGroups {

    private static final int SLOTS = 1 << 13;

    private final @Nullable Group[] groups = new Group[SLOTS];

    Group account(String operator, String account) {
        // Multiplying spreads the low bits, in which short names differ, over the high ones.
        int slot = ((31 * operator.hashCode() + account.hashCode()) * 0x9E3779B9)
                >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
        Group known = groups[slot];
        if (known != null) {
            List<String> values = known.values();
            if (values.get(1).equals(account) && values.get(0).equals(operator)) {
                return known;
            }
        }
        Group group = Group.account(operator, account);
        groups[slot] = group;
        return group;
    }
}
