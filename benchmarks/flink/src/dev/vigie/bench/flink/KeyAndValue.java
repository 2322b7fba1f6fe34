package dev.vigie.bench.flink;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record as it is: the next operator, in the same thread, looks at it. */
final class KeyAndValue implements KafkaRecordDeserializationSchema<Tuple2<byte[], byte[]>> {

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Tuple2<byte[], byte[]>> out) {
        out.collect(Tuple2.of(message.key(), message.value()));
    }

    @Override
    public TypeInformation<Tuple2<byte[], byte[]>> getProducedType() {
        return Types.TUPLE(Types.PRIMITIVE_ARRAY(Types.BYTE), Types.PRIMITIVE_ARRAY(Types.BYTE));
    }
}
