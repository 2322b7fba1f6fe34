package dev.vigie.siem;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import java.util.List;
import java.util.Map;

/** Alerts to deliver. */
final class Episodes {

    /** 2026-01-05T10:00:52.120Z. */
    static final long DETECTED_AT_MILLIS = 1_767_607_252_120L;

    private Episodes() {}

    static Alert alert(String id, int sequence) {
        return alert(
                id, sequence, sequence == 0 ? Alert.State.OPEN : Alert.State.UPDATE, Level.HIGH, "jd read 51 people");
    }

    static Alert alert(String id, int sequence, Alert.State state, Level level, String sentence) {
        return new Alert(
                id,
                sequence,
                state,
                "account",
                Map.of("operator", "atlas", "account", "jd"),
                level,
                sentence,
                List.of(),
                0,
                0,
                0,
                AccessEvent.UNKNOWN,
                51,
                50,
                0,
                0,
                0,
                AccessEvent.UNKNOWN,
                List.of(),
                Alert.Names.NONE,
                Alert.Names.NONE,
                Alert.Names.NONE,
                Alert.Names.NONE,
                List.of(),
                List.of(),
                List.of(),
                new Alert.Provenance(DETECTED_AT_MILLIS, "vigie.events", 0, 0, 0, "0.1.0", "a1"));
    }

    static Message message(String id, int sequence) {
        return message(alert(id, sequence));
    }

    /** Its text is a small JSON object. */
    static Message message(Alert alert) {
        return new Message(alert, text(alert));
    }

    static String text(Alert alert) {
        return "{\"sequence\":" + alert.sequence() + "}";
    }
}
