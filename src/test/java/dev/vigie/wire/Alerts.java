package dev.vigie.wire;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import dev.vigie.model.Outcome;
import dev.vigie.model.Sign;
import java.util.List;
import java.util.Map;

/** Alerts to write and read: one that has everything, one that has as little as possible. */
final class Alerts {

    private Alerts() {}

    static final Alert FULL = new Alert(
            "account:atlas/m.petit:2025-12-15:1",
            3,
            Alert.State.CLOSED,
            "account+resource",
            Map.of("operator", "atlas", "account", "m.petit", "resource", "residence", "role", "clerk"),
            Level.CRITICAL,
            "m.petit of atlas read 1,204 people's records in 1 hour – \"usually\" 12",
            List.of(
                    new Alert.Reason(
                            "8c5a",
                            "Bulk read",
                            Level.HIGH,
                            List.of("attack.t1530", "gdpr"),
                            "value_count(subject)",
                            3_600_000,
                            1_204,
                            ">= 50",
                            12.5,
                            20_000.0,
                            0.016,
                            0.94,
                            0.03),
                    new Alert.Reason(
                            "one",
                            "One event",
                            Level.LOW,
                            List.of(),
                            "event_count",
                            0,
                            1,
                            "once",
                            null,
                            null,
                            0,
                            null,
                            null)),
            1_765_789_953_120L,
            1_765_789_900_000L,
            1_765_790_000_001L,
            1_765_793_600_000L,
            1_204,
            49,
            0.016,
            7,
            2,
            AccessEvent.UNKNOWN,
            List.of(),
            new Alert.Names(List.of("email", "phone"), 2),
            new Alert.Names(List.of("contact"), 1),
            new Alert.Names(List.of("residence"), 1),
            new Alert.Names(List.of("192.0.2.7"), 300),
            List.of(
                    new Alert.Evidence(
                            "e-50",
                            1_765_789_953_120L,
                            Action.EXPORT,
                            Outcome.SUCCESS,
                            "residence",
                            "192.0.2.7",
                            List.of("ab12", "cd34"),
                            2),
                    new Alert.Evidence(
                            "e-51", 1_765_789_953_121L, Action.READ, Outcome.DENIED, null, null, List.of(), 0)),
            List.of(Sign.NEW_NETWORK, Sign.OTHER_COUNTRY),
            List.of(Sign.USUAL_HOURS),
            new Alert.Provenance(1_765_789_953_140L, "vigie.events", 3, 17, 4_711, "0.1.0", "a1b2"));

    static final Alert SPARSE = new Alert(
            "x",
            0,
            Alert.State.OPEN,
            "operator",
            Map.of(),
            Level.INFORMATIONAL,
            "",
            List.of(),
            0,
            0,
            0,
            AccessEvent.UNKNOWN,
            0,
            0,
            0,
            0,
            0,
            7,
            List.of(new Alert.AccountShare("atlas", "m.petit", 5), new Alert.AccountShare("atlas", "j.doe", 2)),
            Alert.Names.NONE,
            Alert.Names.NONE,
            Alert.Names.NONE,
            Alert.Names.NONE,
            List.of(),
            List.of(),
            List.of(),
            new Alert.Provenance(0, "", 0, -1, -1, "", "", true));
}
