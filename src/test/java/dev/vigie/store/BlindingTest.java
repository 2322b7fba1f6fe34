package dev.vigie.store;

import static dev.vigie.detect.Events.DAY;
import static dev.vigie.detect.Events.MORNING;
import static dev.vigie.detect.Events.ingested;
import static dev.vigie.detect.Events.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Verdict;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What somebody tries who does not want to be seen, against the built-in rules: each attempt, and what comes of it. */
final class BlindingTest {

    private static final int PROFILE_BYTES_MAX = 8 << 20;
    private static final int BUDGET_BYTES = 4 << 20;
    /** More than what one event can bring before anything is put away. */
    private static final int ONE_PROFILE_BYTES = 1 << 20;

    private final HeapBudget budget = new HeapBudget(BUDGET_BYTES);
    private final LiveProfiles profiles =
            new LiveProfiles(LiveProfilesTest.PLAN, new MapStore(), budget, new Seal(new byte[16]));
    private final Detector detector = new Detector(
            LiveProfilesTest.PLAN,
            new DetectorSettings(
                    new long[] {1, 2}, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", () -> MORNING));
    private final List<Alert> alerts = new ArrayList<>();
    private long offset;

    @Test
    void aDateFarAhead_emptiesNoWindow() {
        readPeople("thief", 0, 30);
        Verdict ahead = process(atArrival("thief", "ahead", MORNING + 3_650 * DAY, "person-30"));
        readPeople("thief", 31, 60);

        assertThat(ahead.skewed()).isTrue();
        assertThat(of("thief")).isNotEmpty();
        assertThat(of("thief").get(0).peopleExposedBefore()).isLessThan(60);
    }

    @Test
    void datesLongPast_areCountedByTheirArrival() {
        for (int i = 0; i < 400; i++) {
            process(atArrival("thief", "past-" + i, MORNING - 700 * DAY + i * 1_000L, "person-" + i));
        }

        assertThat(of("thief")).isNotEmpty();
    }

    @Test
    void aMillionPeopleInOneAccount_fitIntoABoundAndAreCounted() {
        int perEvent = 50_000;
        for (int event = 0; event < 20; event++) {
            int first = event * perEvent;
            String[] people = IntStream.range(first, first + perEvent)
                    .mapToObj(i -> "person-" + i)
                    .toArray(String[]::new);
            process(read("thief", "bulk-" + event, MORNING + event * 1_000L, people));
        }

        detector.closeAll(profiles, alerts::add);
        List<Alert> told = of("thief");
        assertThat((double) told.get(told.size() - 1).peopleExposed()).isCloseTo(1e6, within(0.05e6));
        assertThat(profiles.get(Group.account("op-07", "thief")).heapBytes()).isLessThan(PROFILE_BYTES_MAX);
    }

    @Test
    void manyAccountsSeenOnce_stayWithinTheBudget() {
        for (int i = 0; i < 10_000; i++) {
            process(read("account-" + i, "e" + i, MORNING + i, "person-" + i));
            assertThat(budget.heapBytes()).isLessThan(BUDGET_BYTES + ONE_PROFILE_BYTES);
        }
        readPeople("thief", 0, 60);

        assertThat(of("thief")).isNotEmpty();
    }

    @Test
    void alertsOnManyOthers_hideNone() {
        for (int decoy = 0; decoy < 100; decoy++) {
            readPeople("decoy-" + decoy, 0, 60);
        }
        readPeople("thief", 0, 60);

        assertThat(of("thief")).isNotEmpty();
        assertThat(alerts)
                .as("a message or two for each, not one for each event")
                .hasSizeLessThan(100 * 5);
    }

    private void readPeople(String account, int from, int to) {
        for (int i = from; i < to; i++) {
            process(read(account, account + "-" + i, MORNING + i * 1_000L, "person-" + i));
        }
    }

    private static AccessEvent atArrival(String account, String id, long timeMillis, String person) {
        return ingested(account, id, timeMillis, MORNING, Action.READ, Outcome.SUCCESS, AccessEvent.UNKNOWN, person);
    }

    private Verdict process(AccessEvent event) {
        Verdict verdict = detector.process(event, new Origin("log", 0, offset++), profiles, alerts::add);
        profiles.eventDone();
        return verdict;
    }

    private List<Alert> of(String account) {
        return alerts.stream()
                .filter(alert -> account.equals(alert.group().get("account")))
                .toList();
    }
}
