package dev.vigie.replay;

import dev.vigie.detect.PackedContributions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gathers what the events of one worker's accounts contribute, for those who go through it: on the heap as bytes, event
 * after event in a few large arrays, and two numbers for each share: nothing that a collector has to follow. What does
 * not fit is put in order and written to the disk. Used by one thread; once it has gathered, each who goes through may
 * have his part put in order.
 */
final class ShareGatherer {

    /**
     * What a share takes on the heap, room to grow and to be sorted included. Where all are of one group and one time,
     * as of a log that tells only days, they take some 56 bytes more each while they are gone through.
     */
    private static final long SHARE_HEAP_BYTES = 40;
    /** A larger event has an array of its own. */
    private static final int BLOCK_BYTES = 1 << 18;
    /** Blocks are smaller where there would not be room for so many. */
    private static final int BLOCKS_MIN = 4;

    // Where a share is: its event's block, where in it that begins, and where in that it is.
    private static final int FROM_BITS = 18;
    private static final int PLACE_BITS = 30;
    private static final int BLOCKS_MAX = 1 << (Long.SIZE - FROM_BITS - PLACE_BITS);

    private final int number;
    private final Scratch scratch;
    private final long dayMillis;
    private final long heapBytesMax;
    private final List<ExternalSorter<GroupShare>> sorters;
    private final ShardDivision division;
    private final PackedContributions packing = new PackedContributions();

    private final List<byte[]> blocks = new ArrayList<>();
    /** Of the last block. */
    private int takenBytes;

    private final List<Part> parts =
            Stream.generate(Part::new).limit(GroupShare.SHARDS).toList();

    private long heapBytes;
    private long gathered;

    /** The shares of one shard: keys, and where each is. */
    private static final class Part {
        private long[] keys = new long[16];
        private long[] places = new long[16];
        private int count;

