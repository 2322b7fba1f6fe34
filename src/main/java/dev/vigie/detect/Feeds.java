package dev.vigie.detect;

import dev.vigie.model.Alert;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Operators' logs as a whole, those who wait for them included. Used by one thread. */
final class Feeds {

    private static final List<String> NAMES = List.of(Field.OPERATOR.fieldName());

    /** More are not remembered at once; a feed is remembered in the profiles as well. */
    private static final int KNOWN_MAX = 10_000;

    /** From so many operators on the highest clock alone is not believed. */
    private static final int WITNESSES_MIN = 3;

    private final Plan plan;
    private final Silences silences;
    private final Set<Group> known = new HashSet<>();

    Feeds(Plan plan, Silences silences) {
        this.plan = plan;
        this.silences = silences;
    }

    static Group of(String operator) {
        return new Group(NAMES, List.of(operator));
    }

    /** Has a group waited for, if its grouping is. */
    void heard(int grouping, Group group, Profiles profiles) {
        if (silences.concern(grouping) && !known.contains(group)) {
            if (known.size() >= KNOWN_MAX) {
                known.clear();
            }
            known.add(group);
            profiles.watch(group);
        }
    }

    long heardMillis(Group feed, Profiles profiles) {
        int grouping = plan.widerGrouping(feed.names());
        return grouping < 0 ? Long.MIN_VALUE : silences.heardMillis(grouping, profiles.get(feed));
    }

    void await(Group feed, long nowMillis, Profiles profiles, Consumer<Alert> alerts) {
        int grouping = plan.widerGrouping(feed.names());
        if (grouping >= 0) {
            silences.await(grouping, profiles.get(feed), nowMillis, profiles, alerts);
        }
    }

    /** Says which feeds had fallen silent when the others' logs ended. */
    void end(Collection<Long> clocksMillis, Profiles profiles, Consumer<Alert> alerts) {
        List<Long> rising = clocksMillis.stream().sorted().toList();
        if (rising.size() > 1) {
            int behind = rising.size() >= WITNESSES_MIN ? 2 : 1;
            long endMillis = rising.get(rising.size() - behind);
            for (Group feed : profiles.watched()) {
                if (endMillis > heardMillis(feed, profiles)) {
                    await(feed, endMillis, profiles, alerts);
                }
                profiles.eventDone();
            }
        }
    }
}
