package dev.vigie.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.detect.PeerDays;
import dev.vigie.detect.PeerKey;
import dev.vigie.detect.PeerTally;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How tasks share their groups' days, and what becomes of old ones. */
final class SharedPeerDaysTest {

    private static final long MEASURE = 0x1234_5678_9abc_def0L;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long TODAY = 20_000;

    private final MapStore own = new MapStore();
    private final MapStore everyones = new MapStore();
    private SharedPeerDays days = new SharedPeerDays(own);

    private static PeerKey circle(String role) {
        return new PeerKey(MEASURE, "operator", role);
    }

    private void share(String source, long nowDay) {
        days.drain(source, nowDay * DAY_MILLIS, (key, value) -> {
            if (value == null) {
                everyones.delete(key);
            } else {
                everyones.put(key, value);
            }
        });
    }

    private List<String> seen(long day) {
        List<String> seen = new ArrayList<>();
        days.visit(MEASURE, day, (operator, role, tally) -> seen.add(operator + "/" + role));
        return seen;
    }

    @Test
    void visit_sharedByTwoTasks_handsOverBothOfThatDayOnly() {
        days.share(everyones);
        days.report(circle("clerk"), TODAY, new PeerTally());
        days.report(circle("clerk"), TODAY + 1, new PeerTally());
        assertThat(seen(TODAY)).as("not before it is shared").isEmpty();
        share("events-0", TODAY);
        days = new SharedPeerDays(new MapStore());
        days.share(everyones);
        days.report(circle(""), TODAY, new PeerTally());
        share("events-1", TODAY);
        assertThat(seen(TODAY)).containsExactly("operator/", "operator/clerk");
        assertThat(seen(TODAY + 1)).containsExactly("operator/clerk");
    }

    /** What a later release has written, to an instance that is not upgraded yet. */
    @Test
    void visit_daysOfAnUnknownFormat_isCorruptStateAndNotPassedOver() {
        days.share(everyones);
        days.report(circle("clerk"), TODAY, new PeerTally());
        days.drain("events-0", TODAY * DAY_MILLIS, (key, value) -> {
            byte[] later = requireNonNull(value).clone();
            later[0] = 50;
            everyones.put(key, later);
        });
        assertThatThrownBy(() -> seen(TODAY))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining("later release");
    }

    @Test
    void drain_afterACommitAndARestart_sharesWhatWaited() {
        days.report(circle("clerk"), TODAY, new PeerTally());
        days.writeChanged();
        days = new SharedPeerDays(own);
        days.share(everyones);
        share("events-0", TODAY);
        assertThat(seen(TODAY)).containsExactly("operator/clerk");
    }

    @Test
    void drain_longAfterwards_forgetsEverywhere() {
        days.share(everyones);
        days.report(circle("clerk"), TODAY, new PeerTally());
        share("events-0", TODAY);
        days.writeChanged();
        for (int later : new int[] {1, PeerDays.DAYS_KEPT, PeerDays.DAYS_KEPT + 1}) {
            assertThat(seen(TODAY)).as("until day %d", later).hasSize(1);
            days.report(circle("clerk"), TODAY + later, new PeerTally());
            share("events-0", TODAY + later);
            days.writeChanged();
        }
        assertThat(seen(TODAY)).isEmpty();
        List<String> rows = new ArrayList<>();
        own.scan(Keys.PEER_DAYS, (key, value) -> rows.add(new String(key, StandardCharsets.UTF_8)));
        assertThat(rows).hasSize(3);
    }

    @Test
    void drain_aGroupsClockYearsAhead_forgetsNothing() {
        days.share(everyones);
        days.report(circle("clerk"), TODAY, new PeerTally());
        days.report(circle("clerk"), TODAY + 3_650, new PeerTally());
        days.writeChanged();
        share("events-0", TODAY);
        assertThat(seen(TODAY)).hasSize(1);
    }

    @Test
    void isHeavy_thousandsWait_untilTheyAreShared() {
        assertThat(days.isHeavy()).isFalse();
        for (int role = 0; role < 6_000; role++) {
            days.report(circle("role-" + role), TODAY, new PeerTally());
        }
        assertThat(days.isHeavy()).isTrue();
        share("events-0", TODAY);
        assertThat(days.isHeavy()).isFalse();
    }
}
