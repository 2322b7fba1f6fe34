package dev.vigie.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RocksStoreTest {

    private static final int STEPS = 20_000;
    private static final int KEYS = 3_000;

    @TempDir
    private Path directory;

    @Test
    void anyHistory_onTheHeapAndThenInTheDatabase_isThatOfAMap() {
        for (long heapBytesMax : new long[] {0, 100_000, Long.MAX_VALUE}) {
            long seed = 17;
            SplittableRandom random = new SplittableRandom(seed);
            Map<String, String> expected = new TreeMap<>();
            try (RocksMemory memory = new RocksMemory(8 << 20);
                    RocksStore store = new RocksStore(directory.resolve("at-" + heapBytesMax), memory, heapBytesMax)) {
                for (int step = 0; step < STEPS; step++) {
                    String key = "p" + random.nextInt(KEYS);
                    switch (random.nextInt(4)) {
                        case 0, 1 -> {
                            expected.put(key, "v" + step);
                            store.put(utf8(key), utf8("v" + step));
                        }
                        case 2 -> {
                            expected.remove(key);
                            store.delete(utf8(key));
                        }
                        default -> {
                            byte[] value = store.get(utf8(key));
                            String known = value == null ? null : new String(value, StandardCharsets.UTF_8);
                            assertThat(known).as("seed %d, step %d", seed, step).isEqualTo(expected.get(key));
                        }
                    }
                }
                List<String> scanned = new ArrayList<>();
                store.scan(utf8("p"), (key, value) -> scanned.add(new String(key, StandardCharsets.UTF_8)));
                assertThat(scanned).as("seed %d", seed).containsExactlyElementsOf(expected.keySet());
                assertThat(store.isOpen()).isEqualTo(heapBytesMax < Long.MAX_VALUE);
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
