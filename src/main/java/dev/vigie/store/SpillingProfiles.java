package dev.vigie.store;

import dev.vigie.detect.PeerDays;
import dev.vigie.detect.Plan;
import dev.vigie.detect.Profile;
import dev.vigie.detect.Profiles;
import dev.vigie.model.Group;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/**
 * Profiles of any number of groups in bounded memory, for one run: {@link LiveProfiles} over a {@link RocksStore}. What
 * comes out does not depend on which of them had to leave the heap. Used by one thread.
 */
public final class SpillingProfiles implements Profiles, AutoCloseable {

    private static final int SECRET_BYTES = 16;

    private final RocksStore store;
    private final LiveProfiles live;
    private final PeerDays peerDays;

    /**
     * @param directory where profiles go that do not fit; its parent exists
     * @param memory of all databases
     * @param budget of all live profiles on the heap
     * @param peerDays what the groups' days tell each other, here and elsewhere
     */
    public SpillingProfiles(Plan plan, Path directory, RocksMemory memory, HeapBudget budget, PeerDays peerDays) {
        this.store = new RocksStore(directory, memory, 0);
        this.live = new LiveProfiles(plan, store, budget, new Seal(secret()));
        this.peerDays = peerDays;
    }

    /** Of this object alone: the store ends with it, and nobody else has to read it. */
    private static byte[] secret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** True if some profile had to leave the heap. */
    public boolean hasSpilled() {
        return store.isOpen();
    }

    /**
     * Forgets a group of which there will be no more events, so that it need never be written; one whose episode is
     * open is kept, since that will be closed. Not while an event is at hand.
     */
    public void forget(Group group) {
        live.forget(group);
    }

    @Override
    public Profile get(Group group) {
        return live.get(group);
    }

    @Override
    public void changed(Profile profile) {
        live.changed(profile);
    }

    @Override
    public void eventDone() {
        live.eventDone();
    }

    @Override
    public void opened(Group group) {
        live.opened(group);
    }

    @Override
    public void closed(Group group) {
        live.closed(group);
    }

    @Override
    public List<Group> open() {
        return live.open();
    }

    @Override
    public void watch(Group group) {
        live.watch(group);
    }

    @Override
    public List<Group> watched() {
        return live.watched();
    }

    @Override
    public PeerDays peerDays() {
        return peerDays;
    }

    @Override
    public void close() {
        live.discard();
        store.close();
    }
}
