package dev.vigie.store;

import dev.vigie.detect.PeerDays;
import dev.vigie.detect.Plan;
import dev.vigie.detect.Profile;
import dev.vigie.detect.Profiles;
import dev.vigie.model.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Profiles on the heap alone, as many as there are groups: for logs that fit, and to compare with. */
public final class MemoryProfiles implements Profiles {

    private final Plan plan;
    private final Map<Group, Profile> profiles = new HashMap<>();
    private final PeerDays peerDays = new MemoryPeerDays();
    private final TreeMap<String, Group> open = new TreeMap<>();
    private final TreeMap<String, Group> watched = new TreeMap<>();

    public MemoryProfiles(Plan plan) {
        this.plan = plan;
    }

    @Override
    public Profile get(Group group) {
        return profiles.computeIfAbsent(group, unseen -> new Profile(unseen, plan));
    }

    @Override
    public PeerDays peerDays() {
        return peerDays;
    }

    @Override
    public void changed(Profile profile) {}

    @Override
    public void eventDone() {}

    @Override
    public void opened(Group group) {
        open.put(Keys.text(group), group);
    }

    @Override
    public void closed(Group group) {
        open.remove(Keys.text(group));
    }

    @Override
    public List<Group> open() {
        return new ArrayList<>(open.values());
    }

    @Override
    public void watch(Group group) {
        watched.put(Keys.text(group), group);
    }

    @Override
    public List<Group> watched() {
        return new ArrayList<>(watched.values());
    }
}
