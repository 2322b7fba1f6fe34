package dev.vigie.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordSorterTest {

    private static final List<String> NAMES =
            List.of("", "a", "a\0", "a\0b", "a\u0001", "ab", "\0", "é", "\ud83d\ude00");

    @TempDir
    private Path directory;

    /** What a record of the tests holds. */
    private record Pair(String name, long number) {

        byte[] bytes() {
            return new RecordBytes().text(name).number(number).take();
        }

        static Pair of(byte[] bytes) {
            RecordReader from = new RecordReader(bytes);
            Pair pair = new Pair(from.text(), from.number());
            assertThat(from.atEnd()).isTrue();
            return pair;
        }
    }

    @Test
    void sorted_anyRunSize_isTheOrderOfTheValues() throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Pair> pairs = pairs(random, 300);
            Path runs = Files.createDirectory(directory.resolve("runs-" + seed));

            assertThat(sorted(pairs, runs, random.nextLong(1, 20_000)))
                    .as("seed %d", seed)
                    .isEqualTo(pairs.stream()
                            .sorted(Comparator.comparing(Pair::name, RecordSorterTest::byCodePoint)
                                    .thenComparing(Pair::number))
                            .toList());
            assertThat(runs).as("seed %d", seed).isEmptyDirectory();
        }
    }

    @Test
    void sorted_moreRunsThanAreMergedAtOnce_leavesNoneOutAndNothingInClear() throws IOException {
        int files = 0;
        try (RecordSorter sorter = new RecordSorter(Logs.scratch(directory), 1)) {
            for (int i = 0; i < 200; i++) {
                sorter.add(new Pair("somebody-" + i % 7, -i).bytes());
            }
            try (Stream<Path> left = Files.list(directory)) {
                for (Path file : left.toList()) {
                    files++;
                    assertThat(Files.readString(file, ISO_8859_1)).doesNotContain("somebody");
                }
            }
            List<byte[]> sorted = new ArrayList<>();
            sorter.sorted().forEachRemaining(sorted::add);
            assertThat(sorted).hasSize(200);
            assertThat(Pair.of(sorted.get(0))).isEqualTo(new Pair("somebody-0", -196));
        }
        assertThat(files).isGreaterThan(ExternalSorter.FAN_IN_MAX);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void sorted_whatFitsTheHeap_neverTouchesTheDisk() throws IOException {
        assertThat(sorted(List.of(new Pair("b", 1), new Pair("a", 2)), directory.resolve("nowhere"), Long.MAX_VALUE))
                .containsExactly(new Pair("a", 2), new Pair("b", 1));
    }

    private static List<Pair> sorted(List<Pair> pairs, Path runs, long heapBytesMax) throws IOException {
        List<Pair> sorted = new ArrayList<>();
        try (RecordSorter sorter = new RecordSorter(Logs.scratch(runs), heapBytesMax)) {
            for (Pair pair : pairs) {
                sorter.add(pair.bytes());
            }
            sorter.sorted().forEachRemaining(record -> sorted.add(Pair.of(record)));
        }
        return sorted;
    }

    private static List<Pair> pairs(SplittableRandom random, int count) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            pairs.add(new Pair(name, random.nextBoolean() ? random.nextLong() : random.nextInt(-3, 3)));
        }
        return pairs;
    }

    private static int byCodePoint(String one, String other) {
        int[] ones = one.codePoints().toArray();
        int[] others = other.codePoints().toArray();
        return Arrays.compare(ones, others);
    }
}
