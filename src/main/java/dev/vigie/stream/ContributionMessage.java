package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.detect.Contribution;
import dev.vigie.detect.ContributionReader;
import dev.vigie.detect.NewerFormatException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * What the stage of accounts tells the stage of the groups above, as records of the topic between them.
 *
 * <pre>
 *   contributions                key: one group's text   value: 1, then contributions
 *   an operator's clock          no key, to all          value: 2, time (8 bytes), the operator's name
 *                                partitions
 *   an operator's log was waited for                     value: 3, time (8 bytes), the operator's name
 * </pre>
 *
 * Contributions to several groups travel together where the groups' texts, as keys, lead to one partition.
 *
 * <p>The last kind is never sent: whoever waited for a log notes it, as what it took in, in the journal.
 */
final class ContributionMessage {

    /** How many bytes a message has before its contributions. */
    static final int ROOM = 1;

    private static final byte CONTRIBUTIONS = 1;
    private static final byte TICK = 2;
    private static final byte AWAITED = 3;
    /** What later releases may count up to: no text begins with one of these. */
    private static final byte LATER_MAX = 8;

    private ContributionMessage() {}

    /** To which of so many partitions a key leads: Kafka's own choice. */
    static int partition(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    /**
     * Sends what has no key to every partition: silent groups are judged by it wherever they are.
     *
     * @param partitions that the topic must have, since messages were put together by it
     */
    static StreamPartitioner<byte[], byte[]> partitioner(int partitions) {
        return new ToOneOrAll(partitions);
    }

    /** @param value contributions, after {@value #ROOM} byte of room; it becomes the message */
    static byte[] contributions(byte[] value) {
        value[0] = CONTRIBUTIONS;
        return value;
    }

    static byte[] tick(String operator, long clockMillis) {
        return timed(TICK, operator, clockMillis);
    }

    static byte[] awaited(String operator, long nowMillis) {
        return timed(AWAITED, operator, nowMillis);
    }

    private static byte[] timed(byte kind, String operator, long timeMillis) {
        byte[] name = operator.getBytes(UTF_8);
        return ByteBuffer.allocate(1 + Long.BYTES + name.length)
                .put(kind)
                .putLong(timeMillis)
                .put(name)
                .array();
    }

    /** What a message may say. */
    interface Reader {
        void contribution(Contribution contribution);

        void tick(String operator, long clockMillis);

        void awaited(String operator, long nowMillis);
    }

    /**
     * What a message says, to be told to whoever takes it in: that it cannot be read is found before any of it is.
     *
     * @param appendedMillis when it was appended to the topic
     * @throws IllegalArgumentException if {@code value} is no such message
     * @throws NewerFormatException if a later release has written it
     */
    static Consumer<Reader> read(byte @Nullable [] value, long appendedMillis) {
        if (value == null) {
            throw new IllegalArgumentException("a record without a value");
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        byte kind = in.hasRemaining() ? in.get() : 0;
        if (kind == CONTRIBUTIONS) {
            List<Contribution> contributions = ContributionReader.read(value, ROOM, appendedMillis);
            return reader -> contributions.forEach(reader::contribution);
        }
        if ((kind == TICK || kind == AWAITED) && in.remaining() >= Long.BYTES) {
            long timeMillis = in.getLong();
            byte[] rest = new byte[in.remaining()];
            in.get(rest);
            String operator = new String(rest, UTF_8);
            return kind == TICK
                    ? reader -> reader.tick(operator, timeMillis)
                    : reader -> reader.awaited(operator, timeMillis);
        }
        if (kind > AWAITED && kind <= LATER_MAX) {
            throw new NewerFormatException("messages of the kind " + kind, "knows kinds up to " + AWAITED);
        }
        throw new IllegalArgumentException("a message of the unknown kind " + kind);
    }

    private record ToOneOrAll(int expected) implements StreamPartitioner<byte[], byte[]> {

        @Override
        public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int partitions) {
            if (partitions != expected) {
                throw new StreamsException("topic " + topic + " has " + partitions + " partitions, but " + expected
                        + " are configured: they cannot be changed, see topics.partitions");
            }
            return Optional.of(
                    key == null
                            ? IntStream.range(0, partitions).boxed().collect(Collectors.toSet())
                            : Set.of(partition(key, partitions)));
        }
    }
}
