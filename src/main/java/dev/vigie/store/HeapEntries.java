package dev.vigie.store;

import dev.vigie.detect.Profile;
import dev.vigie.model.Group;
import dev.vigie.model.Slots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of one holder that are on the heap: what each weighs, and whose turn it is to leave (the clock
 * algorithm). Used by one thread.
 */
final class HeapEntries {

    private static final long ENTRY_HEAP_BYTES = 200;
    /** A profile is weighed anew after its uses 1, 2, 4, 8 and so on, and from here on at every multiple. */
    private static final int USES_PER_WEIGHING = 64;

    private static final int RECENT = 1 << 6;

    private final HeapBudget budget;
    /** The first one has waited longest. */
    private final Map<Group, Entry> entries = new LinkedHashMap<>();
    /**
     * Those to weigh when the event at hand is done, with what it has added: most of what an account seen once holds.
     */
    private final List<Entry> toWeigh = new ArrayList<>();

    /** By hash some that were asked for lately: many events in a row are of one account. */
    private final @Nullable Entry[] recent = new Entry[RECENT];

    private long heapBytes;

    /** A profile on the heap. Equal to itself only. */
    static final class Entry {
        final Profile profile;
        /** Of the large parts, as they are stored. */
        long[] large;

        private long heapBytes;
        /** Since it last had its turn to leave. */
        boolean used;
        /** Since it came to the heap. */
        private int uses;

        Entry(Profile profile, long[] large) {
            this.profile = profile;
            this.large = large;
        }
    }

    HeapEntries(HeapBudget budget) {
        this.budget = budget;
    }

    @Nullable
    Entry get(Group group) {
        int slot = Slots.of(group.hashCode(), RECENT);
        Entry entry = recent[slot];
        if (entry == null || !entry.profile.group().equals(group)) {
            entry = entries.get(group);
            recent[slot] = entry;
        }
        return entry;
    }

    int size() {
        return entries.size();
    }

    void add(Entry entry) {
        if (entries.isEmpty()) {
            budget.holders(1);
        }
        entries.put(entry.profile.group(), entry);
        recent[Slots.of(entry.profile.group().hashCode(), RECENT)] = entry;
        weigh(entry);
    }

    void use(Entry entry) {
        entry.used = true;
        // Between two writings a profile grows, and whoever never writes would never learn of it.
        int uses = ++entry.uses;
        if (uses % USES_PER_WEIGHING == 0 || (uses & (uses - 1)) == 0) {
            toWeigh.add(entry);
        }
    }

    void weighUsed() {
        if (!toWeigh.isEmpty()) {
            toWeigh.forEach(this::weigh);
            toWeigh.clear();
        }
    }

    void weigh(Entry entry) {
        hold(entry, ENTRY_HEAP_BYTES + entry.profile.heapBytes());
    }

    private void hold(Entry entry, long bytes) {
        budget.add(bytes - entry.heapBytes);
        heapBytes += bytes - entry.heapBytes;
        entry.heapBytes = bytes;
    }

    /** True if some must leave. */
    boolean exceedBudget() {
        return !entries.isEmpty() && budget.exceededBy(heapBytes);
    }

    /** True if some should leave that can do so for nothing. */
    boolean strainBudget() {
        return !entries.isEmpty() && budget.strainedBy(heapBytes);
    }

    /** Whose turn it is; there is at least one. */
    Entry eldest() {
        return entries.values().iterator().next();
    }

    /** Gives it another turn, after all others. */
    void passOver(Entry entry) {
        entry.used = false;
        entries.remove(entry.profile.group());
        entries.put(entry.profile.group(), entry);
    }

    void drop(Entry entry) {
        entries.remove(entry.profile.group());
        recent[Slots.of(entry.profile.group().hashCode(), RECENT)] = null;
        hold(entry, 0);
        if (entries.isEmpty()) {
            budget.holders(-1);
        }
    }

    void clear() {
        if (!entries.isEmpty()) {
            budget.holders(-1);
        }
        entries.clear();
        Arrays.fill(recent, null);
        toWeigh.clear();
        budget.add(-heapBytes);
        heapBytes = 0;
    }
}
