package dev.vigie.detect;

/**
 * Says that a message between Vigie's own parts is of a later release. It is right, and counts once that release reads
 * it: whoever meets it must stop, not pass it over.
 */
public final class NewerFormatException extends RuntimeException {

    NewerFormatException(long version, long readable) {
        this("contributions of version " + version, "reads up to " + readable);
    }

    /**
     * Says it of a message.
     *
     * @param message what it is, such as {@code contributions of version 7}
     * @param known what this release knows instead, such as {@code reads up to 5}
     */
    public NewerFormatException(String message, String known) {
        super(message + " come from a later release; this one " + known
                + ": they wait in Kafka until that release takes them in");
    }
}
