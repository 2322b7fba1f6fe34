package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountDaysTest {

    private static final long SEED = 4;

    @TempDir
    private Path directory;

    /** As the accounts of one partition come, and events that are dated ahead. */
    @Test
    void forEach_accountsAndDaysThatComeMixed_isWhatComesOfThemOneByOne() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        List<AccessEvent> events = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            long timeMillis = Logs.START_MILLIS + random.nextInt(3) * AccountDays.DAY_MILLIS + random.nextInt(1_000);
            events.add(Logs.event("e-" + i, timeMillis, "clerk-" + random.nextInt(6), "p-" + random.nextInt(200)));
        }
        List<String> mixed = days(events, 2, 10_000);
        events.sort((one, other) -> one.account().compareTo(other.account()));
        List<String> oneByOne = days(events, 1, 100_000_000);

        assertThat(mixed).as("seed %d", SEED).hasSize(6 * 3).isEqualTo(oneByOne);
        assertThat(directory).isEmptyDirectory();
    }

    private List<String> days(List<AccessEvent> events, int workers, long heapBytesMax) throws IOException {
        List<String> told = new ArrayList<>();
        try (AccountDays days =
                new AccountDays(Logs.scratch(directory), heapBytesMax, workers, new SubjectKinds(Logs.RULES))) {
            List<AccountDays.Part> parts = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                parts.add(days.part());
            }
            for (AccessEvent event : events) {
                parts.get(event.account().hashCode() % workers).add(event);
            }
            days.bringTogether();
            days.forEach((account, day, figures, names) -> told.add(
                    account + " " + day + " " + figures + " " + names.registers() + names.sources() + names.kinds()));
        }
        return told;
    }
}
