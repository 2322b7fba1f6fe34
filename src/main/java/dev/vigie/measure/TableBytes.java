package dev.vigie.measure;

import java.nio.ByteBuffer;

/**
 * The entries of a {@link HashTimes} as bytes: how many, the width of an age, then each hash (8 bytes) and its age, in
 * the order in which the table has them. Nothing is sorted: nobody needs equal tables to give equal bytes, and sorting
 * thousands of values at every commit is dear.
 *
 * <p>An age is how far a time lies before the end of the clock's pane: in milliseconds, or in panes where all times are
 * ends of panes.
 */
final class TableBytes {

    private final Panes panes;
    private final long clockMillis;
    private final boolean paned;

    TableBytes(Panes panes, long clockMillis, boolean paned) {
        this.panes = panes;
        this.clockMillis = clockMillis;
        this.paned = paned;
    }

    /** @param earliestMillis at most the earliest time in the table */
    int bytes(HashTimes table, long earliestMillis) {
        int size = table.size();
        return Varint.bytes(size) + (size == 0 ? 0 : 1 + size * (Long.BYTES + width(age(earliestMillis))));
    }

    /** Puts {@link #bytes}. */
    void write(HashTimes table, long earliestMillis, ByteBuffer out) {
        Varint.write(out, table.size());
        if (table.size() > 0) {
            int width = width(age(earliestMillis));
            out.put((byte) width);
            table.forEach((time, hash) -> {
                out.putLong(hash);
                long age = age(time);
                for (int i = 0; i < width; i++) {
                    out.put((byte) (age >>> (i * Byte.SIZE)));
                }
            });
        }
    }

    /** Hands over what {@link #write} wrote to a receiver that checks the values and inserts them into the table. */
    void read(ByteBuffer in, HashTimes table, SlidingDistinct.Sighting each) {
        int size = Varint.read(in, 0, SlidingDistinct.VALUES_MAX);
        if (size == 0) {
            return;
        }
        Varint.need(in, 1);
        int width = in.get();
        Varint.check(width >= 1 && width <= Long.BYTES, "an age of no bytes or too many");
        Varint.need(in, (long) size * (Long.BYTES + width));
        table.reserve(size);
        for (int n = 0; n < size; n++) {
            long hash = in.getLong();
            long age = 0;
            for (int i = 0; i < width; i++) {
                age |= (in.get() & 0xFFL) << (i * Byte.SIZE);
            }
            each.accept(time(age), hash);
        }
    }

    private long age(long timeMillis) {
        return paned ? panes.number(clockMillis) - panes.number(timeMillis) : panes.end(clockMillis) - timeMillis;
    }

    private long time(long age) {
        return paned ? panes.endOf(panes.number(clockMillis) - age) : panes.end(clockMillis) - age;
    }

    private static int width(long age) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(age) + Byte.SIZE - 1) / Byte.SIZE);
    }
}
