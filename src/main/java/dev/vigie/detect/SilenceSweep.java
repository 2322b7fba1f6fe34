package dev.vigie.detect;

import dev.vigie.model.Alert;
import dev.vigie.model.Group;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Closes the episodes of groups that have fallen silent. What a group does puts off its episode's end and never brings
 * it forward; so when a group has been looked at once, its profile, which may lie on the disk, is left alone until its
 * clock has come to the end that was known then, however often a sweep is made and however many episodes are open.
 */
final class SilenceSweep {

    /** What is known of more groups than are open, by this much at least, is of groups that are not. */
    private static final int CLOSED_MAX = 1_000;

    private final Episodes episodes;
    /** Of open groups, when their episodes end at the earliest. */
    private final Map<Group, Long> endMillis = new HashMap<>();

    SilenceSweep(Episodes episodes) {
        this.episodes = episodes;
    }

    void run(Profiles profiles, Consumer<Alert> alerts) {
        List<Group> open = profiles.open();
        for (Group group : open) {
            String operator = group.operator();
            Profile clock = profiles.get(operator == null ? Detector.HOUSE_CLOCK : Detector.operatorClock(operator));
            if (clock.clockMillis() != Long.MIN_VALUE) {
                lookAt(group, clock.clockMillis() - Detector.SILENCE_GRACE_MILLIS, profiles, alerts);
            }
            profiles.eventDone();
        }
        if (endMillis.size() > open.size() + CLOSED_MAX) {
            endMillis.keySet().retainAll(new HashSet<>(open));
        }
    }

    private void lookAt(Group group, long silentSinceMillis, Profiles profiles, Consumer<Alert> alerts) {
        Long known = endMillis.get(group);
        if (known != null && silentSinceMillis < known) {
            return;
        }
        Profile profile = profiles.get(group);
        episodes.closeIfOver(profile, silentSinceMillis, profiles, alerts);
        Episode left = profile.episode();
        if (left == null) {
            endMillis.remove(group);
        } else {
            endMillis.put(group, left.closeAtMillis());
        }
    }
}
