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
        List<List<Contribution>> contributed = contributed();
        for (int event = 0; event < contributed.size(); event++) {
            List<Contribution> ofOneEvent = contributed.get(event);
            packing.begin((1L << 40) + event);
            ofOneEvent.forEach(packing::add);
            byte[] packed = new byte[7 + packing.bytes()];
            packing.writeTo(packed, 7);
            for (int i = 0; i < ofOneEvent.size(); i++) {
                long key = GroupShare.keyOf(packing.groupHash(i), packing.timeMillis(), DAY_MILLIS);
                int place = packing.place(i);
                shares.add(new GroupShare(key, place, 0, packed, 7, place));
            }
        }
        shares.sort(GroupShare.ORDER);
        assertThat(shares).hasSizeGreaterThan(500);
        SortedFile<GroupShare> file = SortedFile.write(
                Logs.scratch(directory).newFile(),
                GroupShare.FORMAT,
                shares.stream().map(each -> each.alone(packing)).iterator());

        List<GroupShare> read = new ArrayList<>();
        try (SortedFile.Reader<GroupShare> reader = file.open()) {
            for (GroupShare share = reader.next(); share != null; share = reader.next()) {
                read.add(share);
            }
        }
        assertThat(read.stream().map(this::text))
                .isEqualTo(shares.stream().map(this::text).toList());
        assertThat(read).isSortedAccordingTo(GroupShare.ORDER);
    }

    /** Its place in the order would be another's. */
    @Test
    void keyOf_aContributionOfAnotherDay_isRefused() {
        Contribution one = contributed().get(0).get(0);

        assertThat(GroupShare.keyOf(one.group().hashCode(), one.timeMillis(), one.timeMillis()))
                .isNotNegative();
        assertThatThrownBy(() -> GroupShare.keyOf(one.group().hashCode(), one.timeMillis(), one.timeMillis() + 1))
                .hasMessageContaining("another day");
        assertThatThrownBy(
                        () -> GroupShare.keyOf(one.group().hashCode(), one.timeMillis(), one.timeMillis() - (1L << 33)))
                .hasMessageContaining("another day");
    }

    /** What built-in rules have events contribute, event by event. */
    private static List<List<Contribution>> contributed() {
        Plan plan = new Plan(Logs.RULES);
        Detector detector = new Detector(plan, new DetectorSettings(new long[] {5, 6}, null, 0, "test", () -> 0));
        MemoryProfiles profiles = new MemoryProfiles(plan);
        List<List<Contribution>> contributed = new ArrayList<>();
        List<AccessEvent> events = Logs.extraction();
        for (int i = 0; i < events.size(); i++) {
            Origin origin = new Origin("access.jsonl", 0, i);
            List<Contribution> ofOneEvent = new ArrayList<>();
            detector.process(events.get(i), origin, profiles, alert -> {}, ofOneEvent::add);
            contributed.add(ofOneEvent);
        }
        contributed.removeIf(List::isEmpty);
        return contributed;
    }

    /** All that there is to it. */
    private String text(GroupShare share) {
        return share.key() + " " + share.event() + " " + share.ordinal() + " " + share.gatherer() + " "
                + HexFormat.of()
                        .formatHex(packing.alone(share.packed(), share.from(), share.place())
                                .bytes());
    }
}
