package dev.vigie.detect;

import dev.vigie.model.Group;
import java.util.List;

/** What of one event reaches a group above the account. */
public sealed interface GroupOccurrence extends Occurrence permits Contribution, PackedContribution {

    Group group();

    /** What rules wanted to know and the event was, by {@link Signal#id}, rising. */
    List<Long> signals();
}
