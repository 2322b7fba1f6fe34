package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.store.ByteStore;
import dev.vigie.store.LiveState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.junit.jupiter.api.Test;

/** What Vigie relies on inside Kafka Streams: an upgrade that moves it must fail here, and not in production. */
final class LiveStoreTest {

    private final List<String> calls = new ArrayList<>();
    private final ThreadStores threadStores = new ThreadStores();

    private final class Recorder implements LiveState {
        @Override
        public void writeChanged() {
            calls.add("write");
        }

        @Override
        public void discard() {
            calls.add("discard");
        }
    }

    private StoreBuilder<LiveStore<Recorder>> builder() {
        return LiveStore.builder(
                "store", Map.of("retention.ms", "1"), threadStores, (ByteStore bytes) -> new Recorder());
    }

    @Test
    void flushCache_writes() {
        LiveStore<Recorder> store = builder().build();
        store.flushCache();
        assertThat(calls).containsExactly("write");
    }

    @Test
    void flushCache_ofOneStore_writesForAllThatItsThreadUses() throws Exception {
        LiveStore<Named> one = named("one");
        LiveStore<Named> two = named("two");
        LiveStore<Named> elsewhere = named("elsewhere");
        named("standby");
        one.use();
        two.use();
        Thread other = new Thread(elsewhere::use);
        other.start();
        other.join();
        one.flushCache();
        assertThat(calls).contains("one", "two").doesNotContain("elsewhere", "standby");
    }

    @Test
    void flushCache_afterAnotherStoreHasLeft_writesNoMoreForIt() {
        LiveStore<Named> one = named("one");
        LiveStore<Named> left = named("left");
        one.use();
        left.use();
        threadStores.leave(left);
        one.flushCache();
        assertThat(calls).contains("one").doesNotContain("left");
    }

    private final class Named implements LiveState {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public void writeChanged() {
            calls.add(name);
        }

        @Override
        public void discard() {}
    }

    private LiveStore<Named> named(String name) {
        return LiveStore.builder("store", Map.of(), threadStores, (ByteStore bytes) -> new Named(name))
                .build();
    }

    @Test
    void clearCache_discards() {
        LiveStore<Recorder> store = builder().build();
        store.clearCache();
        assertThat(calls).containsExactly("discard");
    }

    @Test
    void theRuntime_stillCallsTheseMethods() throws Exception {
        assertThat(CachedStateStore.class).isAssignableFrom(LiveStore.class);
        assertThat(CachedStateStore.class.getMethod("flushCache").getDeclaringClass())
                .isEqualTo(CachedStateStore.class);
        assertThat(CachedStateStore.class.getMethod("clearCache").getDeclaringClass())
                .isEqualTo(CachedStateStore.class);
        assertThat(LiveStore.class.getSuperclass()).isEqualTo(WrappedStateStore.class);
        Class<?> manager = Class.forName("org.apache.kafka.streams.processor.internals.ProcessorStateManager");
        assertThat(manager.getMethod("flushCache")).isNotNull();
    }

    @Test
    void aBuilder_hasTheLogOfTheInnerStore() {
        assertThat(builder().name()).isEqualTo("store");
        assertThat(builder().loggingEnabled()).isTrue();
        assertThat(builder().logConfig()).containsEntry("retention.ms", "1");
    }
}
