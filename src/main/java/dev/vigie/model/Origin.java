package dev.vigie.model;

/**
 * Where an event came from: a record of a topic's partition, or a line of a file.
 *
 * @param topic the topic or the file
 * @param partition the partition; 0 for a file
 * @param offset the record's offset, or the line's number in its file, counted from 1
 * @param historic whether it came by a source of past logs
 * @param appendedMillis when the broker appended the record to the topic; {@link AccessEvent#UNKNOWN} for a file
 */
public record Origin(String topic, int partition, long offset, boolean historic, long appendedMillis) {

    /** The place of an event of the present. */
    public Origin(String topic, int partition, long offset) {
        this(topic, partition, offset, false);
    }

    /** A place in what no broker has appended to, as far as it is known. */
    public Origin(String topic, int partition, long offset, boolean historic) {
        this(topic, partition, offset, historic, AccessEvent.UNKNOWN);
    }
}
