package dev.vigie.stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * A record's time stamp, which is the broker's; none, where a topic was made otherwise and its writer gave none, is
 * 1970. Public, since Kafka makes it by name.
 */
public final class AppendTime implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> message, long partitionTime) {
        return Math.max(0, message.timestamp());
    }
}
