package dev.vigie.stream;

/**
 * What has come of one operator's log since the process started.
 *
 * @param records of the log topic
 * @param bytes of them
 * @param events candidates that became events
 * @param rejected candidates that did not
 * @param lastArrivedMillis when the latest record arrived, epoch milliseconds; 0 if none has
 */
public record FeedFigures(
        String operator, long records, long bytes, long events, long rejected, long lastArrivedMillis) {}
