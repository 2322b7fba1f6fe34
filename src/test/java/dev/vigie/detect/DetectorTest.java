package dev.vigie.detect;

import static dev.vigie.detect.Events.DAY;
import static dev.vigie.detect.Events.HOUR;
import static dev.vigie.detect.Events.MINUTE;
import static dev.vigie.detect.Events.MORNING;
import static dev.vigie.detect.Events.counted;
import static dev.vigie.detect.Events.denied;
import static dev.vigie.detect.Events.event;
import static dev.vigie.detect.Events.ingested;
import static dev.vigie.detect.Events.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Level;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import dev.vigie.rule.PlainRules;
import dev.vigie.store.MemoryProfiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DetectorTest {

    private final Plan plan = new Plan(PlainRules.load());
    private final Detector detector = new Detector(plan, settings(null));
    private final MemoryProfiles profiles = new MemoryProfiles(plan);
    private final List<Alert> alerts = new ArrayList<>();
    private long offset;

    private static DetectorSettings settings(byte @Nullable [] subjectKey) {
        return new DetectorSettings(
                new long[] {1, 2}, subjectKey, DetectorSettings.SKEW_TOLERANCE_MILLIS, "test", () -> MORNING);
    }

    private Verdict process(AccessEvent event) {
        return detector.process(event, new Origin("log", 0, offset++), profiles, alerts::add);
    }

    private void readPeople(String account, int from, int to, long startMillis, long stepMillis) {
        for (int i = from; i < to; i++) {
            process(read(account, account + "-" + i, startMillis + (i - from) * stepMillis, "person-" + i));
        }
    }

    @Test
    void process_fiftiethPersonWithinTheHour_opensAnEpisodeAtThatVeryEvent() {
        readPeople("thief", 0, 49, MORNING, 1_000);
        assertThat(alerts).isEmpty();
        readPeople("thief", 49, 50, MORNING + 49_000, 1_000);
        assertThat(alerts).hasSize(1);
        Alert alert = alerts.get(0);
        assertThat(alert.state()).isEqualTo(State.OPEN);
        assertThat(alert.peopleExposed()).isEqualTo(50);
        assertThat(alert.peopleExposedBefore()).isEqualTo(49);
        assertThat(alert.openedAtMillis()).isEqualTo(MORNING + 49_000);
        assertThat(alert.firstEventAtMillis()).isEqualTo(MORNING);
        assertThat(alert.level()).isEqualTo(Level.HIGH);
        assertThat(alert.group()).containsEntry("operator", "op-07").containsEntry("account", "thief");
        assertThat(alert.evidence()).extracting(Alert.Evidence::eventId).containsExactly("thief-49");
        assertThat(alert.evidence().get(0).subjects()).isEmpty();
        assertThat(alert.registers().names()).containsExactly("cir-dossiers");
        assertThat(alert.sentence()).startsWith("op-07/thief read 50 people in 49 seconds, 49 before the first alert");
    }

    @Test
    void process_subjectKeyConfigured_showsSubjectsAsKeyedHashesOnly() {
        byte[] key = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
        Detector keyed = new Detector(plan, settings(key));
        for (int i = 0; i < 50; i++) {
            keyed.process(
                    read("thief", "e" + i, MORNING + i, "person-" + i), new Origin("log", 0, i), profiles, alerts::add);
        }
        // HMAC-SHA-256 of "person-49" under that key, computed with OpenSSL.
        assertThat(alerts.get(0).evidence().get(0).subjects())
                .containsExactly("1c337b953546e70bc0a52fcb9e1c1dfbfc9609fae7bffc4ad9cba95db5979704");
        assertThat(alerts.toString()).doesNotContain("person-");
    }

    @Test
    void process_fiftyPeopleOverMoreThanAnHour_staysSilent() {
        readPeople("clerk", 0, 100, MORNING, HOUR / 49 + 1);
        assertThat(alerts).isEmpty();
    }

    @Test
    void process_hundredThousandReads_makesAtMostTwentyMessages() {
        readPeople("thief", 0, 100_000, MORNING, 10);
        detector.closeAll(profiles, alerts::add);
        assertThat(alerts).hasSizeLessThanOrEqualTo(20);
        Alert last = alerts.get(alerts.size() - 1);
        assertThat(last.state()).isEqualTo(State.CLOSED);
        assertThat((double) last.peopleExposed()).isBetween(95_000.0, 105_000.0);
        assertThat(last.peopleError()).isBetween(0.001, 0.016);
        assertThat(alerts)
                .extracting(Alert::sequence)
                .isEqualTo(IntStream.range(0, alerts.size()).boxed().toList());
        assertThat(alerts).extracting(Alert::id).containsOnly(last.id());
    }

    @Test
    void process_sameEventAgain_changesNothing() {
        readPeople("thief", 0, 49, MORNING, 1_000);
        for (int i = 0; i < 49; i++) {
            AccessEvent again = ingested(
                    "thief",
                    "thief-" + i,
                    MORNING + i * 1_000L,
                    MORNING + DAY,
                    Action.READ,
                    Outcome.SUCCESS,
                    AccessEvent.UNKNOWN,
                    "person-" + i);
            assertThat(process(again).fate()).isEqualTo(Verdict.Fate.DUPLICATE);
        }
        assertThat(alerts).isEmpty();
    }

    @Test
    void process_sameIdWithOtherContent_countsAndSaysSo() {
        for (int i = 0; i < 50; i++) {
            Verdict verdict = process(read("thief", "one-id", MORNING + i, "person-" + i));
            assertThat(verdict.fate()).isEqualTo(Verdict.Fate.COUNTED);
            assertThat(verdict.idReused()).isEqualTo(i > 0);
        }
        assertThat(alerts).hasSize(1);
    }

    @Test
    void process_colleagueDatedInTheFuture_expiresNobodyElsesWindow() {
        readPeople("thief", 0, 49, MORNING, 1_000);
        process(read("colleague", "future", MORNING + 3650 * DAY, "somebody"));
        readPeople("thief", 49, 50, MORNING + 49_000, 1_000);
        assertThat(alerts).hasSize(1);
    }

    @Test
    void process_eventAheadOfItsIngestion_countsAtItsIngestion() {
        readPeople("thief", 0, 48, MORNING, 1_000);
        AccessEvent fromTheFuture = ingested(
                "thief",
                "f",
                MORNING + 400 * DAY,
                MORNING + 48_000,
                Action.READ,
                Outcome.SUCCESS,
                AccessEvent.UNKNOWN,
                "f");
        assertThat(process(fromTheFuture).skewed()).isTrue();
        readPeople("thief", 49, 50, MORNING + 49_000, 1_000);
        assertThat(alerts).hasSize(1);
    }

    @Test
    void process_eventTooOldForTheHour_countsForTheDay() {
        process(read("clerk", "now", MORNING + 3 * HOUR, "a"));
        Verdict verdict = process(read("clerk", "earlier", MORNING, "b"));
        assertThat(verdict.fate()).isEqualTo(Verdict.Fate.COUNTED);
        assertThat(verdict.lateForSomeRules()).isTrue();
    }

    @Test
    void process_eventTooOldForEveryRule_isLate() {
        process(read("clerk", "now", MORNING + 3 * DAY, "a"));
        assertThat(process(read("clerk", "old", MORNING, "b")).fate()).isEqualTo(Verdict.Fate.LATE);
    }

    @Test
    void process_nextEventAfterAQuietTimespan_closesAndThenOpensTheNextOrdinal() {
        readPeople("thief", 0, 60, MORNING, 1_000);
        readPeople("thief", 1_000, 1_060, MORNING + 2 * HOUR, 1_000);
        assertThat(alerts).extracting(Alert::state).containsExactly(State.OPEN, State.CLOSED, State.OPEN);
        Alert closed = alerts.get(1);
        assertThat(closed.closedAtMillis()).isEqualTo(MORNING + 59_000 + HOUR + HOUR / 64);
        assertThat(closed.peopleExposed()).isEqualTo(60);
        assertThat(alerts.get(0).id()).startsWith("2025-12-15-").endsWith("-1");
        assertThat(alerts.get(2).id()).startsWith("2025-12-15-").endsWith("-2");
    }

    @Test
    void closeSilent_operatorsClockHasPassed_closesWithTheTimeThatFollowsFromTheEvents() {
        readPeople("thief", 0, 60, MORNING, 1_000);
        process(read("colleague", "c1", MORNING + HOUR + MINUTE, "x"));
        detector.closeSilent(profiles, alerts::add);
        assertThat(alerts).hasSize(1);
        process(read("colleague", "c2", MORNING + 5 * HOUR, "y"));
        detector.closeSilent(profiles, alerts::add);
        assertThat(alerts).extracting(Alert::state).containsExactly(State.OPEN, State.CLOSED);
        assertThat(alerts.get(1).closedAtMillis()).isEqualTo(MORNING + 59_000 + HOUR + HOUR / 64);
        assertThat(profiles.open()).isEmpty();
    }

    @Test
    void process_deniedSweep_saysThatNothingWasShown() {
        for (int i = 0; i < 15; i++) {
            process(denied("role", "d" + i, MORNING + i * 100L, "i-" + i));
        }
        assertThat(alerts).isNotEmpty();
        assertThat(alerts.get(0).peopleExposed()).isZero();
        assertThat(alerts.get(0).sentence()).contains("was shown nothing");
    }

    @Test
    void process_countedButUnnamedRecords_areNeverPeople() {
        for (int i = 0; i < 12; i++) {
            process(counted("clerk", "s" + i, MORNING + i * 1_000L, 100));
        }
        assertThat(alerts).isNotEmpty();
        assertThat(alerts.get(0).recordsUnnamed()).isEqualTo(1_000);
        assertThat(alerts.get(0).peopleExposed()).isZero();
    }

    @Test
    void process_exportOfUnknownSize_saysThatNobodyCanTell() {
        process(event("admin", "b1", MORNING, Action.EXPORT, Outcome.SUCCESS, AccessEvent.UNKNOWN));
        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).accessesUncounted()).isEqualTo(1);
        assertThat(alerts.get(0).sentence()).contains("names no subject");
    }

    @Test
    void process_secondRuleCrosses_joinsTheEpisodeAsAReason() {
        readPeople("thief", 0, 60, MORNING, 1_000);
        for (int i = 0; i < 15; i++) {
            process(denied("thief", "d" + i, MORNING + 70_000 + i, "secret-" + i));
        }
        assertThat(alerts).extracting(Alert::state).containsExactly(State.OPEN, State.UPDATE);
        assertThat(alerts.get(1).reasons()).hasSize(2);
        assertThat(alerts).extracting(Alert::id).containsOnly(alerts.get(0).id());
    }

    @Test
    void process_oneMoreReadAsABurstLeaves_doesNotOpenASecondEpisodeOverTheSamePeople() {
        readPeople("thief", 0, 300, MORNING, 100);
        readPeople("thief", 1_000, 1_001, MORNING + 30_000 + HOUR + 10_000, 1_000);
        readPeople("thief", 1_001, 1_002, MORNING + 30_000 + HOUR + 2 * MINUTE, 1_000);
        assertThat(alerts.stream().filter(alert -> alert.state() == State.OPEN)).hasSize(1);
    }

    @Test
    void process_crossingEventReadsKnownPeople_countsThemAsExposedBefore() {
        for (int i = 0; i < 9; i++) {
            process(denied("clerk", "d" + i, MORNING + i, "x" + i));
        }
        readPeople("clerk", 0, 20, MORNING + 100, 10);
        process(denied("clerk", "last", MORNING + 1_000, "x9", "x9", "x9"));
        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).peopleExposed()).isEqualTo(20);
        assertThat(alerts.get(0).peopleExposedBefore()).isEqualTo(20);
    }

    @Test
    void process_manyPeopleBeforeTheAlert_saysSinceWhen() {
        for (int i = 0; i < 10; i++) {
            String[] people = new String[40];
            for (int p = 0; p < people.length; p++) {
                people[p] = "p" + (i % 2) + "-" + (p / 2);
            }
            process(read("slow", "e" + i, MORNING + i * (5 * MINUTE), people));
        }
        process(read("slow", "more", MORNING + 55 * MINUTE, "a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
        assertThat(alerts.get(0).firstEventAtMillis()).isLessThan(MORNING + 50 * MINUTE);
    }
}
