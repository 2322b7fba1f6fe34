package dev.vigie.store;

import dev.vigie.model.Slots;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * A byte store in a directory of its own, for one run: nothing of it outlives the process, so there is no log to
 * recover from. The first bytes stay on the heap, and the database is made when there are more: whoever fits never pays
 * for it. Used by one thread.
 */
public final class RocksStore implements ByteStore, AutoCloseable {

    private static final int ENTRY_BYTES = 100;
    /**
     * 2 MiB: with two million keys one look-up in nine for a key that is not there goes to the database all the same.
     */
    private static final int PLACES = 1 << 24;

    private final Path directory;
    private final RocksMemory memory;
    private final long heapBytesMax;
    private final TreeMap<byte[], byte[]> onHeap = new TreeMap<>(Arrays::compareUnsigned);
    private long heapBytes;
    /**
     * A bit for each hash of a key that was ever put into the database. Most groups are looked up once before they
     * exist, and where compaction is behind the database has a filter to ask in many files.
     */
    private long[] everPut = {};

    private final Options options = new Options();
    private final WriteOptions writing = new WriteOptions().setDisableWAL(true);
    private @Nullable RocksDB database;

    /**
     * @param directory where the database will lie; its parent exists. Whoever made it removes it
     * @param memory what all of the process's databases share; closed after this
     * @param heapBytesMax so much may stay on the heap
     */
    public RocksStore(Path directory, RocksMemory memory, long heapBytesMax) {
        this.directory = directory;
        this.memory = memory;
        this.heapBytesMax = heapBytesMax;
    }

    /** True if there was more than may stay on the heap. */
    public boolean isOpen() {
        return database != null;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        RocksDB known = database;
        try {
            return known == null ? onHeap.get(key) : wasPut(key) ? known.get(key) : null;
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    @Override
    public void put(byte[] key, byte[] value) {
        try {
            RocksDB known = database;
            if (known == null) {
                hold(key, value);
            } else {
                put(known, key, value);
            }
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private void put(RocksDB to, byte[] key, byte[] value) throws RocksDBException {
        to.put(writing, key, value);
        int place = place(key);
        everPut[place / Long.SIZE] |= 1L << place;
    }

    private boolean wasPut(byte[] key) {
        int place = place(key);
        return (everPut[place / Long.SIZE] & 1L << place) != 0;
    }

    private static int place(byte[] key) {
        return Slots.of(Arrays.hashCode(key), PLACES);
    }

    private void hold(byte[] key, byte[] value) throws RocksDBException {
        byte[] before = onHeap.put(key, value);
        heapBytes += value.length + (before == null ? ENTRY_BYTES + key.length : -before.length);
        if (heapBytes > heapBytesMax) {
            RocksDB opened = open();
            everPut = new long[PLACES / Long.SIZE];
            for (Map.Entry<byte[], byte[]> entry : onHeap.entrySet()) {
                put(opened, entry.getKey(), entry.getValue());
            }
            onHeap.clear();
            database = opened;
        }
    }

    @Override
    public void delete(byte[] key) {
        RocksDB known = database;
        if (known == null) {
            byte[] before = onHeap.remove(key);
            heapBytes -= before == null ? 0 : ENTRY_BYTES + key.length + before.length;
            return;
        }
        try {
            known.delete(writing, key);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    @Override
    public void scan(byte[] prefix, BiConsumer<byte[], byte[]> each) {
        RocksDB known = database;
        if (known == null) {
            for (Map.Entry<byte[], byte[]> entry : onHeap.tailMap(prefix, true).entrySet()) {
                if (!startsWith(entry.getKey(), prefix)) {
                    return;
                }
                each.accept(entry.getKey(), entry.getValue());
            }
            return;
        }
        try (RocksIterator at = known.newIterator()) {
            for (at.seek(prefix); at.isValid() && startsWith(at.key(), prefix); at.next()) {
                each.accept(at.key(), at.value());
            }
            at.status();
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    private RocksDB open() throws RocksDBException {
        options.setCreateIfMissing(true);
        options.setErrorIfExists(true);
        options.setTableFormatConfig(new BlockBasedTableConfig());
        memory.applyTo(options);
        // Profiles are halved by it, and what limits a spill is the disk.
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
        return RocksDB.open(options, directory.toString());
    }

    private static SpillException failed(RocksDBException e) {
        return new SpillException("what does not fit the heap cannot be put away: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
        writing.close();
        options.close();
    }
}
