package dev.vigie.store;

import dev.vigie.detect.PartSink;
import dev.vigie.detect.Plan;
import dev.vigie.detect.Profile;
import dev.vigie.model.Group;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Profiles as records of a {@link ByteStore}. A profile has one main record, and one more for each part too large to be
 * rewritten whenever another part changes: a full table of people is tens of kilobytes, and a busy profile is written
 * every second.
 *
 * <pre>
 *   main record    version: 1 byte
 *                  large parts: count (4 bytes), then their ids (8 bytes each), rising
 *                  small parts: count (4 bytes), then for each its id (8), its length (4) and its bytes
 *   large part     its bytes
 * </pre>
 *
 * <p>Numbers are big-endian. Not safe for use by several threads: it keeps its buffers.
 */
final class ProfileCodec {

    /** A part above this is a record of its own, as is one that will not change again. */
    static final int INLINE_BYTES_MAX = 1_024;

    /**
     * Above this even small parts become records of their own, so that no record comes near the producer's limit of 1
     * MB.
     */
    static final int MAIN_BYTES_MAX = 65_536;

    static final byte VERSION = 2;

    private static final long[] NONE = {};
    private static final int PART_HEADER_BYTES = Long.BYTES + Integer.BYTES;
    private static final int RUN_BYTES = Long.BYTES + Integer.BYTES;

    private final Plan plan;
    private final ByteStore store;
    private final ByteBuffer small = ByteBuffer.allocate(MAIN_BYTES_MAX);
    private int smallCount;
    private long[] large = new long[16];
    private int largeCount;

    ProfileCodec(Plan plan, ByteStore store) {
        this.plan = plan;
        this.store = store;
    }

    /** A profile as it was read, and which of its parts have records of their own. */
    static final class Stored {
        final Profile profile;
        final long[] large;

        private Stored(Profile profile, long[] large) {
            this.profile = profile;
            this.large = large;
        }
    }

    /**
     * The group's profile, an empty one where none is stored.
     *
     * @throws CorruptStateException if it cannot be read
     */
    Stored read(Group group) {
        byte[] main = store.get(Keys.profile(group));
        if (main == null) {
            return new Stored(new Profile(group, plan), NONE);
        }
        try {
            return read(group, ByteBuffer.wrap(main));
        } catch (IllegalArgumentException | BufferUnderflowException | NegativeArraySizeException e) {
            throw new CorruptStateException("a stored profile (" + group.kind() + ") is corrupt", e);
        }
    }

    private Stored read(Group group, ByteBuffer main) {
        byte version = main.get();
        if (version != VERSION) {
            throw new CorruptStateException("a stored profile has version " + version + "; this release reads "
                    + VERSION + ": start the release that wrote it, or begin with a new application id");
        }
        Map<Long, ByteBuffer> parts = new HashMap<>();
        largeCount = 0;
        for (int left = count(main, RUN_BYTES); left > 0; left--) {
            long first = main.getLong();
            int length = main.getInt();
            for (long id = first; id < first + length; id++) {
                parts.put(id, ByteBuffer.wrap(require(store.get(Keys.part(group, id)))));
                addLarge(id);
            }
        }
        for (int left = count(main, PART_HEADER_BYTES); left > 0; left--) {
            long id = main.getLong();
            int length = count(main, 1);
            parts.put(id, main.slice(main.position(), length));
            main.position(main.position() + length);
        }
        if (main.hasRemaining()) {
            throw new IllegalArgumentException(main.remaining() + " bytes follow the last part");
        }
        return new Stored(Profile.restore(group, plan, parts), Arrays.copyOf(large, largeCount));
    }

    private static int count(ByteBuffer in, int bytesEach) {
        int count = in.getInt();
        if (count < 0 || count > in.remaining() / bytesEach) {
            throw new IllegalArgumentException("a length of " + count + " with " + in.remaining() + " bytes left");
        }
        return count;
    }

    private static byte[] require(byte @Nullable [] part) {
        if (part == null) {
            throw new IllegalArgumentException("a large part's record is missing");
        }
        return part;
    }

    /**
     * Writes what has changed of a profile.
     *
     * @param before which of its parts have records of their own
     * @return which have from now on
     */
    long[] write(Profile profile, long[] before) {
        small.clear();
        smallCount = 0;
        largeCount = 0;
        profile.writeTo((id, changed, closed, size, writer) ->
                take(profile.group(), before, id, changed, closed, size, writer));
        long[] after = Arrays.copyOf(large, largeCount);
        Arrays.sort(after);
        for (long id : before) {
            if (Arrays.binarySearch(after, id) < 0) {
                store.delete(Keys.part(profile.group(), id));
            }
        }
        int runs = runs(after);
        ByteBuffer main = ByteBuffer.allocate(1 + Integer.BYTES + runs * RUN_BYTES + Integer.BYTES + small.position());
        main.put(VERSION).putInt(runs);
        for (int from = 0; from < after.length; ) {
            int length = runLength(after, from);
            main.putLong(after[from]).putInt(length);
            from += length;
        }
        main.putInt(smallCount).put(small.array(), 0, small.position());
        store.put(Keys.profile(profile.group()), main.array());
        return after;
    }

    private static int runs(long[] rising) {
        int runs = 0;
        for (int from = 0; from < rising.length; from += runLength(rising, from)) {
            runs++;
        }
        return runs;
    }

    private static int runLength(long[] rising, int from) {
        int length = 1;
        while (from + length < rising.length && rising[from + length] == rising[from] + length) {
            length++;
        }
        return length;
    }

    private void take(
            Group group,
            long[] before,
            long id,
            boolean changed,
            boolean closed,
            IntSupplier size,
            PartSink.PartWriter writer) {
        if (!changed && Arrays.binarySearch(before, id) >= 0) {
            addLarge(id); // it stays where it is, though it may have shrunk
            return;
        }
        int bytes = size.getAsInt();
        if (!closed && bytes <= INLINE_BYTES_MAX && bytes + PART_HEADER_BYTES <= small.remaining()) {
            smallCount++;
            int end = small.putLong(id).putInt(bytes).position() + bytes;
            writer.writeTo(small);
            requireWhole(id, end - small.position());
            return;
        }
        addLarge(id);
        ByteBuffer out = ByteBuffer.allocate(bytes);
        writer.writeTo(out);
        requireWhole(id, out.remaining());
        store.put(Keys.part(group, id), out.array());
    }

    private void addLarge(long id) {
        if (largeCount == large.length) {
            large = Arrays.copyOf(large, 2 * largeCount);
        }
        large[largeCount] = id;
        largeCount++;
    }

    private static void requireWhole(long id, int missing) {
        if (missing != 0) {
            throw new IllegalStateException("part " + id + " is " + missing + " bytes shorter than it said");
        }
    }
}
