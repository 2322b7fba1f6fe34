package dev.vigie.stream;

import dev.vigie.store.ByteStore;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Keeps what all tasks have shared of their groups' days, on every instance. */
final class PeerStore implements Processor<byte[], byte[], Void, Void> {

    private final Handovers handovers;
    private KeyValueStore<Bytes, byte[]> store;

    @NullUnmarked // The store comes with init.
    PeerStore(Handovers handovers) {
        this.handovers = handovers;
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(DetectTopology.PEERS), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled();
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(DetectTopology.PEERS);
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        if (message.key() != null) {
            store.put(Bytes.wrap(message.key()), message.value());
            handovers.knowPeerDay();
        }
    }

    /** The store as one that is only read. */
    static ByteStore reading(ReadOnlyKeyValueStore<Bytes, byte[]> all) {
        return new Shared(all);
    }

    private record Shared(ReadOnlyKeyValueStore<Bytes, byte[]> all) implements ByteStore {

        @Override
        public byte @Nullable [] get(byte[] key) {
            return all.get(Bytes.wrap(key));
        }

        @Override
        public void put(byte[] key, byte[] value) {
            throw new UnsupportedOperationException("shared by its topic alone");
        }

        @Override
        public void delete(byte[] key) {
            throw new UnsupportedOperationException("shared by its topic alone");
        }

        @Override
        public void scan(byte[] prefix, BiConsumer<byte[], byte[]> each) {
            try (KeyValueIterator<Bytes, byte[]> entries = all.prefixScan(Bytes.wrap(prefix), new BytesSerializer())) {
                while (entries.hasNext()) {
                    KeyValue<Bytes, byte[]> entry = entries.next();
                    each.accept(entry.key.get(), entry.value);
                }
            }
        }
    }
}
