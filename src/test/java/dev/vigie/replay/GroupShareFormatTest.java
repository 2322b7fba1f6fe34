package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Contribution;
import dev.vigie.detect.ContributionWriter;
import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Plan;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Origin;
import dev.vigie.model.Subject;
import dev.vigie.store.MemoryProfiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupShareFormatTest {

    /** Of so many people a message tells that it is full with this event alone. */
    private static final int PEOPLE = 5_000;

    @TempDir
    private Path directory;

    @Test
    void to_manySharesOfManyGroupsAndOneOfThousandsOfPeople_isReadAsItWasWritten() throws Exception {
        List<AccessEvent> events = new ArrayList<>(Logs.extraction());
        events.add(100, ofMany());
        List<GroupShare> shares = shares(events);
        assertThat(shares).as("several messages").hasSizeGreaterThan(500);
        assertThat(shares.stream().map(GroupShare::group).distinct().count()).isGreaterThan(2);

        SortedFile<GroupShare> file = SortedFile.write(
                Logs.scratch(directory).newFile(),
                new GroupShareFormat(),
                shares.stream().sorted(GroupShare.ORDER).iterator());

        List<String> read = new ArrayList<>();
        try (SortedFile.Reader<GroupShare> reader = file.open()) {
            for (GroupShare share = reader.next(); share != null; share = reader.next()) {
                read.add(text(share));
            }
        }
        assertThat(read)
                .isEqualTo(shares.stream()
                        .sorted(GroupShare.ORDER)
                        .map(GroupShareFormatTest::text)
                        .toList());
    }

    private static AccessEvent ofMany() {
        List<Subject> people = IntStream.range(0, PEOPLE)
                .mapToObj(i -> Subject.of("Many-" + i))
                .toList();
        return Logs.event("many", Logs.START_MILLIS, "clerk-1", people);
    }

    /** What built-in rules have events contribute. */
    private static List<GroupShare> shares(List<AccessEvent> events) {
        Plan plan = new Plan(Logs.RULES);
        Detector detector = new Detector(plan, new DetectorSettings(new long[] {5, 6}, null, 0, "test", () -> 0));
        MemoryProfiles profiles = new MemoryProfiles(plan);
        List<GroupShare> shares = new ArrayList<>();
        for (int event = 0; event < events.size(); event++) {
            List<Contribution> contributed = new ArrayList<>();
            Origin origin = new Origin("access.jsonl", event % 3, event);
            detector.process(events.get(event), origin, profiles, alert -> {}, contributed::add);
            for (int i = 0; i < contributed.size(); i++) {
                shares.add(GroupShare.of(contributed.get(i), (1L << 40) + event, i));
            }
        }
        return shares;
    }

    /** All that there is to it. */
    private static String text(GroupShare share) {
        byte[] contribution = new ContributionWriter().add(share.contribution()).toBytes();
        return share.place() + " " + share.event() + " " + share.ordinal() + " "
                + HexFormat.of().formatHex(contribution);
    }
}
