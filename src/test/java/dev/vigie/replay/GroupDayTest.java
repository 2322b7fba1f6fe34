package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Contribution;
import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.PackedContribution;
import dev.vigie.detect.PackedContributions;
import dev.vigie.detect.Plan;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import dev.vigie.store.MemoryProfiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupDayTest {

    private static final long SEED = 3;
    private static final int EVENTS = 100;
    /** A day before 1970. */
    private static final long DAY_MILLIS = -86_400_000;
    /** Texts of the same hash, and so groups of the same place. */
    private static final List<String> OPERATORS = List.of("AaAa", "BBBB", "AaBB", "BBAa", "other", "another");

    @TempDir
    private Path directory;

    @Test
    void of_everyWorker_handsOverEachGroupInOrderWhateverTheHeapAndWhoGathered() throws Exception {
        Random random = new Random(SEED);
        List<Contribution> day = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            long timeMillis = DAY_MILLIS + random.nextInt(500);
            day.add(contribution(OPERATORS.get(random.nextInt(OPERATORS.size())), timeMillis, "e" + i));
        }

        Map<String, List<String>> alone = groups(day, 1, Long.MAX_VALUE);

        assertThat(alone).as("seed %d", SEED).hasSize(OPERATORS.size());
        assertThat(alone.values()).allSatisfy(its -> assertThat(its).isSorted());
        assertThat(alone.values().stream().mapToInt(List::size).sum()).isEqualTo(day.size());
        assertThat(groups(day, 3, 9 << 18)).as("seed %d", SEED).isEqualTo(alone);
        assertThat(groups(day, GroupDay.WORKERS_MAX + 1, 50_000))
                .as("seed %d", SEED)
                .isEqualTo(alone);
    }

    /** An event that concerns several groups of one place: they come in the same order whatever fits the heap. */
    @Test
    void of_anEventsGroupsOfOnePlace_doesNotDependOnTheHeap() throws Exception {
        List<String> all = inOrder(Long.MAX_VALUE);

        assertThat(all).hasSize(4 * EVENTS).doesNotHaveDuplicates();
        assertThat(inOrder(1)).isEqualTo(all);
        assertThat(inOrder(10_000)).isEqualTo(all);
    }

    /** What an event contributes to several groups stands partly once, on the heap; each goes to the disk alone. */
    @Test
    void of_whatBuiltInRulesContribute_isTheSameWhateverTheHeap() throws Exception {
        List<String> all = told(Long.MAX_VALUE, false);

        assertThat(all).hasSizeGreaterThan(2 * Logs.STOLEN);
        assertThat(told(1, false)).isEqualTo(all);
        assertThat(told(20_000, false)).isEqualTo(all);
    }

    @Test
    void of_whatADetectorPacks_isWhatItContributes() throws Exception {
        assertThat(told(Long.MAX_VALUE, false)).isEqualTo(told(Long.MAX_VALUE, true));
    }

    /** @param asObjects whether contributions become objects before they are packed */
    private List<String> told(long heapBytesMax, boolean asObjects) throws IOException {
        Plan plan = new Plan(Logs.RULES);
        Detector detector = new Detector(plan, new DetectorSettings(new long[] {5, 6}, null, 0, "test", () -> 0));
        MemoryProfiles profiles = new MemoryProfiles(plan);
        List<String> told = new ArrayList<>();
        long dayMillis = Math.floorDiv(Logs.START_MILLIS, 86_400_000L) * 86_400_000;
        try (GroupDay day = day(dayMillis, 1, heapBytesMax)) {
            List<AccessEvent> events = Logs.extraction();
            for (int i = 0; i < events.size(); i++) {
                Origin origin = new Origin("log", 0, i);
                PackedContributions packing = day.packing(0);
                packing.begin(i);
                if (asObjects) {
                    Consumer<Contribution> objects = packing::add;
                    detector.process(events.get(i), origin, profiles, alert -> {}, objects);
                } else {
                    detector.process(events.get(i), origin, profiles, alert -> {}, packing);
                }
                day.gather(0);
            }
            Iterator<GroupShare> shares = day.of(0);
            PackedContribution one = new PackedContribution();
            while (shares.hasNext()) {
                GroupShare share = shares.next();
                day.move(one, share);
                told.add(share.event() + " " + one.group() + one.signals() + one.account() + one.eventHash()
                        + one.exposure() + one.valueHash(Field.SUBJECT, 0) + one.number(Field.RECORD_COUNT)
                        + one.fieldsRead() + one.resource() + one.sourceIp() + one.origin());
            }
        }
        return told;
    }

    @Test
    void add_anEventLargerThanABlock_isHandedOverWhole() throws Exception {
        List<String> fields = Collections.nCopies(300_000, "f");
        try (GroupDay day = day(DAY_MILLIS, 1, Long.MAX_VALUE)) {
            for (int i = 0; i < 5; i++) {
                List<String> itsFields = i % 2 == 0 ? List.of("g") : fields;
                add(day, 0, List.of(contribution("other", DAY_MILLIS + i, "e", itsFields)), i);
            }
            Iterator<GroupShare> shares = day.of(0);
            PackedContribution one = new PackedContribution();
            for (int i = 0; i < 5; i++) {
                day.move(one, shares.next());
                assertThat(one.fieldsRead()).hasSize(i % 2 == 0 ? 1 : 300_000);
                assertThat(one.timeMillis()).isEqualTo(DAY_MILLIS + i);
            }
            assertThat(shares.hasNext()).isFalse();
        }
    }

    private static void add(GroupDay day, int worker, List<Contribution> ofOneEvent, long event) throws IOException {
        day.packing(worker).begin(event);
        ofOneEvent.forEach(day.packing(worker)::add);
        day.gather(worker);
    }

    private GroupDay day(long dayMillis, int workers, long heapBytesMax) {
        ShardDivision division = new ShardDivision(GroupDay.going(workers, heapBytesMax));
        return new GroupDay(Logs.scratch(directory), dayMillis, workers, division, heapBytesMax);
    }

    private List<String> inOrder(long heapBytesMax) throws IOException {
        List<String> handedOver = new ArrayList<>();
        try (GroupDay day = day(DAY_MILLIS, 1, heapBytesMax)) {
            for (int event = 0; event < EVENTS; event++) {
                List<Contribution> ofOneEvent = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    ofOneEvent.add(contribution(OPERATORS.get(i), DAY_MILLIS + event / 3, "e"));
                }
                add(day, 0, ofOneEvent, event);
            }
            Iterator<GroupShare> shares = day.of(0);
            PackedContribution contribution = new PackedContribution();
            while (shares.hasNext()) {
                GroupShare share = shares.next();
                day.move(contribution, share);
                handedOver.add(share.event() + " " + contribution.group());
            }
        }
        return handedOver;
    }

    /** By group what is handed over, each as a text that rises with time and id. */
    private Map<String, List<String>> groups(List<Contribution> contributions, int workers, long heapBytesMax)
            throws IOException {
        Map<String, List<String>> groups = new TreeMap<>();
        try (GroupDay day = day(DAY_MILLIS, workers, heapBytesMax)) {
            for (int i = 0; i < contributions.size(); i++) {
                add(day, i % workers, List.of(contributions.get(i)), i);
            }
            assertThat(day.gathered()).isEqualTo(contributions.size());
            for (int worker = 0; worker < workers; worker++) {
                add(day, worker, groups);
            }
        }
        return groups;
    }

    private static void add(GroupDay day, int worker, Map<String, List<String>> groups) throws IOException {
        Map<String, List<String>> its = new TreeMap<>();
        Iterator<GroupShare> shares = day.of(worker);
        PackedContribution contribution = new PackedContribution();
        int place = 0;
        while (shares.hasNext()) {
            GroupShare share = shares.next();
            day.move(contribution, share);
            String group = contribution.group().values().get(0);
            assertThat(groups).as("by one worker").doesNotContainKey(group);
            String id = PackedContributions.eventId(share.packed(), share.from());
            its.computeIfAbsent(group, unseen -> new ArrayList<>())
                    .add(String.format("%03d %s", contribution.timeMillis() - DAY_MILLIS, id));
            assertThat(share.placeOfGroup()).isGreaterThanOrEqualTo(place);
            place = share.placeOfGroup();
        }
        groups.putAll(its);
    }

    private static Contribution contribution(String operator, long timeMillis, String id) {
        return contribution(operator, timeMillis, id, List.of());
    }

    private static Contribution contribution(String operator, long timeMillis, String id, List<String> fieldsRead) {
        return new Contribution(
                new Group(List.of("operator"), List.of(operator)),
                timeMillis,
                operator,
                "a",
                id.hashCode(),
                List.of(1L),
                null,
                List.of(),
                null,
                null,
                fieldsRead,
                new Evidence(id, timeMillis, Action.READ, Outcome.SUCCESS, null, null, List.of(), 1),
                new Origin("log", 0, 1),
                AccessEvent.UNKNOWN);
    }
}
