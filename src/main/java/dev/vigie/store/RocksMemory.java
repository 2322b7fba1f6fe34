package dev.vigie.store;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * How RocksDB is set up, and the memory that all of a process's databases share: without it each of many partitions
 * would take its own, and a takeover would run the machine out. Hand one to every store by configuration; close it
 * after the last of them.
 */
public final class RocksMemory implements AutoCloseable {

    private static final long BLOCK_BYTES = 16_384;
    private static final long WRITE_BUFFER_BYTES = 16L << 20;
    private static final double BLOOM_BITS_PER_KEY = 10;
    /** RocksDB's own choice: 64 shards. */
    private static final int SHARD_BITS = 6;

    private final Cache blockCache;
    private final WriteBufferManager writeBuffers;

    /** @param bytesMax blocks, indexes, filters and write buffers together */
    public RocksMemory(long bytesMax) {
        RocksDB.loadLibrary();
        this.blockCache = new LRUCache(bytesMax, SHARD_BITS, false);
        // Charged to the same cache, so that there is one number to set.
        this.writeBuffers = new WriteBufferManager(bytesMax / 2, blockCache);
    }

    /** Sets one database up. */
    public void applyTo(Options options) {
        // The shared budget; index and filter blocks count towards it, since with many profiles they are the larger
        // part.
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(blockCache);
        table.setCacheIndexAndFilterBlocks(true);
        // Without this a burst of profile reads pushes out the filters, which every later read needs.
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinL0FilterAndIndexBlocksInCache(true);
        // Every account is looked up once before it exists: the filter answers that without a read.
        table.setFilterPolicy(new BloomFilter(BLOOM_BITS_PER_KEY));
        // A profile's main record is hundreds of bytes: larger blocks read more that nobody wants, smaller ones need
        // more index.
        table.setBlockSize(BLOCK_BYTES);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(writeBuffers);
        // A third of the disk for no measurable CPU: 168 MB of 2 million accounts instead of 542, at 58 and 74 CPU
        // seconds per million events (two runs) instead of 62 and 65.
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
        // The same records are rewritten every second: a larger buffer drops the older versions before they reach the
        // disk.
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        // One that fills while the other is flushed.
        options.setMaxWriteBufferNumber(2);
    }

    @Override
    public void close() {
        writeBuffers.close();
        blockCache.close();
    }
}
