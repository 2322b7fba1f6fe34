package dev.vigie.measure;

/**
 * An open-addressing table of places in an {@link IdRing}, found by id, or by id and content. At most half full, linear
 * probing, 4 bytes a slot: the place, and 15 bits of the key's hash, so that the ring is looked into for hardly any key
 * but the one that is sought.
 */
final class IdIndex {

    private static final int CAPACITY_MIN = 8;
    private static final int FREE = 0;
    private static final int FIXED_HEAP_BYTES = 48;
    /** A slot's low bits hold the place plus 1, up to 65,536. */
    private static final int PLACE_BITS = 17;

    private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;
    private static final int TAG_MASK = (1 << (Integer.SIZE - PLACE_BITS)) - 1;
    private static final int TAG_SHIFT = Long.SIZE - (Integer.SIZE - PLACE_BITS);
    /**
     * With up to so many slots a tag begins with the bits by which its slot was chosen, so that whoever moves entries
     * need not ask the ring for their keys, and three bits or more are left to tell keys apart. With more slots too few
     * would be left, and a tag is of other bits.
     */
    private static final int HOMING_SLOTS_MAX = 1 << 12;

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final IdRing ring;
    private final boolean byContent;

    private int[] slots = new int[CAPACITY_MIN];

    private int size;

    /** @param byContent whether the content belongs to the key; if not, an id is held once */
    IdIndex(IdRing ring, boolean byContent) {
        this.ring = ring;
        this.byContent = byContent;
    }

    /** The place of an id (with that content, if it belongs to the key), or -1. */
    int find(long idHash, int contentHash) {
        return place(slots[slot(idHash, contentHash)]);
    }

    /** Enters a place of the ring; returns the one that was held for its key, or -1. */
    int put(int place) {
        int slot = slot(ring.id(place), ring.content(place));
        int before = place(slots[slot]);
        slots[slot] = entry(place);
        if (before < 0) {
            size++;
            if (size > slots.length / 2) {
                resize(slots.length * 2);
            }
        }
        return before;
    }

    /** Takes a place out, if it is the one that is held for its key. Its segment is still in the ring. */
    boolean remove(int place) {
        int gap = slot(ring.id(place), ring.content(place));
        if (place(slots[gap]) != place) {
            return false;
        }
        int mask = slots.length - 1;
        for (int at = gap + 1 & mask; slots[at] != FREE; at = at + 1 & mask) {
            int probed = at - home(slots[at]) & mask;
            if (probed >= (at - gap & mask)) {
                slots[gap] = slots[at];
                gap = at;
            }
        }
        slots[gap] = FREE;
        size--;
        if (size < slots.length / 8 && slots.length > CAPACITY_MIN) {
            resize(slots.length / 2);
        }
        return true;
    }

    long heapBytes() {
        return FIXED_HEAP_BYTES + (long) Integer.BYTES * slots.length;
    }

    /** The slot that holds the key, or the free one where it would go. */
    private int slot(long idHash, int contentHash) {
        int mask = slots.length - 1;
        long spread = spread(idHash, contentHash);
        int tag = tag(spread);
        int at = (int) (spread >>> Integer.SIZE) & mask;
        while (slots[at] != FREE
                && (slots[at] >>> PLACE_BITS != tag || !matches(place(slots[at]), idHash, contentHash))) {
            at = at + 1 & mask;
        }
        return at;
    }

    private static int place(int entry) {
        return (entry & PLACE_MASK) - 1;
    }

    private int entry(int place) {
        return tag(spread(place)) << PLACE_BITS | place + 1;
    }

    private int tag(long spread) {
        return (int) (spread >>> (isHoming(slots.length) ? Integer.SIZE : TAG_SHIFT)) & TAG_MASK;
    }

    private static boolean isHoming(int capacity) {
        return capacity <= HOMING_SLOTS_MAX;
    }

    /** The slot where the search for the entry's key begins. */
    private int home(int entry) {
        int hash = isHoming(slots.length) ? entry >>> PLACE_BITS : (int) (spread(place(entry)) >>> Integer.SIZE);
        return hash & slots.length - 1;
    }

    private boolean matches(int place, long idHash, int contentHash) {
        return ring.id(place) == idHash && (!byContent || ring.content(place) == contentHash);
    }

    private long spread(int place) {
        return spread(ring.id(place), ring.content(place));
    }

    private long spread(long idHash, int contentHash) {
        return (byContent ? idHash ^ Integer.reverse(contentHash) : idHash) * SPREAD;
    }

    private void resize(int capacity) {
        int[] old = slots;
        slots = new int[capacity];
        int mask = capacity - 1;
        boolean sameTags = isHoming(old.length) == isHoming(capacity);
        for (int each : old) {
            if (each != FREE) {
                int entry = sameTags ? each : entry(place(each));
                int at = home(entry);
                while (slots[at] != FREE) {
                    at = at + 1 & mask;
                }
                slots[at] = entry;
            }
        }
    }
}
