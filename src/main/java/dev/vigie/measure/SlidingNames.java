package dev.vigie.measure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The names that weigh most over a sliding window of a group's own event time, such as the accounts that read most at
 * one address: for people to look at, not for limits to compare with.
 *
 * <p><b>Idea.</b> A table from a name to its weight and the time at which it was last seen. A name belongs to the
 * window while its last sighting does; its weight is that of its whole uninterrupted stay, so it may reach further back
 * than the timespan, never less far. At most {@value #NAMES_MAX} names are held. A new name that finds no room takes
 * that of the lightest one if it weighs as much by itself, else it is let go: what is heavy at one stroke or early
 * stays, what is light may be missing. (Space-Saving by Metwally, Agrawal, El Abbadi, 2005, would hand the lighter
 * name's weight on to the newcomer and so bound the error of a weight; here a weight that is shown must be a name's
 * own.)
 *
 * <p>With at most {@value #NAMES_MAX} names in the window nothing depends on the order of events.
 */
public final class SlidingNames implements Sliding {

    static final int NAMES_MAX = 256;

    private static final byte FORMAT = 1;
    private static final int NAME_BYTES_MAX = 1 << 16;
    private static final int NAME_HEAP_BYTES = 160;
    private static final int FIXED_HEAP_BYTES = 96;

    private final long timespanMillis;
    private final Map<String, Weight> weights = new HashMap<>();
    private long clockMillis = Long.MIN_VALUE;
    private long earliestMillis = Long.MAX_VALUE;
    /** No name weighs less; 0 while that is not known, until somebody asks. */
    private long lightestAmount;
    /** All names that weigh just that: in a full table the next to go. */
    private final TreeSet<String> lightest = new TreeSet<>();

    private static final class Weight {
        long amount;
        long lastSeenMillis;
    }

    /** A name and its weight. */
    public record Weighted(String name, long weight) {}

    /** @param timespanMillis 1 to a quarter of {@link Long#MAX_VALUE}, which never expires */
    public SlidingNames(long timespanMillis) {
        this.timespanMillis = Panes.of(timespanMillis).timespanMillis();
    }

    @Override
    public long timespanMillis() {
        return timespanMillis;
    }

    @Override
    public void advance(long toMillis) {
        if (toMillis <= clockMillis) {
            return;
        }
        clockMillis = toMillis;
        if (earliestMillis > horizon()) {
            return;
        }
        weights.values().removeIf(weight -> weight.lastSeenMillis <= horizon());
        lightest.clear();
        lightestAmount = 0;
        earliestMillis = weights.values().stream()
                .mapToLong(weight -> weight.lastSeenMillis)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private long horizon() {
        return clockMillis < Long.MIN_VALUE + timespanMillis ? Long.MIN_VALUE : clockMillis - timespanMillis;
    }

    /**
     * Adds to a name's weight.
     *
     * @param amount more than 0
     * @return false, with nothing changed, if the time has left the window
     */
    public boolean add(long timeMillis, String name, long amount) {
        if (timeMillis > clockMillis) {
            advance(timeMillis);
        } else if (timeMillis <= horizon()) {
            return false;
        }
        Weight weight = weights.get(name);
        if (weight == null) {
            if (!hasRoomFor(amount)) {
                return true;
            }
            weight = new Weight();
            weight.lastSeenMillis = timeMillis;
            weights.put(name, weight);
        }
        weigh(name, weight, Math.min(Long.MAX_VALUE - amount, weight.amount) + amount);
        weight.lastSeenMillis = Math.max(weight.lastSeenMillis, timeMillis);
        earliestMillis = Math.min(earliestMillis, timeMillis);
        return true;
    }

    private void weigh(String name, Weight weight, long amount) {
        if (lightestAmount > 0) {
            if (weight.amount == lightestAmount) {
                lightest.remove(name);
            }
            if (amount < lightestAmount) {
                lightest.clear();
                lightestAmount = amount;
            }
            if (amount == lightestAmount) {
                lightest.add(name);
            }
        }
        weight.amount = amount;
    }

    /** Makes room, if a name of this weight deserves it: for the first of the lightest, in alphabetical order. */
    private boolean hasRoomFor(long amount) {
        if (weights.size() < NAMES_MAX) {
            return true;
        }
        if (lightestAmount > amount) {
            return false;
        }
        if (lightest.isEmpty()) {
            findLightest();
            if (lightestAmount > amount) {
                return false;
            }
        }
        weights.remove(lightest.pollFirst());
        return true;
    }

    private void findLightest() {
        lightestAmount = Long.MAX_VALUE;
        weights.values().forEach(weight -> lightestAmount = Math.min(lightestAmount, weight.amount));
        weights.forEach((name, weight) -> {
            if (weight.amount == lightestAmount) {
                lightest.add(name);
            }
        });
    }

    /** The {@code count} heaviest names, the heaviest first; of equal ones in alphabetical order. */
    public List<Weighted> heaviest(int count) {
        return weights.entrySet().stream()
                .map(entry -> new Weighted(entry.getKey(), entry.getValue().amount))
                .sorted(Comparator.comparingLong(Weighted::weight).reversed().thenComparing(Weighted::name))
                .limit(count)
                .toList();
    }

    /** A table over a longer timespan that begins with what this one holds. */
    public SlidingNames over(long longerMillis) {
        SlidingNames longer = new SlidingNames(longerMillis);
        longer.clockMillis = clockMillis;
        weights.forEach((name, weight) -> longer.add(weight.lastSeenMillis, name, weight.amount));
        return longer;
    }

    /** How many names are held. */
    @Override
    public double value() {
        return weights.size();
    }

    @Override
    public double relativeError() {
        return 0;
    }

    @Override
    public boolean isEmpty() {
        return weights.isEmpty();
    }

    @Override
    public int serializedBytes() {
        int bytes = 1 + Varint.bytes(timespanMillis) + Long.BYTES + Varint.bytes(weights.size());
        for (Map.Entry<String, Weight> entry : weights.entrySet()) {
            int length = entry.getKey().getBytes(StandardCharsets.UTF_8).length;
            bytes += Varint.bytes(length) + length + Varint.bytes(entry.getValue().amount) + Long.BYTES;
        }
        return bytes;
    }

    /** Writes {@link #serializedBytes} bytes, the names in no particular order. */
    @Override
    public void writeTo(ByteBuffer out) {
        out.put(FORMAT);
        Varint.write(out, timespanMillis);
        out.putLong(clockMillis);
        Varint.write(out, weights.size());
        weights.forEach((name, weight) -> {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            Varint.write(out, utf8.length);
            out.put(utf8);
            Varint.write(out, weight.amount);
            out.putLong(weight.lastSeenMillis);
        });
    }

    /**
     * Reads what {@link #writeTo} wrote, and no further.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static SlidingNames readFrom(ByteBuffer in) {
        Varint.need(in, 1);
        Varint.check(in.get() == FORMAT, "its format is unknown");
        SlidingNames read = new SlidingNames(Varint.read(in));
        Varint.need(in, Long.BYTES);
        read.clockMillis = in.getLong();
        int count = Varint.read(in, 0, NAMES_MAX);
        for (int i = 0; i < count; i++) {
            byte[] utf8 = new byte[Varint.read(in, 0, Math.min(NAME_BYTES_MAX, in.remaining()))];
            Varint.need(in, utf8.length);
            in.get(utf8);
            long amount = Varint.read(in);
            Varint.need(in, Long.BYTES);
            long lastSeenMillis = in.getLong();
            Varint.check(amount > 0, "a weight below 1");
            Varint.check(lastSeenMillis <= read.clockMillis, "a time ahead of the clock");
            boolean fresh = !read.weights.containsKey(new String(utf8, StandardCharsets.UTF_8));
            Varint.check(
                    fresh && read.add(lastSeenMillis, new String(utf8, StandardCharsets.UTF_8), amount),
                    "a name twice, or outside the window");
        }
        return read;
    }

    @Override
    public long heapBytes() {
        return FIXED_HEAP_BYTES + (long) weights.size() * NAME_HEAP_BYTES;
    }
}
