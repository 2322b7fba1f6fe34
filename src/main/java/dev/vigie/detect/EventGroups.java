package dev.vigie.detect;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The groups that an event belongs to under a plan: what a detector counts it for, for those who look at the events
 * behind an alert once more. Used by one thread.
 */
public final class EventGroups {

    private static final List<Field> ACCOUNT = List.of(Field.OPERATOR, Field.ACCOUNT);

    private final List<List<String>> groupings = new ArrayList<>();
    private final List<List<Keying>> keyings = new ArrayList<>();
    private final KnownGroups known = new KnownGroups();
    private final SubjectHash subjectHash;

    public EventGroups(Plan plan, DetectorSettings settings) {
        this.subjectHash = settings.subjectHash();
        Map<List<String>, List<Keying>> byNames = new LinkedHashMap<>();
        byNames.put(Group.ACCOUNT, List.of());
        for (StagePlan stage : List.of(plan.accountStage(), plan.widerStage())) {
            for (GroupPlan group : stage.groups()) {
                byNames.putIfAbsent(group.names(), group.keyings());
            }
        }
        byNames.forEach((names, ways) -> {
            groupings.add(names);
            keyings.add(ways);
        });
    }

    /**
     * Which of the groupings an alert's group is of, or -1 for none of this plan.
     *
     * @param kind as {@link Group#kind} has it
     * @param names of the group's values
     */
    public int grouping(String kind, Set<String> names) {
        for (int i = 0; i < groupings.size(); i++) {
            List<String> candidate = groupings.get(i);
            if (candidate.size() == names.size()
                    && names.containsAll(candidate)
                    && kind(candidate).equals(kind)) {
                return i;
            }
        }
        return -1;
    }

    private static String kind(List<String> names) {
        return new Group(names, names).kind();
    }

    /** An alert's group, of one of the groupings, with the values by name; null where it lacks one. */
    public @Nullable Group group(int grouping, Map<String, String> values) {
        List<String> ordered = new ArrayList<>();
        for (String name : groupings.get(grouping)) {
            String value = values.get(name);
            if (value == null) {
                return null;
            }
            ordered.add(value);
        }
        return new Group(groupings.get(grouping), ordered);
    }

    /** Hands over the event's groups of which all events are the account's: itself, and others within it. */
    public void withinAccount(AccessEvent event, Consumer<Group> groups) {
        for (int i = 0; i < groupings.size(); i++) {
            // An alias may call something else an account.
            boolean named =
                    keyings.get(i).stream().allMatch(keying -> keying.fields().containsAll(ACCOUNT));
            if (named && Group.isWithinAccount(groupings.get(i))) {
                of(i, event, groups);
            }
        }
    }

    /** Hands over the event's groups of one of the groupings, some perhaps twice. */
    public void of(int grouping, AccessEvent event, Consumer<Group> groups) {
        if (grouping == 0) {
            groups.accept(known.account(event.operator(), event.account()));
            return;
        }
        for (Keying keying : keyings.get(grouping)) {
            keying.groupsOf(event, subjectHash, known, (group, subject) -> groups.accept(group));
        }
    }
}
