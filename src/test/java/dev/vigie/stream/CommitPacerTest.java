package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CommitPacerTest {

    private static final long NOW_MILLIS = 1_800_000_000_000L;

    @Test
    void mayCommit_first_isAllowedAtOnce() {
        assertThat(new CommitPacer(1).mayCommit(NOW_MILLIS, 0)).isTrue();
    }

    @Test
    void mayCommit_ofWhatHasJustArrived_isAllowedEveryTenthOfASecond() {
        CommitPacer pacer = new CommitPacer(1);
        assertThat(pacer.mayCommit(NOW_MILLIS, 5)).isTrue();
        assertThat(pacer.mayCommit(NOW_MILLIS + 99, 5)).isFalse();
        assertThat(pacer.mayCommit(NOW_MILLIS + 100, 5)).isTrue();
        assertThat(pacer.mayCommit(NOW_MILLIS + 199, 5)).isFalse();
    }

    @Test
    void mayCommit_ofWhatIsLateAlready_waitsAsLongAgain() {
        CommitPacer pacer = new CommitPacer(1);
        assertThat(pacer.mayCommit(NOW_MILLIS, 400)).isTrue();
        assertThat(pacer.mayCommit(NOW_MILLIS + 399, 400)).isFalse();
        assertThat(pacer.mayCommit(NOW_MILLIS + 400, 400)).isTrue();
    }

    @Test
    void mayCommit_inABacklogOfDays_isAllowedEverySecond() {
        CommitPacer pacer = new CommitPacer(1);
        long days = 3 * 86_400_000L;
        assertThat(pacer.mayCommit(NOW_MILLIS, days)).isTrue();
        assertThat(pacer.mayCommit(NOW_MILLIS + 999, days)).isFalse();
        assertThat(pacer.mayCommit(NOW_MILLIS + 1_000, days)).isTrue();
    }

    @Test
    void mayCommit_ofSeveralThreads_givesEachItsShare() {
        CommitPacer pacer = new CommitPacer(4);
        int commits = 0;
        for (long millis = 0; millis < 1_000; millis++) {
            commits += pacer.mayCommit(NOW_MILLIS + millis, 0) ? 1 : 0;
        }
        assertThat(commits).isEqualTo(40);
    }
}
