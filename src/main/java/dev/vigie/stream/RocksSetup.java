package dev.vigie.stream;

import dev.vigie.store.RocksMemory;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/** Hands every database to {@link RocksMemory}, which has the settings. Public, since Kafka makes it by name. */
public final class RocksSetup implements RocksDBConfigSetter {

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        if (configs.get(ClientSettings.ROCKS_MEMORY) instanceof RocksMemory memory) {
            memory.applyTo(options);
        }
    }

    /** The memory is shared: whoever made it closes it. */
    @Override
    public void close(String storeName, Options options) {}
}
