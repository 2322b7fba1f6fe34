package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What can be seen of a trial in which nothing has been accounted for a while: the groups with their members, what they
 * have committed of what there is, open transactions, and what each thread of the instances does. It is added to
 * {@code target/faults/NAME.standstill}, for whoever asks why.
 */
final class Standstill {

    private static final long JSTACK_SECONDS_MAX = 30;

    private final Path file;
    private final List<String> groups;
    private final Supplier<List<ProcessHandle>> running;

    /** @param groups of consumers that should get on */
    Standstill(String name, List<String> groups, Supplier<List<ProcessHandle>> running) {
        this.file = Path.of("target", "faults", name + ".standstill");
        this.groups = groups;
        this.running = running;
    }

    /** Notes what there is to be seen now. Where something cannot be asked, that stands in its place. */
    void note(Admin admin, double quietSeconds) throws IOException, InterruptedException {
        StringBuilder seen = new StringBuilder("=== " + Instant.now() + ", nothing for " + quietSeconds + " s\n");
        for (String application : groups) {
            try {
                seen.append(group(admin, application));
            } catch (ExecutionException e) {
                seen.append(application).append(": ").append(e.getCause()).append('\n');
            }
        }
        try {
            for (TransactionListing each : admin.listTransactions().all().get()) {
                seen.append(each).append('\n');
            }
        } catch (ExecutionException e) {
            seen.append("transactions: ").append(e.getCause()).append('\n');
        }
        for (ProcessHandle process : running.get()) {
            seen.append(threads(process));
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, seen, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String group(Admin admin, String application) throws ExecutionException, InterruptedException {
        ConsumerGroupDescription group = Objects.requireNonNull(
                admin.describeConsumerGroups(List.of(application)).all().get().get(application));
        StringBuilder seen = new StringBuilder(application + " is " + group.groupState() + "\n");
        group.members()
                .forEach(member -> seen.append("  ")
                        .append(member.groupInstanceId().orElse("-"))
                        .append(' ')
                        .append(member.consumerId())
                        .append(' ')
                        .append(member.assignment().topicPartitions())
                        .append('\n'));
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(application)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        committed.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<String, String> rows = new TreeMap<>();
        admin.listOffsets(latest).all().get().forEach((partition, end) -> {
            OffsetAndMetadata at = committed.get(partition);
            rows.put(partition.toString(), (at == null ? "nothing" : at.offset()) + " of " + end.offset());
        });
        rows.forEach((partition, row) ->
                seen.append("  ").append(partition).append(": ").append(row).append('\n'));
        return seen.toString();
    }

    private static String threads(ProcessHandle process) throws IOException, InterruptedException {
        String head = "process " + process.pid() + ", started "
                + process.info().startInstant().orElse(Instant.EPOCH) + ", CPU "
                + process.info().totalCpuDuration().map(Object::toString).orElse("?") + "\n";
        Process jstack = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jstack")
                                .toString(),
                        Long.toString(process.pid()))
                .redirectErrorStream(true)
                .start();
        String said = new String(jstack.getInputStream().readAllBytes(), UTF_8);
        jstack.waitFor(JSTACK_SECONDS_MAX, TimeUnit.SECONDS);
        return head + said + "\n";
    }
}
