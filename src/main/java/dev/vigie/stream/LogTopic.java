package dev.vigie.stream;

import java.time.Duration;

/**
 * A topic of raw logs that Vigie creates where it is missing.
 *
 * @param retention how long records are kept, which hold personal data
 */
public record LogTopic(String name, Duration retention) {

    /** As long as a repair needs. */
    public static final Duration RETENTION = Duration.ofDays(3);

    public LogTopic {
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("records are kept for some time");
        }
    }

    /** The topic of an operator's name. */
    public static LogTopic of(Topics topics, String operator) {
        return new LogTopic(topics.logs(operator), RETENTION);
    }
}
