package dev.vigie.cli;

import dev.vigie.stream.StreamSettings;
import org.jspecify.annotations.Nullable;

/**
 * What sets one instance of an installation apart, and how much it may hold.
 *
 * @param name its own among all instances, and the same at every start: under it a restarted instance gets its
 *     partitions back at once, and of two with one name Kafka stops the first
 * @param standbys copies of its state that other instances keep
 * @param profileBytes of the heap for live profiles
 * @param rocksBytes outside the heap for RocksDB's blocks, filters and write buffers
 */
record Instance(String name, int standbys, long profileBytes, long rocksBytes) {

    private static final String NAME_ALONE = "vigie-1";
    private static final int NAME_LENGTH_MAX = 100;
    private static final int STANDBYS_MAX = 10;
    private static final int MEGABYTES_MIN = 16;
    private static final int MEGABYTES_MAX = 1 << 20;

    static Instance of(Settings settings) throws ConfigException {
        Setting name = settings.get("instance.name");
        // What Kafka takes for a member's id, which becomes part of its file and client names.
        if (name != null && !name.text().matches("[A-Za-z0-9._-]{1," + NAME_LENGTH_MAX + "}")) {
            throw name.wrong("1 to " + NAME_LENGTH_MAX + " letters, digits, '.', '_' or '-'");
        }
        Setting standbys = settings.get("instance.standbys");
        return new Instance(
                name == null ? NAME_ALONE : name.text(),
                standbys == null ? 0 : standbys.number(0, STANDBYS_MAX),
                bytes(settings.get("memory.profiles-megabytes"), StreamSettings.usualHeapBytes()),
                bytes(settings.get("memory.rocksdb-megabytes"), StreamSettings.ROCKS_BYTES));
    }

    private static long bytes(@Nullable Setting megabytes, long usual) throws ConfigException {
        return megabytes == null ? usual : (long) megabytes.number(MEGABYTES_MIN, MEGABYTES_MAX) << 20;
    }
}
