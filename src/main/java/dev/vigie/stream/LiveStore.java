package dev.vigie.stream;

import dev.vigie.store.ByteStore;
import dev.vigie.store.LiveState;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A logged RocksDB store with live objects above it. The one class that relies on Kafka Streams' internals, which call
 *
 * <ul>
 *   <li>{@code flushCache} while a task prepares a commit, before its offsets and its producer are flushed: the only
 *       moment to write what has changed. {@code commit} is not called under exactly-once while the task runs; writing
 *       there loses everything.
 *   <li>{@code init}, {@code clearCache} and {@code close} of one and the same object before it is used again, also
 *       after a fault: live objects must go, unwritten, or what they hold counts twice.
 * </ul>
 *
 * <p>Nothing may be forwarded from {@code flushCache}.
 *
 * @param <L> the live objects
 */
final class LiveStore<L extends LiveState> extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]> {

    private final L live;
    private final ThreadStores threadStores;
    private long commits;

    private LiveStore(KeyValueStore<Bytes, byte[]> inner, ThreadStores threadStores, Function<ByteStore, L> live) {
        super(inner);
        this.threadStores = threadStores;
        this.live = live.apply(new InnerBytes(inner));
    }

    /** @param live makes a task's live objects above its bytes; must not use them yet */
    static <L extends LiveState> StoreBuilder<LiveStore<L>> builder(
            String name, Map<String, String> changelog, ThreadStores threadStores, Function<ByteStore, L> live) {
        return new Builder<>(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                        .withLoggingEnabled(changelog)
                        .withCachingDisabled(),
                threadStores,
                live);
    }

    L live() {
        return live;
    }

    /** The live objects, for the processor that will change them: on the thread that calls this, and no other. */
    L use() {
        threadStores.join(this);
        return live;
    }

    /** How many commits have been prepared: what was forwarded before the last of them is on its way. */
    long commits() {
        return commits;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        live.discard();
        super.init(context, root);
    }

    @Override
    public void flushCache() {
        commits++;
        threadStores.writeChanged();
        live.writeChanged();
        super.flushCache();
    }

    @Override
    public void clearCache() {
        live.discard();
        super.clearCache();
    }

    @Override
    public void close() {
        threadStores.leave(this);
        live.discard();
        super.close();
    }

    /** Takes name and log from the inner store's builder, so that the changelog is the wrapped store's own. */
    private record Builder<L extends LiveState>(
            StoreBuilder<KeyValueStore<Bytes, byte[]>> inner, ThreadStores threadStores, Function<ByteStore, L> live)
            implements StoreBuilder<LiveStore<L>> {

        @Override
        public StoreBuilder<LiveStore<L>> withCachingEnabled() {
            throw new UnsupportedOperationException("live objects are the cache");
        }

        @Override
        public StoreBuilder<LiveStore<L>> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<LiveStore<L>> withLoggingEnabled(Map<String, String> config) {
            return new Builder<>(inner.withLoggingEnabled(config), threadStores, live);
        }

        @Override
        public StoreBuilder<LiveStore<L>> withLoggingDisabled() {
            throw new UnsupportedOperationException("without a changelog the first fault loses everything");
        }

        @Override
        public LiveStore<L> build() {
            return new LiveStore<>(inner.build(), threadStores, live);
        }

        @Override
        public Map<String, String> logConfig() {
            return inner.logConfig();
        }

        @Override
        public boolean loggingEnabled() {
            return inner.loggingEnabled();
        }

        @Override
        public String name() {
            return inner.name();
        }
    }

    private record InnerBytes(KeyValueStore<Bytes, byte[]> inner) implements ByteStore {

        @Override
        public byte @Nullable [] get(byte[] key) {
            return inner.get(Bytes.wrap(key));
        }

        @Override
        public void put(byte[] key, byte[] value) {
            inner.put(Bytes.wrap(key), value);
        }

        @Override
        public void delete(byte[] key) {
            inner.delete(Bytes.wrap(key));
        }

        @Override
        public void scan(byte[] prefix, BiConsumer<byte[], byte[]> each) {
            try (KeyValueIterator<Bytes, byte[]> entries =
                    inner.prefixScan(Bytes.wrap(prefix), new BytesSerializer())) {
                while (entries.hasNext()) {
                    KeyValue<Bytes, byte[]> entry = entries.next();
                    each.accept(entry.key.get(), entry.value);
                }
            }
        }
    }
}
