package dev.vigie.replay;

import dev.vigie.detect.EventGroups;
import dev.vigie.detect.Plan;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Group;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the events behind an alert from all others: those of its group that it names, or all of its group from the
 * beginning of its opening window to its last event. An id is an account's own, so that it takes the group to know an
 * event by it; where the rules at hand no longer have such a group, the id has to do. Used by one thread.
 */
final class EvidenceChoice {

    private final EvidenceRequest request;
    private final Set<String> wanted;
    private final Set<String> found = new TreeSet<>();
    private final EventGroups groups;
    private final int grouping;
    private final @Nullable Group group;
    private boolean isOfGroup;

    /** @throws ReplayException if all of a group is wanted that these rules do not have */
    EvidenceChoice(EvidenceRequest request, ReplayJob job) throws ReplayException {
        this.request = request;
        Alert alert = request.last();
        this.wanted = request.messages().stream()
                .flatMap(message -> message.evidence().stream())
                .map(Alert.Evidence::eventId)
                .collect(Collectors.toCollection(TreeSet::new));
        this.groups = new EventGroups(new Plan(job.rules()), job.settings().apply(() -> 0));
        this.grouping = groups.grouping(alert.groupKind(), alert.group().keySet());
        this.group = grouping < 0 ? null : groups.group(grouping, alert.group());
        if (group == null && request.all()) {
            throw new ReplayException(
                    alert.id() + ": these rules have no group such as the alert's; name those that it was raised by");
        }
    }

    /** Whether this is one of them. */
    boolean includes(AccessEvent event, long timeMillis) {
        boolean named = wanted.contains(event.id());
        boolean inCourse = request.all() && timeMillis >= request.fromMillis() && timeMillis <= request.toMillis();
        if (!(named || inCourse) || !belongs(event)) {
            return false;
        }
        if (named) {
            found.add(event.id());
        }
        return true;
    }

    private boolean belongs(AccessEvent event) {
        Group its = group;
        if (its == null) {
            return true;
        }
        isOfGroup = false;
        groups.of(grouping, event, each -> isOfGroup |= each.equals(its));
        return isOfGroup;
    }

    /** The ids of events that the alert names and that have not been seen. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(found);
        return missing;
    }
}
