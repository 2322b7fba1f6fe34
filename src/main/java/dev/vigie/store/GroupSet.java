package dev.vigie.store;

import dev.vigie.model.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A set of groups in a byte store, each under a key of its own, so that after a restart they are found without reading
 * every profile. Read when somebody first asks; written when the profiles are.
 */
final class GroupSet {

    private static final byte[] PRESENT = {1};

    private final ByteStore store;
    private final byte[] prefix;
    private final Function<Group, byte[]> key;
    /** By their keys' text; null until somebody asks. */
    private @Nullable Map<String, Group> groups;

    private final Map<Group, Boolean> changed = new LinkedHashMap<>();

    /** @param prefix what all keys begin with, a letter */
    GroupSet(ByteStore store, byte[] prefix, Function<Group, byte[]> key) {
        this.store = store;
        this.prefix = prefix;
        this.key = key;
    }

    /** Adds a group; false if it is there. */
    boolean add(Group group) {
        if (known().putIfAbsent(Keys.text(group), group) != null) {
            return false;
        }
        changed.put(group, true);
        return true;
    }

    void remove(Group group) {
        known().remove(Keys.text(group));
        changed.put(group, false);
    }

    boolean contains(Group group) {
        return known().containsKey(Keys.text(group));
    }

    /** All groups, in the order of their keys; a copy. */
    List<Group> list() {
        return new ArrayList<>(known().values());
    }

    private Map<String, Group> known() {
        Map<String, Group> known = groups;
        if (known == null) {
            Map<String, Group> read = new TreeMap<>();
            store.scan(prefix, (bytes, value) -> {
                Group group = Keys.groupOf(bytes);
                read.put(Keys.text(group), group);
            });
            known = read;
            groups = known;
        }
        return known;
    }

    void writeChanged() {
        changed.forEach((group, present) -> {
            if (present) {
                store.put(key.apply(group), PRESENT);
            } else {
                store.delete(key.apply(group));
            }
        });
        changed.clear();
    }

    /** Forgets what is not in the store. */
    void discard() {
        groups = null;
        changed.clear();
    }
}
