package dev.vigie.siem;

/** Says what is wrong with a receiver's address or its options, and what would be right. Never shows a secret. */
public final class TargetException extends Exception {

    TargetException(String message) {
        super(message);
    }

    TargetException(String message, Throwable cause) {
        super(message, cause);
    }
}
