package dev.vigie.siem;

import dev.vigie.model.Alert;

/**
 * An alert message as it is to be delivered.
 *
 * @param text the alert in the format that was chosen, on one line
 */
public record Message(Alert alert, String text) {}
