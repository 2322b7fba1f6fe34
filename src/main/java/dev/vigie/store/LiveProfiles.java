package dev.vigie.store;

import dev.vigie.detect.Plan;
import dev.vigie.detect.Profile;
import dev.vigie.detect.Profiles;
import dev.vigie.model.Group;
import dev.vigie.store.HeapEntries.Entry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Profiles in a byte store, with the recently used ones as live objects on the heap: a busy profile is changed a
 * thousand times and written once. Commits in between write what happened to them, the {@link Journal}. When the budget
 * that all share is exceeded those leave the heap, written first if they changed, that were not used since they last
 * had to (the clock algorithm: an order of use would have to be kept at every event); never while an event is at hand.
 *
 * <p>One that leaves after it has changed makes the journal useless, and the next commit write all that has changed. So
 * those that have not changed leave earlier, from seven eighths of the budget on; where no such is left, the next
 * commit writes all, and all may leave.
 */
public final class LiveProfiles implements Profiles, LiveState {

    /** No event looks at more profiles for some that may leave: the next one goes on. */
    private static final int LOOKS_PER_EVENT = 64;

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

    private boolean writesAllNext;

    private final HeapEntries live;
    private final Set<Entry> changed = new LinkedHashSet<>();
    private final GroupSet open;
    private final GroupSet watched;
    /** How many were looked at in vain, one after the other, for one that has not changed since all were written. */
    private int lookedInVain;

    private long uses;
    private long loads;
    private long evictions;

    /**
     * @param budget what all tasks of the process share
     * @param seal of what names people
     */
    public LiveProfiles(Plan plan, ByteStore store, HeapBudget budget, Seal seal) {
        this.store = store;
        this.codec = new ProfileCodec(plan, store);
        this.budget = budget;
        this.live = new HeapEntries(budget);
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
        live.use(entry);
        return entry.profile;
    }

    private Entry load(Group group) {
        loads++;
        ProfileCodec.Stored stored = codec.read(group);
        Entry entry = new Entry(stored.profile, stored.large);
        live.add(entry);
        return entry;
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
        live.weighUsed();
        if (journal.isRead()) {
            dropUnchanged();
        }
        while (live.exceedBudget()) {
            Entry eldest = live.eldest();
            if (eldest.used) {
                live.passOver(eldest);
            } else {
                evict(eldest);
            }
        }
    }

    private void dropUnchanged() {
        for (int i = 0; i < LOOKS_PER_EVENT && !areAllChanged() && live.strainBudget(); i++) {
            Entry eldest = live.eldest();
            if (eldest.used || changed.contains(eldest)) {
                lookedInVain++;
                live.passOver(eldest);
            } else {
                lookedInVain = 0;
                evictions++;
                live.drop(eldest);
            }
        }
    }

    /** True if there is none, for all that was seen, that could leave without being written. */
    private boolean areAllChanged() {
        return lookedInVain > 0 && lookedInVain >= 2 * live.size();
    }

    /**
     * Drops a profile that nobody will ask for again, written or not; one with an open episode stays, and one that
     * somebody waits to hear from. Not while an event is at hand.
     */
    void forget(Group group) {
        Entry entry = live.get(group);
        if (entry != null && !open.contains(group) && !watched.contains(group)) {
            changed.remove(entry);
            live.drop(entry);
        }
    }

    private void evict(Entry eldest) {
        evictions++;
        if (changed.remove(eldest)) {
            write(eldest);
            wroteSome = true;
            touched = true;
        }
        live.drop(eldest);
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
        if (!writesAllNext && !wroteSome && !areAllChanged() && journal.suffices()) {
            journal.write(rulesHash);
            touched = false;
        } else {
            writeAll();
        }
    }

    /** Of the journal: nothing else can wait. */
    @Override
    public double fullness() {
        return touched ? journal.fullness() : 0;
    }

    @Override
    public void writeAllNext() {
        writesAllNext = true;
    }

    private void writeAll() {
        if (journal.isRead()) {
            journal.clear();
        }
        writesAllNext = false;
        wroteSome = false;
        touched = false;
        lookedInVain = 0;
        for (Entry entry : changed) {
            write(entry);
            live.weigh(entry);
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
        writesAllNext = false;
        wroteSome = false;
        touched = false;
        lookedInVain = 0;
        live.clear();
        changed.clear();
        open.discard();
        watched.discard();
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