        void add(long key, long place) {
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, 2 * count);
                places = Arrays.copyOf(places, 2 * count);
            }
            keys[count] = key;
            places[count] = place;
            count++;
        }
    }

    /**
     * @param number its own, which shares say
     * @param scratch where it writes what does not fit
     * @param dayMillis when the day begins
     * @param heapBytesMax how much of the heap it may take, about
     * @param sorters by who goes through it
     * @param division who goes through what
     */
    ShareGatherer(
            int number,
            Scratch scratch,
            long dayMillis,
            long heapBytesMax,
            List<ExternalSorter<GroupShare>> sorters,
            ShardDivision division) {
        this.number = number;
        this.scratch = scratch;
        this.dayMillis = dayMillis;
        this.heapBytesMax = heapBytesMax;
        this.sorters = sorters;
        this.division = division;
    }

    /** Gathers what {@link #packing} has of one event, whose number is higher than of those before. */
    void gather() throws IOException {
        int count = packing.count();
        if (count == 0) {
            return;
        }
        int bytes = packing.bytes();
        if (bytes > 1 << PLACE_BITS) {
            throw new IllegalStateException("an event that contributes " + bytes + " bytes");
        }
        int from = room(bytes);
        packing.writeTo(blocks.get(blocks.size() - 1), from);
        long begin = ((blocks.size() - 1L) << FROM_BITS | from) << PLACE_BITS;
        for (int i = 0; i < count; i++) {
            long key = GroupShare.keyOf(packing.groupHash(i), packing.timeMillis(), dayMillis);
            parts.get(GroupShare.shardOf(key)).add(key, begin | packing.place(i));
        }
        gathered += count;
        heapBytes += count * SHARE_HEAP_BYTES;
        if (heapBytes >= heapBytesMax || blocks.size() == BLOCKS_MAX) {
            putAway();
        }
    }

    /** Takes so many bytes of the last block, which there is from then on, and says from where. */
    private int room(int bytes) {
        if (blocks.isEmpty() || bytes > blocks.get(blocks.size() - 1).length - takenBytes) {
            byte[] block = new byte[(int) Math.max(bytes, Math.min(BLOCK_BYTES, heapBytesMax / BLOCKS_MIN))];
            blocks.add(block);
            heapBytes += block.length;
            takenBytes = 0;
        }
        int from = takenBytes;
        takenBytes += bytes;
        return from;
    }

    private void putAway() throws IOException {
        long[] sharesByShard = new long[GroupShare.SHARDS];
        count(sharesByShard);
        division.divide(sharesByShard);
        for (int going = 0; going < sorters.size(); going++) {
            List<Part> its = partsOf(going);
            if (!its.isEmpty()) {
                SortedFile<GroupShare> file =
                        SortedFile.write(scratch.newFile(), GroupShare.FORMAT, new Alone(new Sorted(its)));
                sorters.get(going).add(List.of(file), countOf(its));
                its.forEach(part -> part.count = 0);
            }
        }
        blocks.clear();
        heapBytes = 0;
    }

    /** Adds how many shares of each shard are on the heap. */
    void count(long[] sharesByShard) {
        for (int shard = 0; shard < sharesByShard.length; shard++) {
            sharesByShard[shard] += parts.get(shard).count;
        }
    }

    /** Gives what is on the heap to one who goes through. */
    void end(int going) {
        List<Part> its = partsOf(going);
        sorters.get(going).add(() -> new Sorted(its), countOf(its));
    }

    /** What is his who goes through, in order. */
    private List<Part> partsOf(int going) {
        List<Part> its = new ArrayList<>();
        for (int shard : division.of(going)) {
            Part part = parts.get(shard);
            if (part.count > 0) {
                RadixSort.sort(part.keys, part.places, part.count);
                its.add(part);
            }
        }
        return its;
    }

    private static long countOf(List<Part> some) {
        return some.stream().mapToLong(part -> part.count).sum();
    }

    /** Nobody knows whose a share is but who packed it. */
    PackedContributions packing() {
        return packing;
    }

    long gathered() {
        return gathered;
    }

    /** Shares as they go to the disk. */
    private final class Alone implements Iterator<GroupShare> {
        private final Iterator<GroupShare> shares;

        Alone(Iterator<GroupShare> shares) {
            this.shares = shares;
        }

        @Override
        public boolean hasNext() {
            return shares.hasNext();
        }

        @Override
        public GroupShare next() {
            return shares.next().alone(packing);
        }
    }

    /** Shares of equal keys are put in order when their turn comes. */
    private final class Sorted implements Iterator<GroupShare> {
        private final Iterator<Part> parts;
        private Part part = new Part();
        private final List<GroupShare> equal = new ArrayList<>();
        private int nextEqual;
        private int next;

        /** @param parts none of them empty */
        Sorted(List<Part> parts) {
            this.parts = parts.iterator();
        }

        @Override
        public boolean hasNext() {
            return nextEqual < equal.size() || next < part.count || parts.hasNext();
        }

        @Override
        public GroupShare next() {
            if (nextEqual < equal.size()) {
                return equal.get(nextEqual++);
            }
            if (next == part.count) {
                part = parts.next();
                next = 0;
            }
            long key = part.keys[next];
            GroupShare first = share(next++);
            if (next == part.count || part.keys[next] != key) {
                return first;
            }
            equal.clear();
            equal.add(first);
            while (next < part.count && part.keys[next] == key) {
                equal.add(share(next++));
            }
            equal.sort(GroupShare.ORDER);
            nextEqual = 1;
            return equal.get(0);
        }

        private GroupShare share(int index) {
            long where = part.places[index];
            byte[] block = blocks.get((int) (where >>> (FROM_BITS + PLACE_BITS)));
            int from = (int) (where >>> PLACE_BITS) & (1 << FROM_BITS) - 1;
            int place = (int) where & (1 << PLACE_BITS) - 1;
            return new GroupShare(part.keys[index], place, number, block, from, place);
        }
    }
}
