package dev.vigie.store;

import dev.vigie.detect.PeerDays;
import dev.vigie.detect.PeerKey;
import dev.vigie.detect.PeerTally;
import java.nio.file.Path;

/**
 * Peers' days of one run, of any number of operators and roles, in bounded memory: {@link SharedPeerDays} that nobody
 * shares, over a {@link RocksStore}. Used by one thread at a time.
 */
public final class SpillingPeerDays implements PeerDays, AutoCloseable {

    /** So many bytes of sums stay on the heap. */
    private static final long HEAP_BYTES_MAX = 16L << 20;
    /** After so many reports all sums are put away, and days that nobody may ask for any more are dropped. */
    private static final int REPORTS_PER_WRITING = 20_000;

    private final RocksStore store;
    private final SharedPeerDays days;
    private int reports;

    /**
     * @param directory where sums go that do not fit; its parent exists
     * @param memory of all databases
     */
    public SpillingPeerDays(Path directory, RocksMemory memory) {
        this.store = new RocksStore(directory, memory, HEAP_BYTES_MAX);
        this.days = new SharedPeerDays(store);
    }

    @Override
    public void report(PeerKey peers, long day, PeerTally one) {
        days.report(peers, day, one);
        reports++;
        if (reports == REPORTS_PER_WRITING) {
            reports = 0;
            // There is nobody to hand them to, and the logs' clock is the only one.
            days.drain("", Long.MAX_VALUE, (key, value) -> {});
            days.writeChanged();
        }
    }

    @Override
    public void visit(long partId, long day, Visitor visitor) {
        days.visit(partId, day, visitor);
    }

    @Override
    public void close() {
        store.close();
    }
}
