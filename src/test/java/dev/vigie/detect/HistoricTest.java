package dev.vigie.detect;

import static dev.vigie.detect.Events.DAY;
import static dev.vigie.detect.Events.HOUR;
import static dev.vigie.detect.Events.MORNING;
import static dev.vigie.detect.Events.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.measure.SlidingDistinct;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Origin;
import dev.vigie.rule.PlainRules;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.MemoryProfiles;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What past logs do to alerts: those on them alone say so, and the first event of the present ends that. */
final class HistoricTest {

    private final Plan plan = new Plan(PlainRules.load());
    private final Detector detector = new Detector(
            plan,
            new DetectorSettings(
                    new long[] {1, 2}, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", () -> MORNING));
    private final MemoryProfiles profiles = new MemoryProfiles(plan);
    private final List<Alert> alerts = new ArrayList<>();

    @Test
    void process_pastLogs_everyMessageOnThemSaysSo() {
        readPeople(0, 200, true);
        detector.closeAll(profiles, alerts::add);
        assertThat(alerts).extracting(Alert::state).contains(State.OPEN, State.UPDATE, State.CLOSED);
        assertThat(alerts).allMatch(alert -> alert.provenance().historic());
    }

    @Test
    void process_thePresentGoesOnWithAnEpisodeOfThePast_isNews() {
        readPeople(0, 50, true);
        readPeople(50, 200, false);
        assertThat(alerts.get(0).provenance().historic()).isTrue();
        assertThat(alerts.size()).isGreaterThan(1);
        assertThat(alerts.subList(1, alerts.size()))
                .noneMatch(alert -> alert.provenance().historic());
    }

    @Test
    void process_thePresentAfterThePast_isNewsAndIsJudgedByIt() {
        readPeople(0, 50, true);
        detector.closeAll(profiles, alerts::add);
        alerts.clear();
        for (int i = 0; i < 50; i++) {
            detector.process(
                    read("ann", "later-" + i, MORNING + DAY + i, "person-" + i),
                    new Origin("t", 0, i),
                    profiles,
                    alerts::add);
        }
        assertThat(alerts).isNotEmpty().noneMatch(alert -> alert.provenance().historic());
    }

    @Test
    void contributionReader_whatReachesGroupsAbove_isHistoricToo() {
        Plan wide = new Plan(SigmaLoader.builtIn());
        Detector there = new Detector(
                wide,
                new DetectorSettings(
                        new long[] {1, 2}, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", () -> MORNING));
        List<Contribution> contributions = new ArrayList<>();
        there.process(
                read("ann", "e", MORNING, "person"),
                new Origin("t", 0, 0, true),
                new MemoryProfiles(wide),
                alerts::add,
                contributions::add);
        assertThat(contributions).isNotEmpty();
        for (Contribution each : contributions) {
            assertThat(ContributionReader.read(
                            new ContributionWriter().add(each).toBytes()))
                    .singleElement()
                    .satisfies(read -> assertThat(read.origin().historic()).isTrue());
        }
    }

    @Test
    void episodeFormat_historicOrOfAnEarlierRelease_isReadBack() {
        Episode episode =
                new Episode("id", MORNING, new Origin("t", 1, 2, true), new SlidingDistinct(Episode.FOREVER_MILLIS));
        episode.beforeMillis = MORNING - 7;
        byte[] written = EpisodeFormat.write(episode);
        assertThat(readBack(written).historic).isTrue();
        assertThat(readBack(written).beforeMillis).isEqualTo(MORNING - 7);
        byte[] withoutItsWindow = Arrays.copyOf(written, written.length - Long.BYTES);
        assertThat(readBack(withoutItsWindow).historic).isTrue();
        assertThat(readBack(withoutItsWindow).beforeMillis).isEqualTo(Long.MIN_VALUE);
        byte[] withoutHistory = Arrays.copyOf(written, withoutItsWindow.length - 1);
        assertThat(readBack(withoutHistory).historic).isFalse();
    }

    private static Episode readBack(byte[] bytes) {
        return EpisodeFormat.read(ByteBuffer.wrap(bytes), new SlidingDistinct(Episode.FOREVER_MILLIS));
    }

    private void readPeople(int from, int to, boolean historic) {
        for (int i = from; i < to; i++) {
            detector.process(
                    read("ann", "e-" + i, MORNING + i * (HOUR / 3_600), "person-" + i),
                    new Origin("t", 0, i, historic),
                    profiles,
                    alerts::add);
        }
    }
}
