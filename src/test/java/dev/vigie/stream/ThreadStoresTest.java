package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.store.LiveState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ThreadStoresTest {

    private final ThreadStores stores = new ThreadStores();

    @Test
    void writeChanged_ofSeveralThatAreFull_oneWritesAll() {
        Filling half = joined(0.5);
        Filling full = joined(1);
        Filling fuller = joined(1.2);

        stores.writeChanged();
        assertThat(fuller.written).containsExactly("all");
        assertThat(full.written).containsExactly("some");
        assertThat(half.written).containsExactly("some");

        stores.writeChanged();
        assertThat(fuller.written).containsExactly("all", "some");
        assertThat(full.written).containsExactly("some", "all");

        stores.writeChanged();
        assertThat(full.written).containsExactly("some", "all", "some");
        assertThat(half.written).containsExactly("some", "some", "some");
    }

    @Test
    void writeChanged_leavesOtherThreadsStoresAlone() throws InterruptedException {
        Filling own = joined(0);
        List<Filling> others = new ArrayList<>();
        Thread other = new Thread(() -> others.add(joined(2)));
        other.start();
        other.join();

        stores.writeChanged();
        assertThat(own.written).containsExactly("some");
        assertThat(others.get(0).written).isEmpty();
    }

    private Filling joined(double fullness) {
        Filling filling = new Filling(fullness);
        stores.join(
                LiveStore.builder("filling", Map.of(), stores, bytes -> filling).build());
        return filling;
    }

    private static final class Filling implements LiveState {
        private final List<String> written = new ArrayList<>();
        private double fullness;
        private boolean all;

        Filling(double fullness) {
            this.fullness = fullness;
        }

        @Override
        public void writeChanged() {
            written.add(all ? "all" : "some");
            fullness = all ? 0 : fullness;
            all = false;
        }

        @Override
        public double fullness() {
            return fullness;
        }

        @Override
        public void writeAllNext() {
            all = true;
        }

        @Override
        public void discard() {}
    }
}
