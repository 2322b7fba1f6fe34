package dev.vigie.detect;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Group;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of one event reaches a group above the account. */
public sealed interface GroupOccurrence extends Occurrence permits Contribution, PackedContribution {

    Group group();

    /** What rules wanted to know and the event was, by {@link Signal#id}, rising. */
    List<Long> signals();

    @Override
    default @Nullable String role() {
        return null;
    }

    /** Whether an id came before is known to the account alone. */
    @Override
    default boolean isIdReused() {
        return false;
    }

    @Override
    default long ingestedAtMillis() {
        return AccessEvent.UNKNOWN;
    }
}
