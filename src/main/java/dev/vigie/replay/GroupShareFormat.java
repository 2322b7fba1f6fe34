package dev.vigie.replay;

import dev.vigie.detect.Contribution;
import dev.vigie.detect.ContributionReader;
import dev.vigie.detect.ContributionWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;

/**
 * How shares lie on a disk: many as one message, as contributions go over the wire, so that the group, the account, the
 * rules' signals and all that one has like the next is said once, written once and made once again when it is read.
 *
 * <pre>
 *   the message's length, int; the message; of each of its contributions: the event, long; the ordinal, int
 * </pre>
 */
final class GroupShareFormat implements ExternalSorter.Format<GroupShare> {

    /** So many shares go into a message, and so many are on the heap for each file that is read. */
    private static final int SHARES_MAX = 64;

    /** Or so much of the heap: of people who are all the same a message is far shorter than what it tells. */
    private static final long MESSAGE_HEAP_BYTES_MAX = 1 << 16;
    /** With what it alone holds of the event, about. */
    private static final long HEAP_BYTES = 448;

    @Override
    public long heapBytes(GroupShare share) {
        return HEAP_BYTES + share.contribution().ownHeapBytes();
    }

    @Override
    public ExternalSorter.Writing<GroupShare> to(DataOutput out) {
        return new Messages(out);
    }

    @Override
    public ExternalSorter.Reading<GroupShare> from(DataInput in) {
        return new Shares(in);
    }

    private final class Messages implements ExternalSorter.Writing<GroupShare> {
        private final DataOutput out;
        private final long[] events = new long[SHARES_MAX];
        private final int[] ordinals = new int[SHARES_MAX];
        private ContributionWriter message = new ContributionWriter();
        private int count;
        private long heapBytes;

        Messages(DataOutput out) {
            this.out = out;
        }

        @Override
        public void write(GroupShare share) throws IOException {
            message.add(share.contribution());
            events[count] = share.event();
            ordinals[count] = share.ordinal();
            count++;
            heapBytes += GroupShareFormat.this.heapBytes(share);
            if (count == SHARES_MAX || heapBytes >= MESSAGE_HEAP_BYTES_MAX) {
                flush();
            }
        }

        @Override
        public void end() throws IOException {
            if (count > 0) {
                flush();
            }
        }

        private void flush() throws IOException {
            byte[] bytes = message.toBytes();
            out.writeInt(bytes.length);
            out.write(bytes);
            for (int i = 0; i < count; i++) {
                out.writeLong(events[i]);
                out.writeInt(ordinals[i]);
            }
            message = new ContributionWriter();
            count = 0;
            heapBytes = 0;
        }
    }

    private static final class Shares implements ExternalSorter.Reading<GroupShare> {
        private final DataInput in;
        private Iterator<Contribution> message = Collections.emptyIterator();

        Shares(DataInput in) {
            this.in = in;
        }

        @Override
        public GroupShare read() throws IOException {
            if (!message.hasNext()) {
                byte[] bytes = new byte[in.readInt()];
                in.readFully(bytes);
                message = ContributionReader.read(bytes).iterator();
            }
            return GroupShare.of(message.next(), in.readLong(), in.readInt());
        }
    }
}
