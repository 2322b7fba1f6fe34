package dev.vigie.store;

import dev.vigie.detect.Contribution;
import dev.vigie.detect.ContributionReader;
import dev.vigie.detect.ContributionWriter;
import dev.vigie.model.Group;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Contributions that wait to be sent, so that those to one group travel together. A commit that finds some waiting
 * keeps them in the store: nothing can be sent while a commit is prepared, and nothing may be lost by it.
 */
public final class PendingContributions implements LiveState {

    /** How many bytes may wait, about: what a commit writes stays far below a record's limit. */
    private static final int HEAVY_BYTES = 200_000;

    private final ByteStore store;
    private @Nullable Map<Group, ContributionWriter> waiting;
    private int bytes;
    private boolean changed;
    private boolean stored;

    public PendingContributions(ByteStore store) {
        this.store = store;
    }

    public void add(Contribution contribution) {
        add(contribution, waiting());
        changed = true;
    }

    private void add(Contribution contribution, Map<Group, ContributionWriter> to) {
        ContributionWriter message = to.get(contribution.group());
        if (message == null) {
            message = new ContributionWriter(contribution.group());
            to.put(contribution.group(), message);
            bytes += message.size();
        }
        bytes -= message.size();
        message.add(contribution);
        bytes += message.size();
    }

    /** True if so much waits that it should be sent now. */
    public boolean isHeavy() {
        return bytes >= HEAVY_BYTES;
    }

    /**
     * Hands over what waits, one message for each group: its key, by which all that concerns a group meets, and its
     * value, which {@link ContributionReader} reads.
     *
     * @return false if nothing waited
     */
    public boolean drain(BiConsumer<byte[], byte[]> messages) {
        Map<Group, ContributionWriter> known = waiting();
        if (known.isEmpty()) {
            return false;
        }
        known.forEach((group, message) ->
                messages.accept(Keys.text(group).getBytes(StandardCharsets.UTF_8), message.toBytes()));
        known.clear();
        bytes = 0;
        changed = true;
        return true;
    }

    private Map<Group, ContributionWriter> waiting() {
        Map<Group, ContributionWriter> known = waiting;
        if (known == null) {
            known = read();
            waiting = known;
        }
        return known;
    }

    private Map<Group, ContributionWriter> read() {
        Map<Group, ContributionWriter> read = new LinkedHashMap<>();
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
        Map<Group, ContributionWriter> known = waiting;
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
        List<byte[]> messages =
                known.values().stream().map(ContributionWriter::toBytes).toList();
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
