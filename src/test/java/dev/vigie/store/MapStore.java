package dev.vigie.store;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A byte store in memory, of which a copy can be kept and put back, as Kafka Streams does after a fault. */
final class MapStore implements ByteStore {

    private static final byte LARGE_PART = 'x';

    private final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
    int puts;
    /** Bytes put of parts that are too large for their profile's main record. */
    long largeBytes;

    Map<byte[], byte[]> copy() {
        TreeMap<byte[], byte[]> copy = new TreeMap<>(Arrays::compareUnsigned);
        copy.putAll(entries);
        return copy;
    }

    void putBack(Map<byte[], byte[]> copy) {
        entries.clear();
        entries.putAll(copy);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return entries.get(key);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        entries.put(key.clone(), value.clone());
        puts++;
        largeBytes += key[0] == LARGE_PART ? value.length : 0;
    }

    @Override
    public void delete(byte[] key) {
        entries.remove(key);
    }

    @Override
    public void scan(byte[] prefix, BiConsumer<byte[], byte[]> each) {
        entries.tailMap(prefix).forEach((key, value) -> {
            if (key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)) {
                each.accept(key, value);
            }
        });
    }
}
