package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventSorterTest {

    @TempDir
    private Path directory;

    @Test
    void sorted_anyRunSize_isTheOrderByTimeIdAndReading() throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<ReadEvent> events = events(random, 300);
            List<ReadEvent> expected = events.stream().sorted(ReadEvent.ORDER).toList();
            Path runs = Files.createDirectory(directory.resolve("runs-" + seed));

            try (EventSorter sorter = new EventSorter(runs, random.nextLong(1, 40_000))) {
                assertThat(sort(sorter, events)).as("seed %d", seed).isEqualTo(expected);
            }
        }
    }

    @Test
    void add_moreRunsThanAreMergedAtOnce_keepsFewFiles() throws IOException {
        try (EventSorter sorter = new EventSorter(directory, 1)) {
            for (ReadEvent event : events(new SplittableRandom(1), 500)) {
                sorter.add(event);
                try (Stream<Path> files = Files.list(directory)) {
                    assertThat(files.count()).isLessThanOrEqualTo(EventSorter.FAN_IN_MAX);
                }
            }
            assertThat(sort(sorter, List.of()))
                    .isSortedAccordingTo(ReadEvent.ORDER)
                    .hasSize(500);
        }
    }

    @Test
    void sorted_whatFitsTheHeap_neverTouchesTheDisk() throws IOException {
        try (EventSorter sorter = new EventSorter(directory, Long.MAX_VALUE)) {
            assertThat(sort(sorter, events(new SplittableRandom(2), 100))).hasSize(100);
            assertThat(directory).isEmptyDirectory();
        }
    }

    private static List<ReadEvent> sort(EventSorter sorter, List<ReadEvent> events) throws IOException {
        for (ReadEvent event : events) {
            sorter.add(event);
        }
        List<ReadEvent> sorted = new ArrayList<>();
        sorter.sorted().forEachRemaining(sorted::add);
        return sorted;
    }

    private static List<ReadEvent> events(SplittableRandom random, int count) {
        List<ReadEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long timeMillis = Logs.START_MILLIS + random.nextInt(50);
            String id = "id-" + random.nextInt(5);
            events.add(new ReadEvent(Logs.event(id, timeMillis, "a", "A-" + i), i, random.nextInt(3), i + 1L));
        }
        return events;
    }
}
