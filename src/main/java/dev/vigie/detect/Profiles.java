package dev.vigie.detect;

import dev.vigie.model.Group;
import java.util.List;

/**
 * The store of profiles that a {@link Detector} works on. The stream keeps them in RocksDB, a replay in memory. Used by
 * one thread.
 */
public interface Profiles {

    /** The group's profile, a new empty one where the group was never seen. Stays valid until {@link #eventDone()}. */
    Profile get(Group group);

    /** Says that {@code profile} was changed by the event at hand and must not be lost. */
    void changed(Profile profile);

    /** Says that nobody holds a profile any more: the moment at which the store may put some away. */
    void eventDone();

    /** Remembers that the group has an open episode. */
    void opened(Group group);

    /** Forgets that the group has an open episode. */
    void closed(Group group);

    /** What the groups' days tell each other. */
    PeerDays peerDays();

    /** The groups with an open episode, in a stable order; a copy. */
    List<Group> open();

    /** Remembers for ever that somebody waits to hear from the group. */
    void watch(Group group);

    /** The groups that somebody waits to hear from, in a stable order; a copy. */
    List<Group> watched();
}
