package dev.vigie.replay;

/**
 * Says that a replay cannot be done as it was asked for. The message names the file or directory, and what would be
 * right.
 */
public final class ReplayException extends Exception {

    private static final long serialVersionUID = 1;

    ReplayException(String message) {
        super(message);
    }
}
