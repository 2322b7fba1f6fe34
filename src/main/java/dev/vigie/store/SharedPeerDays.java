package dev.vigie.store;

import dev.vigie.detect.PeerDays;
import dev.vigie.detect.PeerKey;
import dev.vigie.detect.PeerTally;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Peers' days of a stream. A task adds up what its own groups report, hands the sums on to be shared, and reads
 * everybody's. A commit that finds some that wait keeps them in the store: nothing can be sent while a commit is
 * prepared, and nothing may be lost by it.
 */
public final class SharedPeerDays implements PeerDays, LiveState {

    private static final int ROWS_MAX = 20_000;

    private final ByteStore own;
    private @Nullable ByteStore everyones;
    /** Sums by key, as they are on the heap; the changed ones among them. */
    private final Map<String, PeerTally> rows = new LinkedHashMap<>();

    private final Set<String> changed = new LinkedHashSet<>();
    private @Nullable Set<String> unshared;
    private boolean unsharedChanged;
    private long newestDay = Long.MIN_VALUE;
    private long sweptDay = Long.MIN_VALUE;

    SharedPeerDays(ByteStore own) {
        this.own = own;
    }

    /** Says where what all tasks have shared is found. Until then a task knows its own groups alone. */
    public void share(ByteStore all) {
        everyones = all;
    }

    @Override
    public void report(PeerKey peers, long day, PeerTally one) {
        String key = Keys.peerDay(peers, day);
        row(key).add(one);
        changed.add(key);
        unsharedChanged |= unshared().add(key);
        newestDay = Math.max(newestDay, day);
    }

    private PeerTally row(String key) {
        PeerTally known = rows.get(key);
        if (known == null) {
            byte[] stored = own.get(Keys.ownPeerDay(key));
            known = stored == null ? new PeerTally() : PeerTally.read(stored);
            rows.put(key, known);
        }
        return known;
    }

    @Override
    public void visit(long partId, long firstDay, long lastDay, Visitor visitor) {
        ByteStore all = everyones;
        if (all == null) {
            writeRows();
            own.scan(
                    Keys.ownPeerDay(Keys.peerDays(partId)),
                    (key, value) -> visit(key, 1, value, firstDay, lastDay, visitor));
        } else {
            byte[] prefix = Keys.peerDays(partId).getBytes(StandardCharsets.UTF_8);
            all.scan(prefix, (key, value) -> visit(key, 0, value, firstDay, lastDay, visitor));
        }
    }

    private static void visit(byte[] key, int from, byte[] value, long firstDay, long lastDay, Visitor visitor) {
        Keys.PeerDay row = Keys.readPeerDay(key, from);
        if (row.day() >= firstDay && row.day() <= lastDay) {
            visitor.tally(row.operator(), row.role(), row.day(), PeerTally.read(value));
        }
    }

    /**
     * Hands over the rows that nobody else has yet, key and value.
     *
     * @param source tells this task's rows from other tasks'
     */
    public void drain(String source, BiConsumer<byte[], byte[]> messages) {
        if (!unshared().isEmpty()) {
            for (String key : unshared()) {
                messages.accept(Keys.sharedPeerDay(key, source), row(key).toBytes());
            }
            unshared().clear();
            unsharedChanged = true;
        }
        if (newestDay > sweptDay) {
            sweptDay = newestDay;
            forget(newestDay - 2 * DAYS_KEPT);
        }
    }

    /** Deletes the task's own rows of before {@code day}, which nobody may ask for any more. */
    private void forget(long day) {
        List<byte[]> old = new ArrayList<>();
        own.scan(Keys.PEER_DAYS, (key, value) -> {
            if (Keys.readPeerDay(key, 1).day() < day) {
                old.add(key);
            }
        });
        old.forEach(own::delete);
    }

    private Set<String> unshared() {
        Set<String> known = unshared;
        if (known == null) {
            known = new LinkedHashSet<>();
            byte[] stored = own.get(Keys.UNSHARED);
            if (stored != null && stored.length > 0) {
                known.addAll(List.of(new String(stored, StandardCharsets.UTF_8).split("\n", -1)));
            }
            unshared = known;
        }
        return known;
    }

    private void writeRows() {
        for (String key : changed) {
            own.put(Keys.ownPeerDay(key), row(key).toBytes());
        }
        changed.clear();
    }

    @Override
    public void writeChanged() {
        writeRows();
        if (unsharedChanged) {
            own.put(Keys.UNSHARED, String.join("\n", unshared()).getBytes(StandardCharsets.UTF_8));
            unsharedChanged = false;
        }
        if (rows.size() > ROWS_MAX) {
            rows.clear();
        }
    }

    @Override
    public void discard() {
        rows.clear();
        changed.clear();
        unshared = null;
        unsharedChanged = false;
    }
}
