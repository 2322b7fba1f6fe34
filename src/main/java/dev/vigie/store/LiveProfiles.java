package dev.vigie.store;

import dev.vigie.detect.Plan;
import dev.vigie.detect.Profile;
import dev.vigie.detect.Profiles;
import dev.vigie.model.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Profiles in a byte store, with the recently used ones as live objects on the heap: a busy profile is changed a
 * thousand times and written once. Commits in between write what happened to them, the {@link Journal}. When the budget
 * that all share is exceeded those leave the heap, written first if they changed, that were not used since they last
 * had to (the clock algorithm: an order of use would have to be kept at every event); never while an event is at hand.
 */
public final class LiveProfiles implements Profiles, LiveState {

    private static final long ENTRY_HEAP_BYTES = 200;
    /** A profile is weighed anew after its uses 1, 2, 4, 8 and so on, and from here on at every multiple. */
    private static final int USES_PER_WEIGHING = 64;

    private final ByteStore store;
    private ProfileCodec codec;
    private final HeapBudget budget;
    private final SharedPeerDays peerDays;
    private final Journal journal;
    private String rulesHash;
    /** True if a profile had to leave the heap and was written: what is in the journal would count twice for it. */
    private boolean wroteSome;

    /** True if something has happened since all was written, or noted in the journal. */
    private boolean touched;

    private final Map<Group, Entry> live = new LinkedHashMap<>();
    private final Set<Entry> changed = new LinkedHashSet<>();
    /**
     * Those to weigh when the event at hand is done, with what it has added: most of what an account seen once holds.
     */
    private final List<Entry> toWeigh = new ArrayList<>();

    private final GroupSet open;
    private final GroupSet watched;
    private long heapBytes;
    private long uses;
    private long loads;
    private long evictions;

    /** A live profile. Equal to itself only. */
    private static final class Entry {
        final Profile profile;
        long[] large;
        long heapBytes;
        boolean used;
        /** Since it came to the heap. */
        int uses;

        Entry(Profile profile, long[] large) {
            this.profile = profile;
            this.large = large;
        }
    }

    /**
     * @param budget what all tasks of the process share
     * @param seal of what names people
     */
    public LiveProfiles(Plan plan, ByteStore store, HeapBudget budget, Seal seal) {
        this.store = store;
        this.codec = new ProfileCodec(plan, store);
        this.budget = budget;
        this.peerDays = new SharedPeerDays(store);
        this.journal = new Journal(store, seal);
        this.rulesHash = plan.rulesHash();
        this.open = new GroupSet(store, Keys.OPEN, Keys::open);
        this.watched = new GroupSet(store, Keys.WATCHED, Keys::watched);
    }

    /** What happens to the profiles. Whoever notes nothing in it has them written at every commit. */
    public Journal journal() {
        return journal;
    }

    @Override
    public SharedPeerDays peerDays() {
        return peerDays;
    }

    /**
     * Goes on with another plan: what has changed is written by the old one, and every profile is read again by the new
     * one when it is next needed. Not while an event is at hand.
     */
    public void replan(Plan plan) {
        writeAll();
        discard();
        codec = new ProfileCodec(plan, store);
        rulesHash = plan.rulesHash();
    }

    @Override
    public Profile get(Group group) {
        uses++;
        Entry entry = live.get(group);
        if (entry == null) {
            entry = load(group);
        }
        entry.used = true;
        // Between two writings a profile grows, and whoever never writes would never learn of it.
        int uses = ++entry.uses;
        if (uses % USES_PER_WEIGHING == 0 || (uses & (uses - 1)) == 0) {
            toWeigh.add(entry);
        }
        return entry.profile;
    }

    private Entry load(Group group) {
        loads++;
        ProfileCodec.Stored stored = codec.read(group);
        Entry entry = new Entry(stored.profile, stored.large);
        if (live.isEmpty()) {
            budget.holders(1);
        }
        live.put(group, entry);
        weigh(entry);
        return entry;
    }

    private void weigh(Entry entry) {
        hold(entry, ENTRY_HEAP_BYTES + entry.profile.heapBytes());
    }

    private void hold(Entry entry, long bytes) {
        budget.add(bytes - entry.heapBytes);
        heapBytes += bytes - entry.heapBytes;
        entry.heapBytes = bytes;
    }

    @Override
    public void changed(Profile profile) {
        touched = true;
        if (profile.enlist()) {
            Entry entry = live.get(profile.group());
            if (entry == null || entry.profile != profile) {
                throw new IllegalStateException("a profile was changed after its event was done");
            }
            changed.add(entry);
        }
    }

    @Override
    public void eventDone() {
        if (!toWeigh.isEmpty()) {
            toWeigh.forEach(this::weigh);
            toWeigh.clear();
        }
        while (budget.exceededBy(heapBytes) && !live.isEmpty()) {
            Entry eldest = live.values().iterator().next();
            if (eldest.used) {
                eldest.used = false;
                live.remove(eldest.profile.group());
                live.put(eldest.profile.group(), eldest);
            } else {
                evict(eldest);
            }
        }
    }

    /**
     * Drops a profile that nobody will ask for again, written or not; one with an open episode stays, and one that
     * somebody waits to hear from. Not while an event is at hand.
     */
    void forget(Group group) {
        Entry entry = live.get(group);
        if (entry != null && !open.contains(group) && !watched.contains(group)) {
            changed.remove(entry);
            drop(entry);
        }
    }

    private void evict(Entry eldest) {
        evictions++;
        if (changed.remove(eldest)) {
            write(eldest);
            wroteSome = true;
            touched = true;
        }
        drop(eldest);
    }

    private void drop(Entry entry) {
        live.remove(entry.profile.group());
        hold(entry, 0);
        if (live.isEmpty()) {
            budget.holders(-1);
        }
    }

    private void write(Entry entry) {
        entry.large = codec.write(entry.profile, entry.large);
        entry.profile.markWritten();
    }

    @Override
    public void writeChanged() {
        budget.note(uses, loads, evictions);
        uses = 0;
        loads = 0;
        evictions = 0;
        if (!touched) {
            return;
        }
        if (!wroteSome && journal.suffices()) {
            journal.write(rulesHash);
            touched = false;
        } else {
            writeAll();
        }
    }

    private void writeAll() {
        if (journal.isRead()) {
            journal.clear();
        }
        wroteSome = false;
        touched = false;
        for (Entry entry : changed) {
            write(entry);
            weigh(entry);
        }
        changed.clear();
        open.writeChanged();
        watched.writeChanged();
        peerDays.writeChanged();
    }

    @Override
    public void discard() {
        peerDays.discard();
        journal.discard();
        wroteSome = false;
        touched = false;
        if (!live.isEmpty()) {
            budget.holders(-1);
        }
        live.clear();
        changed.clear();
        toWeigh.clear();
        open.discard();
        watched.discard();
        budget.add(-heapBytes);
        heapBytes = 0;
    }

    @Override
    public void opened(Group group) {
        touched = true;
        open.add(group);
    }

    @Override
    public void closed(Group group) {
        touched = true;
        open.remove(group);
    }

    @Override
    public List<Group> open() {
        return open.list();
    }

    @Override
    public void watch(Group group) {
        touched |= watched.add(group);
    }

    @Override
    public List<Group> watched() {
        return watched.list();
    }
}
