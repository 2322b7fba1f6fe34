package dev.vigie.replay;

import dev.vigie.detect.Contribution;
import dev.vigie.detect.PackedContributions;
import dev.vigie.model.Slots;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/**
 * What an event contributes to a group above its account, waiting until every account's day has been gone through.
 *
 * @param key its place, by a hash of the group, and then its time in the day
 * @param event the event's number among those of its day, in the order of accounts
 * @param ordinal its number among all that the event contributes
 * @param gatherer who packed it, and can unpack it
 * @param packed as {@link PackedContributions} has it
 */
// The bytes go on as they are; nobody compares shares but by ORDER.
@SuppressWarnings("ArrayRecordComponent")
record GroupShare(long key, long event, int ordinal, int gatherer, byte[] packed) {

    /**
     * Place by place; of each by time, then by the event's id, so that it does not depend on how a log was cut. Groups
     * of the same place come mixed. It is total.
     */
    static final Comparator<GroupShare> ORDER = GroupShare::compare;

    /** How they are written to a disk. */
    static final ExternalSorter.Format<GroupShare> FORMAT = new Spilled();

    /** Groups of one shard fall to the same worker. */
    static final int SHARDS = 256;

    private static final int PLACES = 1 << 30;
    private static final int TIME_BITS = 33;
    private static final long HEAP_BYTES = 72;

    /** @param dayMillis when its day begins */
    static GroupShare of(
            Contribution contribution, byte[] packed, long event, int ordinal, int gatherer, long dayMillis) {
        long place = Slots.of(contribution.group().hashCode(), PLACES);
        long timeMillis = contribution.timeMillis() - dayMillis;
        if (timeMillis < 0 || timeMillis >= 1L << TIME_BITS) {
            throw new IllegalStateException("a contribution of another day");
        }
        return new GroupShare(place << TIME_BITS | timeMillis, event, ordinal, gatherer, packed);
    }

    /** 0 to 2^30, exclusive. */
    int place() {
        return (int) (key >>> TIME_BITS);
    }

    /** 0 to {@link #SHARDS}, exclusive; rises in {@link #ORDER}. */
    int shard() {
        return place() / (PLACES / SHARDS);
    }

    private static int compare(GroupShare one, GroupShare other) {
        if (one.key != other.key) {
            return Long.compare(one.key, other.key);
        }
        int order = PackedContributions.eventId(one.packed).compareTo(PackedContributions.eventId(other.packed));
        order = order != 0 ? order : Long.compare(one.event, other.event);
        return order != 0 ? order : Integer.compare(one.ordinal, other.ordinal);
    }

    private static final class Spilled implements ExternalSorter.Format<GroupShare> {

        @Override
        public long heapBytes(GroupShare share) {
            return HEAP_BYTES + share.packed.length;
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
            out.writeLong(share.event);
            out.writeInt(share.ordinal);
            out.writeInt(share.gatherer);
            out.writeInt(share.packed.length);
            out.write(share.packed);
        }

        private static GroupShare read(DataInput in) throws IOException {
            long key = in.readLong();
            long event = in.readLong();
            int ordinal = in.readInt();
            int gatherer = in.readInt();
            byte[] packed = new byte[in.readInt()];
            in.readFully(packed);
            return new GroupShare(key, event, ordinal, gatherer, packed);
        }
    }
}
