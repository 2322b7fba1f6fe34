package dev.vigie.siem;

import dev.vigie.model.Alert;

/** Writes alerts in one format. */
public interface AlertWriter {

    /** One line, without a line end. */
    String write(Alert alert);

    String contentType();
}
