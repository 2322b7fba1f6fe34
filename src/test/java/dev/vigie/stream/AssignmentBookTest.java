package dev.vigie.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.measure.KeyedHash;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import dev.vigie.wire.WireException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of assignments against every record written down. */
final class AssignmentBookTest {

    static final long NOON = 1_767_607_200_000L;

    private final AssignmentBook book = book(AssignmentBook.ENTRIES_MAX);

    private static AssignmentBook book(int entriesMax) {
        return new AssignmentBook(new KeyedHash(1, 2)::of, entriesMax);
    }

    @Test
    void beforeTheEndIsReached_nobodyKnows() throws Exception {
        take("atlas/p1", "{}");
        assertThat(book.of(event("atlas", NOON, "p1"))).isNull();
        assertThat(book.of(event("atlas", NOON, "p2"))).isNull();
        book.loaded();
        assertThat(book.of(event("atlas", NOON, "p1"))).isTrue();
        assertThat(book.of(event("atlas", NOON, "p2"))).isFalse();
        book.forget();
        assertThat(book.of(event("atlas", NOON, "p1"))).isNull();
        book.loaded();
        assertThat(book.of(event("atlas", NOON, "p1"))).isNull();
    }

    @Test
    void anOperatorWithoutAssignments_isNotJudgedByThem() throws Exception {
        take("atlas/p1", "{}");
        book.loaded();
        assertThat(book.of(event("borealis", NOON, "p1"))).isNull();
        take("borealis/p2", "{}");
        assertThat(book.of(event("borealis", NOON, "p1"))).isFalse();
        take("borealis/p2", null);
        assertThat(book.of(event("borealis", NOON, "p1")))
                .as("as a process that starts after compaction would say")
                .isNull();
    }

    @Test
    void aStretch_holdsFromItsBeginningToBeforeItsEndByTheEventsTime() throws Exception {
        take("atlas/p1", "{\"from\":" + NOON + ",\"until\":" + (NOON + 1_000) + "}");
        book.loaded();
        assertThat(book.of(event("atlas", NOON - 1, "p1"))).isFalse();
        assertThat(book.of(event("atlas", NOON, "p1"))).isTrue();
        assertThat(book.of(event("atlas", NOON + 999, "p1"))).isTrue();
        assertThat(book.of(event("atlas", NOON + 1_000, "p1"))).isFalse();
    }

    @Test
    void severalSubjects_areAssignedIfAllAre() throws Exception {
        take("atlas/p1", "{}");
        take("atlas/p2", "{}");
        book.loaded();
        assertThat(book.of(event("atlas", NOON, "p1", "p2"))).isTrue();
        assertThat(book.of(event("atlas", NOON, "p1", "p3"))).isFalse();
        assertThat(book.of(event("atlas", NOON))).isNull();
        assertThat(book.figures().assigned()).isEqualTo(1);
        assertThat(book.figures().notAssigned()).isEqualTo(1);
        assertThat(book.figures().unknown()).as("who names nobody does not ask").isZero();
    }

    @Test
    void whatFindsNoRoom_isCountedAndNobodyIsCalledUnassignedForIt() throws Exception {
        AssignmentBook small = book(2);
        small.take(bytes("atlas/p1"), bytes("{}"));
        small.take(bytes("atlas/p2"), bytes("{\"until\":" + NOON + "}"));
        small.loaded();
        assertThat(small.of(event("atlas", NOON, "p3"))).isFalse();
        small.take(bytes("atlas/p3"), bytes("{}"));
        assertThat(small.isComplete()).isFalse();
        assertThat(small.figures().leftOut()).isEqualTo(1);
        assertThat(small.of(event("atlas", NOON, "p3"))).isNull();
        assertThat(small.of(event("atlas", NOON, "p1", "p3"))).isNull();
        assertThat(small.of(event("atlas", NOON, "p1"))).isTrue();
        assertThat(small.of(event("atlas", NOON, "p2")))
                .as("known to have ended")
                .isFalse();
        small.take(bytes("atlas/p2"), bytes("{}"));
        assertThat(small.of(event("atlas", NOON, "p2"))).as("known before").isTrue();
        small.forget();
        assertThat(small.isComplete()).isTrue();
    }

    @Test
    void anOperatorTooMany_findsNoRoom() throws Exception {
        for (int i = 0; i < AssignmentBook.OPERATORS_MAX; i++) {
            take("op-" + i + "/p", "{}");
        }
        take("late/p", "{}");
        take("op-1/q", "{}");
        book.loaded();
        assertThat(book.figures().leftOut()).isEqualTo(1);
        assertThat(book.of(event("late", NOON, "p"))).isNull();
        assertThat(book.of(event("op-1", NOON, "q"))).isTrue();
    }

    @Test
    void aRecordThatIsNone_isCountedAndChangesNothing() throws Exception {
        take("atlas/p1", "{}");
        assertThatThrownBy(() -> take("atlas/p1", "{\"untill\":1}")).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> take("p1", null)).isInstanceOf(WireException.class);
        book.loaded();
        assertThat(book.figures()).isEqualTo(new AssignmentFigures(true, 1, 1, 1, 0, 2, 0, 0, 0, 0));
        assertThat(book.of(event("atlas", NOON, "p1"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void anyHistory_isAnsweredAsByEveryRecordWrittenDown(long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, long[]> written = new HashMap<>();
        book.loaded();
        for (int step = 0; step < 4_000; step++) {
            String key = "op-" + random.nextInt(5) + "/p" + random.nextInt(300);
            if (random.nextInt(4) == 0) {
                take(key, null);
                written.remove(key);
            } else {
                long from = NOON + random.nextInt(100);
                long until = from + 1 + random.nextInt(100);
                take(key, "{\"from\":" + from + ",\"until\":" + until + "}");
                written.put(key, new long[] {from, until});
            }
            AccessEvent event = event(
                    "op-" + random.nextInt(6),
                    NOON + random.nextInt(200),
                    random.ints(random.nextInt(3), 0, 300)
                            .mapToObj(person -> "p" + person)
                            .toArray(String[]::new));
            assertThat(book.of(event)).as("seed %d, step %d", seed, step).isEqualTo(slowly(written, event));
        }
        assertThat(book.figures().entries()).as("seed %d", seed).isEqualTo(written.size());
    }

    private static @Nullable Boolean slowly(Map<String, long[]> written, AccessEvent event) {
        boolean known = written.keySet().stream().anyMatch(key -> key.startsWith(event.operator() + "/"));
        if (event.subjects().isEmpty() || !known) {
            return null;
        }
        return event.subjects().stream()
                .map(subject -> written.getOrDefault(event.operator() + "/" + subject.id(), new long[] {0, 0}))
                .allMatch(stretch -> stretch[0] <= event.timeMillis() && event.timeMillis() < stretch[1]);
    }

    private void take(String key, @Nullable String value) throws WireException {
        book.take(bytes(key), value == null ? null : bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static AccessEvent event(String operator, long timeMillis, String... people) {
        return new AccessEvent(
                "e",
                timeMillis,
                timeMillis,
                operator,
                "ann",
                null,
                null,
                null,
                Action.READ,
                Outcome.SUCCESS,
                Arrays.stream(people).map(Subject::of).toList(),
                AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
    }
}
