package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownEventsTest {

    @TempDir
    private Path directory;

    @Test
    void numbers_nearAndFar_areThoseAdded() throws IOException {
        List<Long> added = List.of(0L, 1L, 2L, 129L, 256L, 257L, 384L, 512L, 70_000L, 1L << 40, (1L << 40) + 127);
        try (ShownEvents shown = new ShownEvents(Logs.scratch(directory))) {
            for (long number : added) {
                shown.add(number);
            }
            assertThat(read(List.of(shown))).isEqualTo(added);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void numbers_ofSeveral_areAllOfThemInOrder() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<Long> added = new ArrayList<>();
        Scratch scratch = Logs.scratch(directory);
        try (ShownEvents one = new ShownEvents(scratch);
                ShownEvents other = new ShownEvents(scratch);
                ShownEvents idle = new ShownEvents(scratch)) {
            for (long number = 0; added.size() < 10_000; number += random.nextLong(1, 200)) {
                (random.nextBoolean() ? one : other).add(number);
                added.add(number);
            }
            assertThat(read(List.of(one, idle, other))).isEqualTo(added);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void numbers_ofNone_areNone() throws IOException {
        try (ShownEvents shown = new ShownEvents(Logs.scratch(directory))) {
            assertThat(read(List.of(shown))).isEmpty();
        }
    }

    @Test
    void add_sameNumberAgain_isRefused() throws IOException {
        try (ShownEvents shown = new ShownEvents(Logs.scratch(directory))) {
            shown.add(7);
            assertThatThrownBy(() -> shown.add(7)).isInstanceOf(IllegalStateException.class);
        }
    }

    private static List<Long> read(List<ShownEvents> all) throws IOException {
        List<Long> read = new ArrayList<>();
        try (ShownEvents.Numbers numbers = ShownEvents.numbers(all)) {
            for (long next = numbers.next(); next != ShownEvents.NONE; next = numbers.next()) {
                read.add(next);
            }
        }
        return read;
    }
}
