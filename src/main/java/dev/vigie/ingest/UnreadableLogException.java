package dev.vigie.ingest;

/**
 * Says that a log, or the mapping for it, cannot be used at all. The message names the file and what would be right.
 */
public final class UnreadableLogException extends Exception {

    UnreadableLogException(String message) {
        super(message);
    }
}
