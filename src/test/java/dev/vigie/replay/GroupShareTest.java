package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.detect.Contribution;
import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.PackedContributions;
import dev.vigie.detect.Plan;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Origin;
import dev.vigie.store.MemoryProfiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupShareTest {

    private static final long DAY_MILLIS = Logs.START_MILLIS / 86_400_000 * 86_400_000;

    private final PackedContributions packing = new PackedContributions();

    @TempDir
    private Path directory;

    @Test
    void format_manySharesInOrder_areReadAsTheyWereWritten() throws Exception {
        List<GroupShare> shares = new ArrayList<>();
        List<Contribution> contributed = contributed();
        for (int i = 0; i < contributed.size(); i++) {
            Contribution each = contributed.get(i);
            shares.add(GroupShare.of(each, packing.pack(each), (1L << 40) + i, i % 5, i % 3, DAY_MILLIS));
        }
        shares.sort(GroupShare.ORDER);
        assertThat(shares).hasSizeGreaterThan(500);

        SortedFile<GroupShare> file =
                SortedFile.write(Logs.scratch(directory).newFile(), GroupShare.FORMAT, shares.iterator());

        List<String> read = new ArrayList<>();
        try (SortedFile.Reader<GroupShare> reader = file.open()) {
            for (GroupShare share = reader.next(); share != null; share = reader.next()) {
                read.add(text(share));
            }
        }
        assertThat(read).isEqualTo(shares.stream().map(GroupShareTest::text).toList());
    }

    /** Its place in the order would be another's. */
    @Test
    void of_aContributionOfAnotherDay_isRefused() {
        Contribution one = contributed().get(0);
        byte[] packed = packing.pack(one);

        assertThat(GroupShare.of(one, packed, 0, 0, 0, one.timeMillis()).key()).isNotNegative();
        assertThatThrownBy(() -> GroupShare.of(one, packed, 0, 0, 0, one.timeMillis() + 1))
                .hasMessageContaining("another day");
        assertThatThrownBy(() -> GroupShare.of(one, packed, 0, 0, 0, one.timeMillis() - (1L << 33)))
                .hasMessageContaining("another day");
    }

    /** What built-in rules have events contribute. */
    private static List<Contribution> contributed() {
        Plan plan = new Plan(Logs.RULES);
        Detector detector = new Detector(plan, new DetectorSettings(new long[] {5, 6}, null, 0, "test", () -> 0));
        MemoryProfiles profiles = new MemoryProfiles(plan);
        List<Contribution> contributed = new ArrayList<>();
        List<AccessEvent> events = Logs.extraction();
        for (int i = 0; i < events.size(); i++) {
            Origin origin = new Origin("access.jsonl", 0, i);
            detector.process(events.get(i), origin, profiles, alert -> {}, contributed::add);
        }
        return contributed;
    }

    /** All that there is to it. */
    private static String text(GroupShare share) {
        return share.key() + " " + share.event() + " " + share.ordinal() + " " + share.gatherer() + " "
                + HexFormat.of().formatHex(share.packed());
    }
}
