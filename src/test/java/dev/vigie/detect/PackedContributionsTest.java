package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Contribution.FacetValues;
import dev.vigie.measure.KeyedHash;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackedContributionsTest {

    private static final long SEED = 11;
    private static final int COUNT = 20_000;
    /** An event does not begin where its bytes do. */
    private static final int BEFORE = 13;
    /** More than are known by number. */
    private static final int NAMES = 2 * KnownThings.THINGS_MAX;

    private final Random random = new Random(SEED);
    private final PackedContributions packing = new PackedContributions();
    private final PackedContribution reading = new PackedContribution();

    @Test
    void unpack_inAnyOrder_isWhatWasPacked() {
        List<Contribution> all = new ArrayList<>();
        List<byte[]> packed = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<Integer> ordinals = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        while (all.size() < COUNT) {
            List<Contribution> ofOneEvent = ofOneEvent("id-" + all.size() + "é");
            byte[] bytes = pack(ofOneEvent, all.size());
            for (int i = 0; i < ofOneEvent.size(); i++) {
                order.add(all.size());
                all.add(ofOneEvent.get(i));
                packed.add(bytes);
                places.add(packing.place(i));
                ordinals.add(i);
            }
        }
        Collections.shuffle(order, random);

        for (int i : order) {
            String seed = "seed " + SEED + ", " + i;
            assertThat(PackedContributions.eventId(packed.get(i), BEFORE))
                    .isEqualTo(all.get(i).evidence().eventId());
            assertThat(PackedContributions.number(packed.get(i), BEFORE)).isEqualTo(i - ordinals.get(i));
            assertSame(read(packed.get(i), places.get(i)), all.get(i), seed);
            PackedContributions.Alone alone = packing.alone(packed.get(i), BEFORE, places.get(i));
            assertSame(read(alone), all.get(i), seed);
            PackedContributions.Alone again = packing.alone(alone.bytes(), 0, alone.place());
            assertThat(again.bytes()).as(seed).isEqualTo(alone.bytes());
        }
    }

    /** The same object each time, as a replay has it: nothing of the one before may stay. */
    private PackedContribution read(byte[] packed, int place) {
        reading.move(packing, packed, BEFORE, place);
        return reading;
    }

    private PackedContribution read(PackedContributions.Alone alone) {
        reading.move(packing, alone.bytes(), 0, alone.place());
        return reading;
    }

    /** With bytes before it. */
    private byte[] pack(List<Contribution> ofOneEvent, long number) {
        packing.begin(number);
        ofOneEvent.forEach(packing::add);
        byte[] packed = new byte[BEFORE + packing.bytes()];
        packing.writeTo(packed, BEFORE);
        return packed;
    }

    private static void assertSame(PackedContribution read, Contribution one, String seed) {
        assertThat(read.group()).as(seed).isEqualTo(one.group());
        assertThat(read.signals()).as(seed).isEqualTo(one.signals());
        assertThat(read.timeMillis()).as(seed).isEqualTo(one.timeMillis());
        assertThat(read.operator()).as(seed).isEqualTo(one.operator());
        assertThat(read.account()).as(seed).isEqualTo(one.account());
        assertThat(read.accountName()).as(seed).isEqualTo(one.accountName());
        assertThat(read.role()).as(seed).isEqualTo(one.role());
        assertThat(read.eventHash()).as(seed).isEqualTo(one.eventHash());
        assertThat(read.isIdReused()).as(seed).isEqualTo(one.isIdReused());
        assertThat(read.ingestedAtMillis()).as(seed).isEqualTo(one.ingestedAtMillis());
        assertThat(read.appendedMillis()).as(seed).isEqualTo(one.appendedMillis());
        assertThat(read.arrivedMillis()).as(seed).isEqualTo(one.arrivedMillis());
        assertThat(read.exposure()).as(seed).isEqualTo(one.exposure());
        for (Field field : Field.values()) {
            assertThat(read.number(field)).as(seed).isEqualTo(one.number(field));
            assertThat(read.valueCount(field)).as(seed).isEqualTo(one.valueCount(field));
            assertThat(hashes(read, field)).as(seed).isEqualTo(hashes(one, field));
        }
        Stream.concat(one.values().stream().map(each -> each.facet), Stream.of(Facet.SERIES, Facet.SERIAL, Facet.NONE))
                .forEach(facet -> assertThat(told(read, one, facet)).as(seed).isEqualTo(told(one, one, facet)));
        assertThat(read.origin()).as(seed).isEqualTo(one.origin());
        assertThat(read.fieldsRead()).as(seed).isEqualTo(one.fieldsRead());
        assertThat(read.resource()).as(seed).isEqualTo(one.resource());
        assertThat(read.sourceIp()).as(seed).isEqualTo(one.sourceIp());
        assertThat(read.evidence(new SubjectHash(null, new KeyedHash(1, 2))))
                .as(seed)
                .isEqualTo(one.evidence());
    }

    private static List<Long> hashes(Occurrence now, Field field) {
        return IntStream.range(0, now.valueCount(field))
                .mapToObj(i -> now.valueHash(field, i))
                .toList();
    }

    /** As many as {@code counted} has of it, or one of what it lacks. */
    private static List<Long> told(Occurrence now, Contribution counted, Facet facet) {
        int count = counted.values().stream()
                .filter(each -> each.facet.equals(facet))
                .mapToInt(each -> each.hashes.length)
                .findFirst()
                .orElse(1);
        return IntStream.range(0, count).mapToObj(i -> now.told(facet, i)).toList();
    }

    /** A list of people of which each is a group: none of their bytes has all of them. */
    @Test
    void pack_manyGroupsOfOneSubjectEach_takesNoMoreForEachThanItsOwn() {
        int people = 5_000;
        FacetValues all = new FacetValues(
                Facet.of(Field.SUBJECT),
                AccessEvent.UNKNOWN,
                random.longs(people).toArray());
        List<Contribution> ofOneEvent = new ArrayList<>();
        ofOneEvent.add(contribution(new Group(List.of("operator"), List.of("o")), List.of(), "r", List.of(all)));
        for (int i = 0; i < people; i++) {
            Group group = new Group(List.of("subject"), List.of("p" + i));
            ofOneEvent.add(contribution(group, List.of(), "r", List.of(all.ofSubject(i))));
        }
        byte[] packed = pack(ofOneEvent, 0);

        assertThat(packed).hasSizeLessThan(people * 50);
        for (int i = 1; i <= people; i++) {
            PackedContributions.Alone alone = packing.alone(packed, BEFORE, packing.place(i));
            assertThat(alone.bytes()).hasSizeLessThan(150);
            assertSame(read(alone), ofOneEvent.get(i), "person " + i);
        }
    }

    /** What most have alike is a number, and the same object again. */
    @Test
    void pack_whatWasSaidBefore_isKeptOnce() {
        Contribution one = contribution("first");
        byte[] first = pack(List.of(one), 0);
        int firstPlace = packing.place(0);
        byte[] second = pack(List.of(one), 0);
        int secondPlace = packing.place(0);

        assertThat(second.length).isLessThan(first.length);
        assertSame(read(first, firstPlace), one, "first");
        assertSame(read(second, secondPlace), one, "second");
        assertThat(reading.group()).isSameAs(one.group());
        assertThat(reading.signals()).isSameAs(one.signals());
    }

    /** Nothing of a log makes what is kept beside the bytes grow: what is long stands in them each time. */
    @Test
    void pack_longTextsAndLists_areWrittenEachTime() {
        String longText = "x".repeat(PackedThings.CHARS_MAX + 1);
        Group group = new Group(List.of("src_ip"), List.of(longText));
        List<String> fields = Collections.nCopies(PackedThings.CHARS_MAX, "f");
        Contribution one = contribution(group, fields, longText, List.of());
        byte[] first = pack(List.of(one), 0);
        int firstPlace = packing.place(0);
        byte[] second = pack(List.of(one), 0);

        assertThat(second.length).isGreaterThan(3 * PackedThings.CHARS_MAX);
        assertSame(read(second, packing.place(0)), one, "second");
        assertThat(reading.group()).isNotSameAs(group);
        assertSame(read(first, firstPlace), one, "first");
    }

    private static Contribution contribution(
            Group group, List<String> fields, String resource, List<FacetValues> values) {
        return new Contribution(
                group,
                1,
                "operator",
                "account",
                2,
                List.of(),
                null,
                values,
                resource,
                null,
                fields,
                new Evidence("id", 1, Action.READ, Outcome.SUCCESS, resource, null, List.of(), 1),
                new Origin("log", 0, 1),
                AccessEvent.UNKNOWN);
    }

    /** What one event contributes to several groups, which are told some of the same values. */
    private List<Contribution> ofOneEvent(String eventId) {
        Contribution first = contribution(eventId);
        List<Contribution> all = new ArrayList<>(List.of(first));
        int groups = random.nextInt(4);
        for (int i = 0; i < groups; i++) {
            Contribution other = contribution(eventId);
            List<FacetValues> values = new ArrayList<>(other.values());
            first.values().stream()
                    .filter(each -> random.nextBoolean())
                    .map(each -> each.hashes.length > 0 && random.nextBoolean() ? each.ofSubject(0) : each)
                    .forEach(values::add);
            all.add(new Contribution(
                    other.group(),
                    first.timeMillis(),
                    first.operator(),
                    first.account(),
                    first.eventHash(),
                    other.signals(),
                    first.exposure(),
                    values,
                    first.resource(),
                    first.sourceIp(),
                    first.fieldsRead(),
                    first.evidence(),
                    first.origin(),
                    first.arrivedMillis()));
        }
        return all;
    }

    private Contribution contribution(String eventId) {
        long timeMillis = random.nextLong() >> random.nextInt(Long.SIZE);
        String resource = random.nextInt(4) == 0 ? null : "resource-" + random.nextInt(NAMES);
        String sourceIp = random.nextInt(4) == 0 ? null : "192.0.2." + random.nextInt(256);
        return new Contribution(
                new Group(List.of("operator", "src_ip"), List.of("operator-é", "" + random.nextInt(NAMES))),
                timeMillis,
                "operator-" + random.nextInt(3),
                "account-" + random.nextInt(NAMES),
                random.nextLong(),
                LongStream.range(0, random.nextInt(4))
                        .map(i -> i * random.nextLong())
                        .boxed()
                        .toList(),
                random.nextInt(3) == 0 ? null : any(Exposure.values()),
                values(),
                resource,
                sourceIp,
                random.nextInt(3) == 0 ? List.of() : List.of("name", "field-" + random.nextInt(NAMES)),
                new Evidence(
                        eventId,
                        timeMillis,
                        any(Action.values()),
                        any(Outcome.values()),
                        resource,
                        sourceIp,
                        List.of(),
                        random.nextInt(1_000)),
                new Origin(
                        "log-" + random.nextInt(NAMES),
                        random.nextInt(9),
                        random.nextLong(),
                        random.nextBoolean(),
                        random.nextInt(9) - 1),
                random.nextBoolean() ? AccessEvent.UNKNOWN : random.nextLong() >>> 1);
    }

    private <T> T any(T[] some) {
        return List.of(some).get(random.nextInt(some.length));
    }

    private List<FacetValues> values() {
        List<FacetValues> values = new ArrayList<>();
        long alike = random.nextLong();
        values.add(new FacetValues(
                Facet.of(Field.SUBJECT),
                AccessEvent.UNKNOWN,
                random.longs(random.nextInt(5)).toArray()));
        values.add(new FacetValues(Facet.SERIES, AccessEvent.UNKNOWN, new long[] {alike, alike, alike}));
        values.add(
                new FacetValues(Facet.attribute("a" + random.nextInt(NAMES)), random.nextInt(9), new long[] {alike}));
        return values.subList(0, random.nextInt(values.size() + 1));
    }
}
