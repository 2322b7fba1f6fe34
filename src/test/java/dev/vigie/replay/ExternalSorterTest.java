package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.wire.EventEncoder;
import dev.vigie.wire.Framing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalSorterTest {

    @TempDir
    private Path directory;

    @Test
    void sorted_anyRunSizeAndAnyLanes_isTheOrderByTimeIdContentAndPlace() throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<ReadEvent> events = events(random, 300);
            List<String> expected = events.stream()
                    .sorted(ReadEvent.ORDER)
                    .map(ExternalSorterTest::text)
                    .toList();
            Path runs = Files.createDirectory(directory.resolve("runs-" + seed));
            int lanes = random.nextInt(1, 4);

            try (ExternalSorter<ReadEvent> sorter = sorter(runs, random.nextLong(1, 40_000), lanes)) {
                assertThat(sort(sorter, lanes, events, random))
                        .as("seed %d", seed)
                        .isEqualTo(expected);
                assertThat(sorter.count()).isEqualTo(300);
            }
        }
    }

    @Test
    void sorted_moreRunsThanAreMergedAtOnce_leavesNoneOut() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        int count = 3 * ExternalSorter.FAN_IN_MAX;
        try (ExternalSorter<ReadEvent> sorter = sorter(directory, 1, 1)) {
            assertThat(sort(sorter, 1, events(random, count), random)).hasSize(count);
        }
    }

    @Test
    void sorted_whatFitsTheHeap_neverTouchesTheDisk() throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        try (ExternalSorter<ReadEvent> sorter = sorter(directory, Long.MAX_VALUE, 2)) {
            assertThat(sort(sorter, 2, events(random, 100), random)).hasSize(100);
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void sorted_askedForAgain_givesTheSameOnceMore() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        for (long heapBytesMax : new long[] {1, 5_000, Long.MAX_VALUE}) {
            try (ExternalSorter<ReadEvent> sorter = sorter(directory, heapBytesMax, 2)) {
                List<String> first = sort(sorter, 2, events(random, 2 * ExternalSorter.FAN_IN_MAX), random);
                sorter.sorted().next();
                List<String> again = new ArrayList<>();
                sorter.sorted().forEachRemaining(event -> again.add(text(event)));

                assertThat(again).hasSize(2 * ExternalSorter.FAN_IN_MAX).isEqualTo(first);
            }
            assertThat(directory).isEmptyDirectory();
        }
    }

    private static ExternalSorter<ReadEvent> sorter(Path runs, long heapBytesMax, int lanes) {
        return new ExternalSorter<>(Logs.scratch(runs), ReadEvent.FORMAT, ReadEvent.ORDER, heapBytesMax, lanes);
    }

    private static List<String> sort(
            ExternalSorter<ReadEvent> sorter, int count, List<ReadEvent> events, SplittableRandom random)
            throws IOException {
        List<ExternalSorter<ReadEvent>.Lane> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lanes.add(sorter.lane());
        }
        for (ReadEvent event : events) {
            lanes.get(random.nextInt(count)).add(event);
        }
        for (ExternalSorter<ReadEvent>.Lane lane : lanes) {
            lane.end();
        }
        List<String> sorted = new ArrayList<>();
        sorter.sorted().forEachRemaining(event -> sorted.add(text(event)));
        return sorted;
    }

    private static String text(ReadEvent event) {
        return event.atMillis()
                + HexFormat.of().formatHex(event.event())
                + event.partition()
                + event.log()
                + event.line();
    }

    private static List<ReadEvent> events(SplittableRandom random, int count) {
        List<ReadEvent> events = new ArrayList<>();
        EventEncoder encoder = new EventEncoder(Framing.singleObject());
        for (int i = 0; i < count; i++) {
            long atMillis = Logs.START_MILLIS + random.nextInt(50);
            String id = "id-" + random.nextInt(5);
            byte[] event = encoder.encode(Logs.event(id, Logs.START_MILLIS, "clerk", "P" + random.nextInt(3)));
            events.add(new ReadEvent(atMillis, i % 7, event, random.nextInt(3), i + 1L));
        }
        return events;
    }
}
