package dev.vigie.siem;

/**
 * What became of a message at its receiver.
 *
 * @param kind what became of it
 * @param reason why, in words of Vigie's own that may stand in a log line; empty for a message that was delivered
 * @param detail what the receiver said, which may repeat parts of the message: never for a log line
 * @param waitMillis how long the receiver asks to be left alone, 0 where it does not say
 */
public record Answer(Kind kind, String reason, String detail, long waitMillis) {

    /** Longer than any receiver's explanation, and short enough for a header. */
    static final int DETAIL_LENGTH_MAX = 1_000;

    /** What can become of a message. */
    public enum Kind {
        DELIVERED,
        /** The receiver will never take this message. */
        REFUSED,
        /** The receiver does not take it now. */
        LATER
    }

    public Answer {
        if (waitMillis < 0) {
            throw new IllegalArgumentException("a wait is not negative");
        }
        if (detail.length() > DETAIL_LENGTH_MAX) {
            detail = detail.substring(0, DETAIL_LENGTH_MAX);
        }
    }

    static Answer delivered() {
        return new Answer(Kind.DELIVERED, "", "", 0);
    }

    static Answer refused(String reason, String detail) {
        return new Answer(Kind.REFUSED, reason, detail, 0);
    }

    static Answer later(String reason) {
        return later(reason, 0);
    }

    static Answer later(String reason, long waitMillis) {
        return new Answer(Kind.LATER, reason, "", waitMillis);
    }
}
