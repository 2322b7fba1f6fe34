package dev.vigie.siem;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * An HTTP answer, and what its status says of the messages that were posted (RFC 9110, section 15; 429 from RFC 6585).
 *
 * @param body its beginning
 * @param waitMillis what {@code Retry-After} asks for, 0 where it does not
 */
record HttpAnswer(int status, String body, long waitMillis) {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SECONDS_DIGITS_MAX = 9;

    boolean isSuccess() {
        return status / 100 == 2;
    }

    boolean isTooLarge() {
        return status == CONTENT_TOO_LARGE;
    }

    /**
     * Whether what is wrong is not the message: the receiver is busy or broken, or it is the sender or the address that
     * it does not know, or something before it would rather have the sender elsewhere, as a login page does. The latter
     * do not mend themselves, but once somebody mends them nothing has been refused.
     */
    boolean isTemporary() {
        return switch (status) {
            case 401, 403, 404, 407, REQUEST_TIMEOUT, TOO_EARLY, TOO_MANY_REQUESTS -> true;
            default -> status / 100 == 5 || status / 100 == 3;
        };
    }

    /** What the status alone means for each message. */
    Answer answer() {
        if (isSuccess()) {
            return Answer.delivered();
        }
        return isTemporary() ? Answer.later(reason(), waitMillis) : Answer.refused(reason(), body);
    }

    String reason() {
        return "HTTP status " + status;
    }

    /** What {@code Retry-After} asks for (RFC 9110, section 10.2.3): seconds, or a date. */
    static long waitMillis(String retryAfter, Instant now) {
        String text = retryAfter.strip();
        if (text.matches("[0-9]{1," + SECONDS_DIGITS_MAX + "}")) {
            return Duration.ofSeconds(Long.parseLong(text)).toMillis();
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Math.max(0, Duration.between(now, until).toMillis());
        } catch (DateTimeException | ArithmeticException e) {
            return 0;
        }
    }
}
