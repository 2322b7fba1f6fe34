package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.detect.Contribution;
import dev.vigie.detect.ContributionFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * What the stage of accounts tells the stage of the groups above, as records of the topic between them.
 *
 * <pre>
 *   contributions to one group   key: the group's text   value: 1, then contributions
 *   an operator's clock          no key, to all          value: 2, time (8 bytes), the operator's name
 *                                partitions
 * </pre>
 */
final class ContributionMessage {

    private static final byte CONTRIBUTIONS = 1;
    private static final byte TICK = 2;

    /** Sends what has no key to every partition: silent groups are judged by it wherever they are. */
    static final StreamPartitioner<byte[], byte[]> PARTITIONER = new ToOneOrAll();

    private ContributionMessage() {}

    static byte[] contributions(byte[] contributions) {
        return ByteBuffer.allocate(1 + contributions.length)
                .put(CONTRIBUTIONS)
                .put(contributions)
                .array();
    }

    static byte[] tick(String operator, long clockMillis) {
        byte[] name = operator.getBytes(UTF_8);
        return ByteBuffer.allocate(1 + Long.BYTES + name.length)
                .put(TICK)
                .putLong(clockMillis)
                .put(name)
                .array();
    }

    /** What a message may say. */
    interface Reader {
        void contribution(Contribution contribution);

        void tick(String operator, long clockMillis);
    }

    /** @throws IllegalArgumentException if {@code value} is no such message; nothing has been read of it then */
    static void read(byte[] value, Reader reader) {
        ByteBuffer in = ByteBuffer.wrap(value);
        byte kind = in.hasRemaining() ? in.get() : 0;
        byte[] rest;
        if (kind == CONTRIBUTIONS) {
            rest = new byte[in.remaining()];
            in.get(rest);
            List<Contribution> contributions = ContributionFormat.read(rest);
            contributions.forEach(reader::contribution);
        } else if (kind == TICK && in.remaining() >= Long.BYTES) {
            long clockMillis = in.getLong();
            rest = new byte[in.remaining()];
            in.get(rest);
            reader.tick(new String(rest, UTF_8), clockMillis);
        } else {
            throw new IllegalArgumentException("a message of the unknown kind " + kind);
        }
    }

    private static final class ToOneOrAll implements StreamPartitioner<byte[], byte[]> {

        @Override
        public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int partitions) {
            return key == null
                    ? Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()))
                    : Optional.empty();
        }
    }
}
