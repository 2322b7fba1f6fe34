package dev.vigie.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Waits for the leaders of new partitions. One that has not heard yet of its partition may refuse a producer's first
 * batch, take its second, and then refuse the first for ever as out of order: its records would be lost (KAFKA-15591).
 */
public final class PartitionLeaders {

    private static final long RETRY_MILLIS = 20;

    private PartitionLeaders() {}

    /**
     * Returns when the leader of each partition answers for it.
     *
     * @param partitions of topics whose creation was answered
     * @throws TimeoutException if one did not within {@code timeout}
     * @throws ExecutionException if it never will, for want of a right for one
     */
    public static void await(Admin admin, Collection<TopicPartition> partitions, Duration timeout)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        boolean answered = wanted.isEmpty();
        while (!answered) {
            answered = answer(admin, wanted, deadlineNanos - System.nanoTime());
            if (!answered) {
                // A broker that does not know a topic yet says so at once.
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
    }

    private static boolean answer(Admin admin, Map<TopicPartition, OffsetSpec> wanted, long leftNanos)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            admin.listOffsets(wanted).all().get(leftNanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw e;
        }
    }
}
