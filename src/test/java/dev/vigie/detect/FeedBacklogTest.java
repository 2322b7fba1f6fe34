package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.MemoryProfiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator's group makes of numbers that reach it out of a backlog, by way of what partitions tell it. */
final class FeedBacklogTest {

    private static final long START = Events.MORNING;
    private static final long SECOND = 1_000;
    private static final long STEP = 10 * SECOND;
    private static final int PARTITIONS = 4;

    private final Plan plan = new Plan(SigmaLoader.builtIn());
    private final MemoryProfiles profiles = new MemoryProfiles(plan);
    private final Detector detector =
            new Detector(plan, new DetectorSettings(new long[] {5, 6}, null, 300_000, "test", () -> 0));
    private final List<Alert> alerts = new ArrayList<>();

    /** One of a log whose lines come every ten seconds, by the accounts of several partitions in turn. */
    private static AccessEvent event(int number) {
        return new AccessEvent(
                "e" + number,
                START + number * STEP,
                AccessEvent.UNKNOWN,
                "atlas",
                "desk-" + number % PARTITIONS,
                null,
                null,
                "files",
                Action.READ,
                Outcome.SUCCESS,
                List.of(Subject.of("P-" + number % 20)),
                AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                number,
                null);
    }

    private List<Contribution> contributions(int number) {
        AccessEvent event = event(number);
        Origin origin = new Origin("events", number % PARTITIONS, number, false, event.timeMillis() + SECOND / 2);
        List<Contribution> told = new ArrayList<>();
        detector.process(event, origin, profiles, alerts::add, told::add);
        return told;
    }

    private void see(int number, long arrivedMillis) {
        for (Contribution each : contributions(number)) {
            ContributionReader.read(new ContributionWriter().add(each).toBytes(), 0, arrivedMillis)
                    .forEach(read -> detector.processContribution(read, profiles, alerts::add));
        }
    }

    private List<Alert> gaps() {
        return alerts.stream()
                .filter(alert -> alert.state() == State.OPEN && alert.sentence().contains("Numbers are missing"))
                .toList();
    }

    @Test
    void backlogByPartitionsOneAfterTheOther_tellsOnlyWhatNeverCame() {
        for (int number = 0; number < 360; number++) {
            see(number, START + number * STEP + SECOND);
        }
        long againMillis = START + 1_800 * STEP;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (int number = 360 + partition; number < 1_800; number += PARTITIONS) {
                if (number < 1_000 || number >= 1_010) {
                    see(number, againMillis + partition * 10L * SECOND);
                }
            }
            assertThat(gaps()).as("after partition %d", partition).isEmpty();
        }
        for (int number = 1_800; number < 1_830; number++) {
            see(number, Math.max(againMillis + 40 * SECOND, START + number * STEP + SECOND));
        }
        assertThat(gaps())
                .singleElement()
                .satisfies(alert -> assertThat(alert.sentence()).contains("10 numbers, from 1,000 to 1,009,"));
    }

    @Test
    void contributionReader_appendTimes_areReadBack() {
        Contribution told = contributions(7).get(0);
        assertThat(told.appendedMillis()).isEqualTo(START + 7 * STEP + SECOND / 2);
        assertThat(told.arrivedMillis()).isEqualTo(AccessEvent.UNKNOWN);
        List<Contribution> read = ContributionReader.read(
                new ContributionWriter().add(told).add(told).toBytes(), 0, 5);
        assertThat(read).hasSize(2).allSatisfy(each -> {
            assertThat(each.appendedMillis()).isEqualTo(told.appendedMillis());
            assertThat(each.arrivedMillis()).isEqualTo(5);
        });
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                ContributionWriter.VERSION_PRESENT,
                ContributionWriter.VERSION_UNTIMED,
                ContributionWriter.VERSION_ONE_GROUP
            })
    void contributionReader_ofAReleaseBefore_isTheSameButForWhatItDidNotKnow(int version) {
        List<Contribution> told = List.of(
                contributions(7).get(0),
                contributions(8).get(0),
                contributions(9).get(0));
        List<Contribution> read = ContributionReader.read(OlderContributions.write(version, told));
        boolean timed = version == ContributionWriter.VERSION_ONE_GROUP;
        for (int i = 0; i < told.size(); i++) {
            Contribution one = told.get(i);
            assertThat(read.get(i).appendedMillis()).isEqualTo(timed ? one.appendedMillis() : AccessEvent.UNKNOWN);
            assertThat(alone(read.get(i), one.origin())).isEqualTo(alone(one, one.origin()));
        }
        assertThat(read).hasSameSizeAs(told);
    }

    /** A contribution by itself is the same bytes wherever it travelled. */
    private static byte[] alone(Contribution each, Origin origin) {
        Contribution there = new Contribution(
                each.group(),
                each.timeMillis(),
                each.operator(),
                each.account(),
                each.eventHash(),
                each.signals(),
                each.exposure(),
                each.values(),
                each.resource(),
                each.sourceIp(),
                each.fieldsRead(),
                each.evidence(),
                origin,
                each.arrivedMillis());
        return new ContributionWriter().add(there).toBytes();
    }
}
