package dev.vigie.replay;

import dev.vigie.model.Alert;
import dev.vigie.wire.AlertJson;
import java.util.Comparator;
import java.util.List;

/**
 * Of which alert somebody wants the raw records, and which of them.
 *
 * @param messages the alert's, in their order; there is at least one
 * @param all whether every record of the alert's group in its course is wanted, and not only the events that the alert
 *     names
 */
public record EvidenceRequest(List<Alert> messages, boolean all) {

    public EvidenceRequest {
        messages = messages.stream()
                .sorted(Comparator.comparingInt(Alert::sequence))
                .toList();
        if (messages.stream().map(Alert::id).distinct().count() != 1) {
            throw new IllegalArgumentException("the messages of one alert");
        }
    }

    /** The message that knows most. */
    public Alert last() {
        return messages.get(messages.size() - 1);
    }

    /** When the alert's course begins: at the first event of its opening window. */
    public long fromMillis() {
        return Math.min(last().firstEventAtMillis(), last().openedAtMillis());
    }

    /** When its last event was. */
    public long toMillis() {
        return Math.max(last().lastEventAtMillis(), last().openedAtMillis());
    }

    /** The messages as {@code alerts.jsonl} has them. */
    String lines() {
        StringBuilder lines = new StringBuilder();
        messages.forEach(message -> lines.append(AlertJson.line(message)).append('\n'));
        return lines.toString();
    }
}
