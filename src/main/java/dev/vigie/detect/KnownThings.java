package dev.vigie.detect;

import dev.vigie.model.Slots;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a message has said so far of one kind of thing, and under which number: said again, it is only the number. The
 * first {@value #THINGS_MAX} are known; whoever reads counts them the same way.
 *
 * <p>Asked a dozen times for each contribution, so that it is a table of its own: by open addressing, without a node or
 * a boxed number, and what was asked for last, which mostly comes again with the next event, is known by sight before
 * it is hashed.
 */
final class KnownThings<T> {

    /** Further things are written out each time. */
    static final int THINGS_MAX = 4_096;

    /** More than the texts of one event. */
    private static final int KNOWN_BY_SIGHT = 8;
    /** Names made to collide are written out each time, which costs their sender's message a few bytes and no time. */
    private static final int PROBES_MAX = 16;

    private static final int THINGS_MIN = 16;

    /** By number. */
    private Object[] things = new Object[THINGS_MIN];

    /** The same things' hashes: the things themselves lie far apart. */
    private int[] hashes = new int[THINGS_MIN];

    private int count;
    /** Things that were asked for last, and their numbers; which of them goes next. */
    private final @Nullable Object[] latest = new Object[KNOWN_BY_SIGHT];

    private final int[] latestNumbers = new int[KNOWN_BY_SIGHT];
    private int eldest;
    /** Twice as many as things, a power of two: a thing's number and 1, or 0 where there is none. */
    private short[] slots = new short[2 * THINGS_MIN];

    /** The number under which the thing is known, or {@link CompactOutput#NEW}: then it is from now on. */
    int numberOf(T thing) {
        for (int i = 0; i < KNOWN_BY_SIGHT; i++) {
            if (latest[i] == thing) {
                return latestNumbers[i];
            }
        }
        int number = find(thing);
        if (number != CompactOutput.NEW) {
            latest[eldest] = thing;
            latestNumbers[eldest] = number;
            eldest = (eldest + 1) % KNOWN_BY_SIGHT;
        } else if (count < THINGS_MAX) {
            add(thing);
        }
        return number;
    }

    /** What is known under a number that {@link #numberOf} gave. */
    @SuppressWarnings("unchecked")
    T thing(int number) {
        return (T) things[Objects.checkIndex(number, count)];
    }

    private int find(Object thing) {
        int hash = thing.hashCode();
        int slot = Slots.of(hash, slots.length);
        for (int probes = 0; probes < PROBES_MAX && slots[slot] != 0; probes++) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && things[number].equals(thing)) {
                return number;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return CompactOutput.NEW;
    }

    private void add(Object thing) {
        things[count] = thing;
        hashes[count] = thing.hashCode();
        count++;
        place(count - 1);
        if (count == things.length && count < THINGS_MAX) {
            things = Arrays.copyOf(things, 2 * count);
            hashes = Arrays.copyOf(hashes, 2 * count);
            slots = new short[4 * count];
            for (int number = 0; number < count; number++) {
                place(number);
            }
        }
    }

    private void place(int number) {
        int slot = Slots.of(hashes[number], slots.length);
        for (int probes = 0; probes < PROBES_MAX; probes++) {
            if (slots[slot] == 0) {
                slots[slot] = (short) (number + 1);
                return;
            }
            slot = slot + 1 & slots.length - 1;
        }
    }
}
