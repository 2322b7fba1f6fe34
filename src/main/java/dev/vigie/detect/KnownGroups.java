package dev.vigie.detect;

import dev.vigie.model.Group;
import dev.vigie.model.Slots;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bounded memory of groups, so that one that comes again costs neither an object nor a hash, and is the same object
 * wherever it is looked up. Each hash has one slot and the latest group keeps it, as in a direct-mapped cache. Used by
 * one thread.
 */
final class KnownGroups {

    private static final int SLOTS = 1 << 14;

    private final @Nullable Group[] groups = new Group[SLOTS];

    Group account(String operator, String account) {
        int slot = Slots.of(31 * operator.hashCode() + account.hashCode(), SLOTS);
        Group known = groups[slot];
        if (known != null && known.names() == Group.ACCOUNT) {
            List<String> values = known.values();
            if (values.get(1).equals(account) && values.get(0).equals(operator)) {
                return known;
            }
        }
        Group group = Group.account(operator, account);
        groups[slot] = group;
        return group;
    }

    /** @param names always the same list for groups of one kind */
    Group of(List<String> names, String[] values) {
        int hash = names.size();
        for (String value : values) {
            hash = 31 * hash + value.hashCode();
        }
        int slot = Slots.of(hash, SLOTS);
        Group known = groups[slot];
        if (known != null && known.names() == names && has(known.values(), values)) {
            return known;
        }
        Group group = new Group(names, List.of(values));
        groups[slot] = group;
        return group;
    }

    private static boolean has(List<String> some, String[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!some.get(i).equals(values[i])) {
                return false;
            }
        }
        return true;
    }
}
