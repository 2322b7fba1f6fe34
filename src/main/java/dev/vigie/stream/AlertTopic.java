package dev.vigie.stream;

import dev.vigie.model.Alert;
import java.util.function.Function;

/**
 * A further topic of alerts, in which every alert message stands once more as a text that others read.
 *
 * @param format what its name ends with, such as {@code ocsf}
 * @param writer makes a message's text; safe for use by several threads
 */
public record AlertTopic(String format, Function<Alert, String> writer) {

    public AlertTopic {
        if (!format.matches("[a-z]{1,20}") || format.equals(Topics.REFUSED)) {
            throw new IllegalArgumentException(
                    "an alert topic ends with a format's name of 1 to 20 of a-z, not '" + format + "'");
        }
    }
}
