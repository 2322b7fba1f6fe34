package dev.vigie.detect;

import dev.vigie.model.Group;
import dev.vigie.store.MemoryPeerDays;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Profiles that are written and read back between any two events, as if each were evicted at once: only changed parts
 * are written.
 */
final class ForgetfulProfiles implements Profiles {

    private final Plan plan;
    private final Map<Group, Map<Long, byte[]>> stored = new HashMap<>();
    private final Map<Group, Profile> live = new HashMap<>();
    private final Set<Profile> changed = new LinkedHashSet<>();
    private final PeerDays peerDays = new MemoryPeerDays();
    private final Set<Group> open = new LinkedHashSet<>();
    private final Set<Group> watched = new LinkedHashSet<>();

    ForgetfulProfiles(Plan plan) {
        this.plan = plan;
    }

    @Override
    public Profile get(Group group) {
        return live.computeIfAbsent(group, this::restore);
    }

    private Profile restore(Group group) {
        Map<Long, byte[]> parts = stored.get(group);
        if (parts == null) {
            return new Profile(group, plan);
        }
        Map<Long, ByteBuffer> buffers = new HashMap<>();
        parts.forEach((id, bytes) -> buffers.put(id, ByteBuffer.wrap(bytes)));
        return Profile.restore(group, plan, buffers);
    }

    @Override
    public PeerDays peerDays() {
        return peerDays;
    }

    @Override
    public void changed(Profile profile) {
        if (profile.enlist()) {
            changed.add(profile);
        }
    }

    @Override
    public void eventDone() {
        for (Profile profile : changed) {
            Map<Long, byte[]> before = stored.getOrDefault(profile.group(), Map.of());
            Map<Long, byte[]> after = new HashMap<>();
            profile.writeTo((id, partChanged, closed, bytes, writer) -> {
                byte[] known = before.get(id);
                if (known == null || partChanged) {
                    ByteBuffer out = ByteBuffer.allocate(bytes.getAsInt());
                    writer.writeTo(out);
                    if (out.hasRemaining()) {
                        throw new AssertionError("part " + id + " wrote less than it said");
                    }
                    known = out.array();
                }
                after.put(id, known);
            });
            stored.put(profile.group(), after);
            profile.markWritten();
        }
        changed.clear();
        live.clear();
    }

    @Override
    public void opened(Group group) {
        open.add(group);
    }

    @Override
    public void closed(Group group) {
        open.remove(group);
    }

    @Override
    public List<Group> open() {
        List<Group> sorted = new ArrayList<>(open);
        sorted.sort(Comparator.comparing(Group::toString));
        return sorted;
    }

    @Override
    public void watch(Group group) {
        watched.add(group);
    }

    @Override
    public List<Group> watched() {
        return watched.stream().sorted(Comparator.comparing(Group::toString)).toList();
    }
}
