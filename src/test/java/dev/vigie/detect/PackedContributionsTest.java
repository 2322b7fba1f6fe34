package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Contribution.FacetValues;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Packed contributions against the message that goes over the wire, which has tests of its own. */
class PackedContributionsTest {

    private static final long SEED = 11;
    private static final int COUNT = 20_000;
    /** More than are known by number. */
    private static final int NAMES = 2 * KnownThings.THINGS_MAX;

    private final Random random = new Random(SEED);
    private final PackedContributions packing = new PackedContributions();

    @Test
    void unpack_inAnyOrder_isWhatWasPacked() {
        List<Contribution> all = new ArrayList<>();
        List<byte[]> packed = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            Contribution one = contribution("id-" + i + "é");
            all.add(one);
            packed.add(packing.pack(one));
            order.add(i);
        }
        Collections.shuffle(order, random);

        for (int i : order) {
            Contribution one = packing.unpack(packed.get(i));
            assertThat(PackedContributions.eventId(packed.get(i))).isEqualTo("id-" + i + "é");
            assertThat(message(one)).as("seed %d, %d", SEED, i).isEqualTo(message(all.get(i)));
            assertThat(one.arrivedMillis()).isEqualTo(all.get(i).arrivedMillis());
        }
    }

    /** What most have alike is a number, and the same object again. */
    @Test
    void pack_whatWasSaidBefore_isKeptOnce() {
        Contribution one = contribution("first");
        byte[] first = packing.pack(one);
        byte[] second = packing.pack(one);

        assertThat(second.length).isLessThan(first.length);
        assertThat(packing.unpack(second).group()).isSameAs(one.group());
        assertThat(packing.unpack(second).signals()).isSameAs(one.signals());
        assertThat(message(packing.unpack(first))).isEqualTo(message(packing.unpack(second)));
    }

    /** Nothing of a log makes what is kept beside the bytes grow: what is long stands in them each time. */
    @Test
    void pack_longTextsAndLists_areWrittenEachTime() {
        String longText = "x".repeat(PackedContributions.CHARS_MAX + 1);
        Group group = new Group(List.of("src_ip"), List.of(longText));
        List<String> fields = Collections.nCopies(PackedContributions.CHARS_MAX, "f");
        Contribution one = contribution(group, fields, longText);
        byte[] first = packing.pack(one);
        byte[] second = packing.pack(one);

        assertThat(second.length).isGreaterThan(3 * PackedContributions.CHARS_MAX);
        assertThat(packing.unpack(second).group()).isNotSameAs(group);
        assertThat(message(packing.unpack(first))).isEqualTo(message(one));
        assertThat(message(packing.unpack(second))).isEqualTo(message(one));
    }

    private static Contribution contribution(Group group, List<String> fields, String resource) {
        return new Contribution(
                group,
                1,
                "operator",
                "account",
                2,
                List.of(),
                null,
                List.of(),
                resource,
                null,
                fields,
                new Evidence("id", 1, Action.READ, Outcome.SUCCESS, resource, null, List.of(), 1),
                new Origin("log", 0, 1),
                AccessEvent.UNKNOWN);
    }

    private static String message(Contribution one) {
        return HexFormat.of().formatHex(new ContributionWriter().add(one).toBytes());
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
