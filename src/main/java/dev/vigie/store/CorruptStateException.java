package dev.vigie.store;

/**
 * Says that stored state cannot be read: it was damaged, or written by a later release. Names nobody whose state it is.
 */
public final class CorruptStateException extends RuntimeException {

    CorruptStateException(String message) {
        super(message);
    }

    public CorruptStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
