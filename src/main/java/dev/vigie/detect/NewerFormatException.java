package dev.vigie.detect;

/**
 * Says that a message between Vigie's own parts is of a later release. It is right, and counts once that release reads
 * it: whoever meets it must stop, not pass it over.
 */
public final class NewerFormatException extends RuntimeException {

    NewerFormatException(long version, long readable) {
        super("contributions of version " + version + " come from a later release; this one reads up to " + readable
                + ": they wait in Kafka until that release takes them in");
    }
}
