package dev.vigie.stream;

/** Says which topic could not be created or used, and what would be right. */
public final class TopicException extends Exception {

    TopicException(String message) {
        super(message);
    }

    TopicException(String message, Throwable cause) {
        super(message, cause);
    }
}
