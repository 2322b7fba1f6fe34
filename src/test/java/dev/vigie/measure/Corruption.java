package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Damages bytes at random, and checks that a reader refuses or takes them, without ever allocating much more than there
 * is to read.
 */
final class Corruption {

    /**
     * Objects of a fixed size, exception messages and stack traces; and the most that a table may take for a byte read.
     */
    private static final long ALLOCATED_MAX = 8_000;

    private static final long ALLOCATED_PER_BYTE_MAX = 32;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Corruption() {}

    static <T> void check(byte[] intact, Function<ByteBuffer, T> reader, Consumer<T> use, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = damaged(intact, random);
            Optional<T> read = read(damaged, reader);
            // Read again to measure: what is read for the first time may load and link classes, which allocates too.
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            read(damaged, reader);
            long allocated =
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertThat(allocated)
                    .as("seed %d, round %d, %d bytes", seed, round, damaged.length)
                    .isLessThan(ALLOCATED_MAX + ALLOCATED_PER_BYTE_MAX * damaged.length);
            read.ifPresent(use);
        }
    }

    /** Nothing if the reader refuses; any other exception fails the test. */
    private static <T> Optional<T> read(byte[] bytes, Function<ByteBuffer, T> reader) {
        try {
            return Optional.of(reader.apply(ByteBuffer.wrap(bytes)));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static byte[] damaged(byte[] intact, SplittableRandom random) {
        byte[] bytes = intact.clone();
        switch (random.nextInt(4)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> {
                int from = Math.min(1, bytes.length - 1);
                for (int i = from; i < bytes.length; i++) {
                    bytes[i] = (byte) random.nextInt();
                }
            }
            case 2 -> bytes[random.nextInt(Math.min(bytes.length, 40))] = (byte) random.nextInt();
            default -> {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                }
            }
        }
        return bytes;
    }
}
