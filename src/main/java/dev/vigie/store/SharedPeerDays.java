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
    /** What a commit writes of those that wait stays far below a record's limit. */
    private static final int HEAVY_CHARS = 200_000;

    private static final long DAY_MILLIS = 86_400_000;

    private final ByteStore own;
    private @Nullable ByteStore everyones;
    /** Sums by key, as they are on the heap; the changed ones among them. */
    private final Map<String, PeerTally> rows = new LinkedHashMap<>();

    private final Set<String> changed = new LinkedHashSet<>();
    private @Nullable Set<String> unshared;
    private int unsharedChars;
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
        if (unshared().add(key)) {
            unsharedChars += key.length();
            unsharedChanged = true;
        }
        newestDay = Math.max(newestDay, day);
    }

    /** True if so much waits that it should be shared now. */
    public boolean isHeavy() {
        return unsharedChars >= HEAVY_CHARS;
    }

    private PeerTally row(String key) {
        PeerTally known = rows.get(key);
        if (known == null) {
            byte[] stored = own.get(Keys.ownPeerDay(key));
            known = stored == null ? new PeerTally() : read(stored);
            rows.put(key, known);
        }
        return known;
    }

    @Override
    public void visit(long partId, long day, Visitor visitor) {
        String prefix = Keys.peerDay(partId, day);
        ByteStore all = everyones;
        if (all == null) {
            writeRows();
            own.scan(Keys.ownPeerDay(prefix), (key, value) -> visit(Keys.readPeerDay(key, 1), value, visitor));
        } else {
            byte[] shared = prefix.getBytes(StandardCharsets.UTF_8);
            all.scan(shared, (key, value) -> visit(Keys.readPeerDay(key, 0), value, visitor));
        }
    }

    private static void visit(Keys.PeerDay row, byte[] value, Visitor visitor) {
        visitor.tally(row.operator(), row.role(), read(value));
    }

    /** Whoever went on without them would take for usual what is not. */
    private static PeerTally read(byte[] value) {
        try {
            return PeerTally.read(value);
        } catch (IllegalArgumentException e) {
            throw new CorruptStateException("days of peers are corrupt, or a later release has written them", e);
        }
    }

    /**
     * Hands over the rows that nobody else has yet, key and value; without a value those that nobody may ask for any
     * more.
     *
     * @param source tells this task's rows from other tasks'
     * @param nowMillis wall-clock time: however far ahead a group's clock is, it makes nobody forget
     */
    public void drain(String source, long nowMillis, BiConsumer<byte[], byte @Nullable []> messages) {
        if (!unshared().isEmpty()) {
            for (String key : unshared()) {
                messages.accept(Keys.sharedPeerDay(key, source), row(key).toBytes());
            }
            unshared().clear();
            unsharedChars = 0;
            unsharedChanged = true;
        }
        long today = Math.min(newestDay, Math.floorDiv(nowMillis, DAY_MILLIS));
        if (today > sweptDay) {
            for (String key : rowsOfBefore(today - DAYS_KEPT)) {
                rows.remove(key);
                own.delete(Keys.ownPeerDay(key));
                messages.accept(Keys.sharedPeerDay(key, source), null);
            }
            sweptDay = today;
        }
    }

    /** The task's own rows of before {@code day}: all at first, then those that have come to lie there since. */
    private List<String> rowsOfBefore(long day) {
        List<String> old = new ArrayList<>();
        BiConsumer<byte[], byte[]> each = (key, value) -> {
            if (Keys.readPeerDay(key, 1).day() < day) {
                old.add(new String(key, 1, key.length - 1, StandardCharsets.UTF_8));
            }
        };
        if (sweptDay == Long.MIN_VALUE) {
            own.scan(Keys.PEER_DAYS, each);
        } else {
            for (long its = sweptDay - DAYS_KEPT; its < day; its++) {
                own.scan(Keys.ownPeerDay(Keys.peerDay(its)), each);
            }
        }
        return old;
    }

    private Set<String> unshared() {
        Set<String> known = unshared;
        if (known == null) {
            known = new LinkedHashSet<>();
            byte[] stored = own.get(Keys.UNSHARED);
            if (stored != null && stored.length > 0) {
                known.addAll(List.of(new String(stored, StandardCharsets.UTF_8).split("\n", -1)));
                unsharedChars = stored.length;
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
        unsharedChars = 0;
        unsharedChanged = false;
    }
}
