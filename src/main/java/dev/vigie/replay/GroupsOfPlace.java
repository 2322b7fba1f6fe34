package dev.vigie.replay;

import dev.vigie.model.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Groups whose shares come mixed, since a hash has put them in one place: nearly always one. Of names that were made to
 * collide only the first are remembered; the others end later, or not before the replay does.
 */
final class GroupsOfPlace {

    private static final int GROUPS_MAX = 1_024;

    private final List<Group> groups = new ArrayList<>();

    /** The group of the next share. */
    void add(Group group) {
        int count = groups.size();
        if (count == 0 || (count < GROUPS_MAX && !groups.get(count - 1).equals(group))) {
            groups.add(group);
        }
    }

    /** Hands over those that came since it was last asked, some perhaps twice. */
    void end(Consumer<Group> ended) {
        groups.forEach(ended);
        groups.clear();
    }
}
