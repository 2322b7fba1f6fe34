package dev.vigie.siem;

import dev.vigie.model.Alert;

/**
 * Writes alert messages in one format. Has no state: may be shared by threads, and the same alert gives the same line.
 */
public interface AlertWriter {

    /** One line, without a line end. Throws nothing, whatever the alert's texts hold. */
    String write(Alert alert);

    /** The media type of a line (RFC 9110), for receivers that ask for one. */
    String contentType();
}
