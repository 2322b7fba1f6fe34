package dev.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class EventDecoderFuzzTest {

    private static final int ROUNDS = 100_000;

    /**
     * What one decoding may allocate: the exception with its stack, and some hundred bytes for each byte of the
     * message.
     */
    private static final long FIXED_BYTES = 100_000;

    private static final long BYTES_PER_BYTE = 400;

    private final FakeRegistry registry = new FakeRegistry();
    private final EventDecoder decoder = new EventDecoder(registry, List.of());
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void decode_mutatedMessages_givesAnEventOrAWireException() throws Exception {
        registry.put(1, Schemas.accessEvent());
        mutate(1, Schemas.ACCESS_EVENT);
    }

    @Test
    void decode_mutatedMessagesOfAnotherSchema_givesAnEventOrAWireException() throws Exception {
        registry.put(1, AvroEvents.newer().toString());
        mutate(1, AvroEvents.newer());
    }

    @Test
    void decode_hugeLengthsAndCounts_allocatesNothingForThem() throws Exception {
        registry.put(1, Schemas.accessEvent());
        registry.put(2, AvroEvents.newer().toString());
        byte[] huge = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        for (int id = 1; id <= 2; id++) {
            Schema schema = id == 1 ? Schemas.ACCESS_EVENT : AvroEvents.newer();
            byte[] message = AvroEvents.confluentMessage(id, schema, AvroEvents.event("m.petit"));
            // Fetching and parsing a schema is not the message's doing.
            decoder.decode(message);
            for (int at = Framing.CONFLUENT_HEADER_BYTES; at < message.length; at++) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                out.write(message, 0, at);
                out.writeBytes(huge);
                out.write(message, at + 1, message.length - at - 1);
                decodeWithinBounds(out.toByteArray(), "id " + id + ", huge number at " + at);
            }
        }
    }

    /** A writer's schema may nest without end, and then so may its messages. */
    @Test
    void decode_endlesslyNestedMessage_isRejectedOrRead() throws Exception {
        String nesting = Schemas.accessEvent()
                .replaceFirst(
                        "\"fields\": \\[",
                        "\"fields\": [{\"name\":\"nest\",\"type\":{\"type\":\"record\",\"name\":\"Nest\",\"fields\":"
                                + "[{\"name\":\"in\",\"type\":[\"null\",\"Nest\"]}]}},");
        registry.put(1, nesting);
        byte[] message = new byte[200_000];
        Arrays.fill(message, (byte) 2);
        System.arraycopy(new byte[] {0, 0, 0, 0, 1}, 0, message, 0, 5);
        try {
            decoder.decode(message);
            fail("not an event");
        } catch (WireException e) {
            assertThat(e).hasMessageContaining("message");
        }
    }

    private void mutate(int id, Schema schema) throws Exception {
        byte[] last = AvroEvents.confluentMessage(id, schema, AvroEvents.event("m.petit"));
        decoder.decode(last);
        for (int seed = 0; seed < ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            if (seed % 100 == 0) {
                last = AvroEvents.confluentMessage(id, schema, new RandomEvents(seed).next());
            }
            decodeWithinBounds(mutated(last, random), "seed " + seed);
        }
    }

    private static byte[] mutated(byte[] message, SplittableRandom random) {
        byte[] mutated = message.clone();
        int changes = random.nextInt(1, 4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] = (byte) random.nextInt(256);
                case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutated = Arrays.copyOf(mutated, at + 1);
                default -> Arrays.fill(mutated, at, Math.min(mutated.length, at + random.nextInt(1, 12)), (byte) 0xFF);
            }
        }
        return mutated;
    }

    private void decodeWithinBounds(byte[] message, String what) {
        long bytesMax = FIXED_BYTES + BYTES_PER_BYTE * message.length;
        long allocated = bytesAllocated(message, what);
        if (allocated > bytesMax) {
            // The first use of anything also pays for linking it; what the message costs is paid each time.
            allocated = bytesAllocated(message, what);
        }
        assertThat(allocated).as(what).isLessThanOrEqualTo(bytesMax);
    }

    private long bytesAllocated(byte[] message, String what) {
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            decoder.decode(message);
        } catch (WireException e) {
            return threads.getCurrentThreadAllocatedBytes() - before;
        } catch (RegistryException | RuntimeException | Error e) {
            throw new AssertionError(what + ": " + Arrays.toString(message), e);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
