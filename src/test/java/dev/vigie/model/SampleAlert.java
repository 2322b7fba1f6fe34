package dev.vigie.model;

import dev.vigie.model.Alert.Names;
import dev.vigie.model.Alert.Provenance;
import dev.vigie.model.Alert.Reason;
import java.util.List;
import java.util.Map;

/** An alert of which only the id, the group and the rules matter. */
public final class SampleAlert {

    private static final long OPENED_MILLIS = 1_765_789_953_120L;

    private SampleAlert() {}

    public static Alert of(String id, Map<String, String> group, String... rules) {
        List<Reason> reasons = List.of(rules).stream().map(SampleAlert::reason).toList();
        return new Alert(
                id,
                0,
                Alert.State.OPEN,
                String.join("+", group.keySet()),
                group,
                Level.HIGH,
                "somebody did something",
                reasons,
                OPENED_MILLIS,
                OPENED_MILLIS,
                OPENED_MILLIS,
                AccessEvent.UNKNOWN,
                0,
                0,
                0,
                0,
                0,
                AccessEvent.UNKNOWN,
                List.of(),
                Names.NONE,
                Names.NONE,
                Names.NONE,
                Names.NONE,
                List.of(),
                List.of(),
                List.of(),
                new Provenance(OPENED_MILLIS, "vigie.events", 0, 0, 0, "test", "hash"));
    }

    private static Reason reason(String rule) {
        return new Reason(
                rule,
                "The rule " + rule,
                Level.HIGH,
                List.of(),
                "event_count",
                1,
                2,
                ">= 1",
                null,
                null,
                0,
                null,
                null);
    }
}
