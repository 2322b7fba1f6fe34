package dev.vigie.detect;

import dev.vigie.model.Group;
import java.util.List;

/** Other profiles, for tests to look at what is done with them. */
public abstract class DelegatedProfiles implements Profiles {

    protected final Profiles profiles;

    protected DelegatedProfiles(Profiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public Profile get(Group group) {
        return profiles.get(group);
    }

    @Override
    public void changed(Profile profile) {
        profiles.changed(profile);
    }

    @Override
    public void eventDone() {
        profiles.eventDone();
    }

    @Override
    public void opened(Group group) {
        profiles.opened(group);
    }

    @Override
    public void closed(Group group) {
        profiles.closed(group);
    }

    @Override
    public PeerDays peerDays() {
        return profiles.peerDays();
    }

    @Override
    public List<Group> open() {
        return profiles.open();
    }

    @Override
    public void watch(Group group) {
        profiles.watch(group);
    }

    @Override
    public List<Group> watched() {
        return profiles.watched();
    }
}
