package dev.vigie.store;

/** Says that the disk to which what does not fit the heap goes fails or is full. */
public final class SpillException extends RuntimeException {

    SpillException(String message, Throwable cause) {
        super(message, cause);
    }
}
