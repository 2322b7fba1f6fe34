package dev.vigie.replay;

import dev.vigie.detect.PackedContributions;
import dev.vigie.detect.PackedContributions.Alone;
import dev.vigie.model.Slots;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/**
 * What an event contributes to a group above its account, waiting until every account's day has been gone through.
 *
 * @param key its place in the order, by a hash of the group, and then its time in the day
 * @param ordinal rises with its number among all that the event contributes
 * @param gatherer who packed it, and can unpack it
 * @param packed bytes that it is in, as {@link PackedContributions} has it; the number of its event is that among all,
 *     in the order of the replay
 * @param from where its event begins in them
 * @param place where it is, counted from there
 */
// The bytes go on as they are; nobody compares shares but by ORDER.
@SuppressWarnings("ArrayRecordComponent")
record GroupShare(long key, int ordinal, int gatherer, byte[] packed, int from, int place) {

    /**
     * Place by place; of each by time, then by the event's id, so that it does not depend on how a log was cut. Groups
     * of the same place come mixed. It is total.
     */
    static final Comparator<GroupShare> ORDER = GroupShare::compare;

    /** How they are written to a disk: those that begin their bytes, and have them to themselves. */
    static final ExternalSorter.Format<GroupShare> FORMAT = new Spilled();

    /** Groups of one shard fall to the same worker. */
    static final int SHARDS = 256;

    private static final int PLACES = 1 << 30;
    private static final int TIME_BITS = 33;

    /**
     * The key of what is contributed to a group on a day.
     *
     * @param groupHash of the group
     * @param timeMillis when it counts
     * @param dayMillis when the day begins
     */
    static long keyOf(int groupHash, long timeMillis, long dayMillis) {
        long place = Slots.of(groupHash, PLACES);
        long inDayMillis = timeMillis - dayMillis;
        if (inDayMillis < 0 || inDayMillis >= 1L << TIME_BITS) {
            throw new IllegalStateException("a contribution of another day");
        }
        return place << TIME_BITS | inDayMillis;
    }

    /** 0 to {@link #SHARDS}, exclusive; rises with the key. */
    static int shardOf(long key) {
        return (int) (key >>> TIME_BITS) / (PLACES / SHARDS);
    }

    /** By a hash of the group: 0 to 2^30, exclusive. */
    int placeOfGroup() {
        return (int) (key >>> TIME_BITS);
    }

    /** 0 to {@link #SHARDS}, exclusive; rises in {@link #ORDER}. */
    int shard() {
        return shardOf(key);
    }

    private static int compare(GroupShare one, GroupShare other) {
        if (one.key != other.key) {
            return Long.compare(one.key, other.key);
        }
        int order = one.eventId().compareTo(other.eventId());
        order = order != 0 ? order : Long.compare(one.event(), other.event());
        return order != 0 ? order : Integer.compare(one.ordinal, other.ordinal);
    }

    private String eventId() {
        return PackedContributions.eventId(packed, from);
    }

    /** The event's number in the order of the replay. */
    long event() {
        return PackedContributions.number(packed, from);
    }

    /** The same with no more of its event's bytes than it needs, for {@link #FORMAT}. */
    GroupShare alone(PackedContributions packing) {
        Alone its = packing.alone(packed, from, place);
        return new GroupShare(key, ordinal, gatherer, its.bytes(), 0, its.place());
    }

    private static final class Spilled implements ExternalSorter.Format<GroupShare> {

        @Override
        public long heapBytes(GroupShare share) {
            throw new IllegalStateException("whoever gathers them knows");
        }

        @Override
        public ExternalSorter.Writing<GroupShare> to(DataOutput out) {
            return share -> write(share, out);
        }

        @Override
        public ExternalSorter.Reading<GroupShare> from(DataInput in) {
            return () -> read(in);
        }

        private static void write(GroupShare share, DataOutput out) throws IOException {
            out.writeLong(share.key);
            out.writeInt(share.ordinal);
            out.writeInt(share.gatherer);
            out.writeInt(share.place);
            out.writeInt(share.packed.length);
            out.write(share.packed);
        }

        private static GroupShare read(DataInput in) throws IOException {
            long key = in.readLong();
            int ordinal = in.readInt();
            int gatherer = in.readInt();
            int place = in.readInt();
            byte[] packed = new byte[in.readInt()];
            in.readFully(packed);
            return new GroupShare(key, ordinal, gatherer, packed, 0, place);
        }
    }
}
