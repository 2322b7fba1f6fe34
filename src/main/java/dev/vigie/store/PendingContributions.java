package dev.vigie.store;

import dev.vigie.detect.Contribution;
import dev.vigie.detect.ContributionReader;
import dev.vigie.detect.ContributionWriter;
import dev.vigie.model.Group;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Contributions that wait to be sent, so that those to one partition travel together: there a message, whatever it is
 * of, costs as much as several contributions. A commit that finds some waiting keeps them in the store: nothing can be
 * sent while a commit is prepared, and nothing may be lost by it.
 */
public final class PendingContributions implements LiveState {

    /**
     * How many bytes may wait, about: what a commit writes stays far below a record's limit. With so many a message
     * takes in nothing more, either: one event may concern any number of groups of one partition, and what it
     * contributes to a single one of them can be most of what a message may have.
     */
    private static final int HEAVY_BYTES = 200_000;

    private static final int GROUPS_KNOWN_MAX = 20_000;

    private final ByteStore store;
    private final ToIntFunction<byte[]> partitions;
    /** Where groups' messages go, as it was found before. */
    private final Map<Group, Integer> knownPartitions = new HashMap<>();

    private @Nullable Map<Integer, Deque<Message>> waiting;
    private int bytes;
    private boolean changed;
    private boolean stored;

    /** What waits for one partition, or a part of it, and one of the groups whose texts lead there. */
    private record Message(Group group, ContributionWriter contributions) {}

    /** @param partitions to which the message with a key goes; all that concerns a group has to meet there */
    public PendingContributions(ByteStore store, ToIntFunction<byte[]> partitions) {
        this.store = store;
        this.partitions = partitions;
    }

    public void add(Contribution contribution) {
        add(contribution, waiting());
        changed = true;
    }

    private void add(Contribution contribution, Map<Integer, Deque<Message>> to) {
        Deque<Message> messages = to.computeIfAbsent(partition(contribution.group()), unseen -> new ArrayDeque<>(1));
        Message message = messages.peekLast();
        if (message == null || message.contributions.size() >= HEAVY_BYTES) {
            message = new Message(contribution.group(), new ContributionWriter());
            messages.addLast(message);
        }
        ContributionWriter contributions = message.contributions;
        bytes -= contributions.size();
        contributions.add(contribution);
        bytes += contributions.size();
    }

    private Integer partition(Group group) {
        Integer known = knownPartitions.get(group);
        if (known == null) {
            if (knownPartitions.size() == GROUPS_KNOWN_MAX) {
                knownPartitions.clear();
            }
            known = partitions.applyAsInt(key(group));
            knownPartitions.put(group, known);
        }
        return known;
    }

    private static byte[] key(Group group) {
        return Keys.text(group).getBytes(StandardCharsets.UTF_8);
    }

    /** True if so much waits that it should be sent now. */
    public boolean isHeavy() {
        return bytes >= HEAVY_BYTES;
    }

    /**
     * Hands over what waits, a message for each partition, or several: its key, by which it gets there, and its value,
     * which {@link ContributionReader} reads from {@code room} bytes on, which are left free.
     *
     * @return false if nothing waited
     */
    public boolean drain(int room, BiConsumer<byte[], byte[]> messages) {
        Map<Integer, Deque<Message>> known = waiting();
        if (known.isEmpty()) {
            return false;
        }
        known.values().stream()
                .flatMap(Deque::stream)
                .forEach(each -> messages.accept(key(each.group), each.contributions.toBytes(room)));
        known.clear();
        bytes = 0;
        changed = true;
        return true;
    }

    private Map<Integer, Deque<Message>> waiting() {
        Map<Integer, Deque<Message>> known = waiting;
        if (known == null) {
            known = read();
            waiting = known;
        }
        return known;
    }

    private Map<Integer, Deque<Message>> read() {
        Map<Integer, Deque<Message>> read = new TreeMap<>();
        byte[] value = store.get(Keys.PENDING);
        stored = value != null;
        if (value != null) {
            ByteBuffer in = ByteBuffer.wrap(value);
            while (in.hasRemaining()) {
                byte[] message = new byte[in.getInt()];
                in.get(message);
                ContributionReader.read(message).forEach(contribution -> add(contribution, read));
            }
        }
        return read;
    }

    @Override
    public void writeChanged() {
        Map<Integer, Deque<Message>> known = waiting;
        if (known == null || !changed) {
            return;
        }
        changed = false;
        if (known.isEmpty()) {
            if (stored) {
                store.delete(Keys.PENDING);
                stored = false;
            }
            return;
        }
        List<byte[]> messages = known.values().stream()
                .flatMap(Deque::stream)
                .map(each -> each.contributions.toBytes())
                .toList();
        ByteBuffer out = ByteBuffer.allocate(messages.stream()
                .mapToInt(message -> Integer.BYTES + message.length)
                .sum());
        messages.forEach(message -> out.putInt(message.length).put(message));
        store.put(Keys.PENDING, out.array());
        stored = true;
    }

    @Override
    public void discard() {
        waiting = null;
        bytes = 0;
        changed = false;
    }
}
