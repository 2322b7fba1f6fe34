package dev.vigie.replay;

import dev.vigie.detect.Contribution;
import dev.vigie.model.Group;
import dev.vigie.model.Slots;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What an event contributes to a group above its account, waiting until every account's day has been gone through.
 *
 * @param place of the group, 0 to {@value #PLACES}, exclusive, by a hash of it
 * @param event the event's number among those of its day, in the order of accounts
 * @param ordinal its number among all that the event contributes
 */
record GroupShare(int place, Contribution contribution, long event, int ordinal) {

    /** Group by group; to each by time, then by the event's id, so that it does not depend on how a log was cut. */
    static final Comparator<GroupShare> ORDER = GroupShare::compare;

    /** Groups of one shard fall to the same worker. */
    static final int SHARDS = 256;

    private static final int PLACES = 1 << 30;

    static GroupShare of(Contribution contribution, long event, int ordinal) {
        return new GroupShare(Slots.of(contribution.group().hashCode(), PLACES), contribution, event, ordinal);
    }

    Group group() {
        return contribution.group();
    }

    /** 0 to {@link #SHARDS}, exclusive; rises in {@link #ORDER}. */
    int shard() {
        return place / (PLACES / SHARDS);
    }

    private static int compare(GroupShare one, GroupShare other) {
        int order = Integer.compare(one.place, other.place);
        order = order != 0 ? order : compare(one.group(), other.group());
        order = order != 0 ? order : Long.compare(one.contribution.timeMillis(), other.contribution.timeMillis());
        order = order != 0 ? order : one.eventId().compareTo(other.eventId());
        order = order != 0 ? order : Long.compare(one.event, other.event);
        return order != 0 ? order : Integer.compare(one.ordinal, other.ordinal);
    }

    private String eventId() {
        return contribution.evidence().eventId();
    }

    private static int compare(Group one, Group other) {
        if (one.equals(other)) {
            return 0;
        }
        int order = compare(one.names(), other.names());
        return order != 0 ? order : compare(one.values(), other.values());
    }

    private static int compare(List<String> one, List<String> other) {
        return Arrays.compare(one.toArray(new String[0]), other.toArray(new String[0]));
    }
}
