package dev.vigie.store;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The sorted map from bytes to bytes that profiles are kept in. Used by one thread. */
public interface ByteStore {

    byte @Nullable [] get(byte[] key);

    void put(byte[] key, byte[] value);

    void delete(byte[] key);

    /**
     * Visits all entries whose key begins with {@code prefix}, in the order of their keys. The visitor must not write.
     */
    void scan(byte[] prefix, BiConsumer<byte[], byte[]> each);
}
