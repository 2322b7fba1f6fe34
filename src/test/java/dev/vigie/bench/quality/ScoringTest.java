package dev.vigie.bench.quality;

import static dev.vigie.bench.quality.Story.at;
import static dev.vigie.bench.quality.Story.onAccount;
import static dev.vigie.bench.quality.Story.onOperator;
import static dev.vigie.bench.quality.Story.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.bench.quality.SeedResult.PartResult;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Group;
import dev.vigie.simulate.Incident;
import dev.vigie.simulate.Plot;
import dev.vigie.simulate.Truth;
import dev.vigie.simulate.Truth.Exposure;
import dev.vigie.simulate.Truth.Taking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two extracts by one thief from minute 600 and from minute 700 on, a person a minute; and shared thefts. */
final class ScoringTest {

    private static final Plot OFII = Plot.of(Incident.OFII);
    private static final Plot INTERIOR = Plot.of(Incident.INTERIOR);

    private final Truth twoExtracts = new Truth(List.of(
            taking(OFII, "single", "thief", 700, "x", "y", "z"), taking(OFII, "mixed", "thief", 600, "a", "b", "c")));

    @Test
    void openingAtTheSecondPerson_oneWasExposedBefore() {
        Scoring scoring = new Scoring(Story.CALENDAR, twoExtracts);
        scoring.event(read("thief", 600, "a"), List.of());
        scoring.event(read("thief", 601, "b"), List.of(onAccount(State.OPEN, "thief", 600, 601, "bulk")));
        scoring.event(read("thief", 602, "c"), List.of());
        extract(scoring, 700, "x", "y", "z");

        assertThat(part(scoring, "mixed").peopleBefore()).isEqualTo(1);
        assertThat(part(scoring, "mixed").rule()).isEqualTo("bulk");
        assertThat(part(scoring, "single").peopleBefore()).isNull();
    }

    @Test
    void openEpisode_saysSomethingOfTheNextExtractOnlyWhenItAddsAReason() {
        Scoring scoring = new Scoring(Story.CALENDAR, twoExtracts);
        scoring.event(read("thief", 600, "a"), List.of(onAccount(State.OPEN, "thief", 600, 600, "bulk")));
        scoring.event(read("thief", 601, "b"), List.of());
        scoring.event(read("thief", 602, "c"), List.of());
        scoring.event(read("thief", 700, "x"), List.of(onAccount(State.UPDATE, "thief", 600, 700, "bulk")));
        scoring.event(read("thief", 701, "y"), List.of());
        scoring.event(read("thief", 702, "z"), List.of(onAccount(State.UPDATE, "thief", 600, 702, "bulk", "share")));

        assertThat(part(scoring, "mixed").peopleBefore()).isZero();
        assertThat(part(scoring, "single").peopleBefore()).isEqualTo(2);
        assertThat(part(scoring, "single").rule()).isEqualTo("share");
    }

    @Test
    void extractsTakenTurnByTurn_aMessageSpeaksOfBoth() {
        Truth turns = new Truth(List.of(
                new Taking(OFII, 0, "mixed", thief("thief"), exposures("a", 600, "b", 620, "c", 640)),
                new Taking(OFII, 0, "single", thief("thief"), exposures("x", 610, "y", 630, "z", 650))));
        Scoring scoring = new Scoring(Story.CALENDAR, turns);
        scoring.event(read("thief", 600, "a"), List.of());
        scoring.event(read("thief", 610, "x"), List.of());
        scoring.event(read("thief", 620, "b"), List.of(onAccount(State.OPEN, "thief", 600, 620, "bulk")));
        scoring.event(read("thief", 630, "y"), List.of());
        scoring.event(read("thief", 640, "c"), List.of());
        scoring.event(read("thief", 650, "z"), List.of());

        assertThat(part(scoring, "mixed").peopleBefore()).isEqualTo(1);
        assertThat(part(scoring, "single").peopleBefore()).isEqualTo(1);
    }

    @Test
    void extractsOfATeam_eachAccountsSecondBeginsWhenItsOwnFirstIsOver() {
        Truth team = new Truth(List.of(
                taking(OFII, "mixed", "fast", 600, "a", "b"),
                taking(OFII, "mixed", "slow", 600, "c", "d", "e", "f"),
                taking(OFII, "single", "fast", 602, "x", "y"),
                taking(OFII, "single", "slow", 604, "z")));
        Scoring scoring = new Scoring(Story.CALENDAR, team);
        extract(scoring, "fast", 600, "a", "b");
        extract(scoring, "slow", 600, "c", "d");
        scoring.event(read("fast", 602, "x"), List.of());
        scoring.event(read("fast", 603, "y"), List.of(onAccount(State.OPEN, "fast", 600, 603, "share")));
        extract(scoring, "slow", 602, "e", "f", "z");

        assertThat(part(scoring, "single").peopleBefore()).isEqualTo(1);
        assertThat(part(scoring, "single").rule()).isEqualTo("share");
    }

    @Test
    void episodeOpenBeforeTheTheft_isNoAlertOnIt() {
        Scoring scoring = new Scoring(Story.CALENDAR, twoExtracts);
        scoring.event(read("thief", 400, "own"), List.of(onAccount(State.OPEN, "thief", 400, 400, "bulk")));
        extract(scoring, 600, "a", "b", "c");
        extract(scoring, 700, "x", "y", "z");
        scoring.message(onAccount(State.CLOSED, "thief", 400, 800, "bulk"));

        SeedResult result = scoring.result(1, 7, 1, List.of());
        assertThat(result.parts()).extracting(PartResult::peopleBefore).containsOnlyNulls();
        assertThat(result.falseAlerts()).as("it was open while the thief stole").isEmpty();
        assertThat(result.faults()).isEmpty();
    }

    @Test
    void loginOfTheTheft_belongsToIt() {
        Scoring scoring = new Scoring(Story.CALENDAR, twoExtracts);
        scoring.event(read("thief", 595), List.of(onAccount(State.OPEN, "thief", 595, 595, "new source")));
        extract(scoring, 600, "a", "b", "c");

        assertThat(part(scoring, "mixed").peopleBefore()).isZero();
    }

    @Test
    void episodeOfSomebodyElse_isFalse() {
        Scoring scoring = new Scoring(Story.CALENDAR, twoExtracts);
        scoring.event(read("honest", 600, "p"), List.of(onAccount(State.OPEN, "honest", 600, 600, "bulk")));
        extract(scoring, 600, "a", "b", "c");
        extract(scoring, 700, "x", "y", "z");
        scoring.message(onAccount(State.CLOSED, "honest", 600, 700, "bulk"));

        SeedResult result = scoring.result(1, 7, 1, List.of());
        assertThat(result.falseAlertCount(true))
                .as("on the first day of the account")
                .isEqualTo(1);
        assertThat(result.falseAlertCount(false)).isZero();
        assertThat(result.parts()).extracting(PartResult::peopleBefore).containsOnlyNulls();
    }

    @Test
    void groupAboveTheAccount_isRightIfItListsAThief() {
        Scoring scoring = new Scoring(Story.CALENDAR, twoExtracts);
        scoring.event(read("thief", 600, "a"), List.of());
        Alert alert = onOperator(State.OPEN, List.of("honest", "thief"), 500, 601, "operator");
        scoring.event(read("honest", 601, "p"), List.of(alert));
        scoring.event(read("thief", 601, "b"), List.of());
        scoring.message(onOperator(State.CLOSED, List.of("honest"), 500, 650, "operator"));

        assertThat(part(scoring, "mixed").peopleBefore()).isEqualTo(1);
        assertThat(scoring.result(1, 3, 1, List.of()).falseAlerts()).isEmpty();
    }

    /** As a log that had stopped when the others ended. */
    @Test
    void messagesOfASilence_comeWithoutAnEventAndCount() {
        Scoring scoring = new Scoring(Story.CALENDAR, twoExtracts);
        scoring.event(read("honest", 601, "p"), List.of());
        scoring.message(onOperator(State.OPEN, List.of(), 601, 601, "silence"));
        scoring.message(onOperator(State.CLOSED, List.of(), 601, 650, "silence"));

        assertThat(scoring.result(1, 1, 1, List.of()).falseAlerts()).hasSize(1);
    }

    @Test
    void groupAboveTheAccount_isFalseIfNoThiefIsInIt() {
        Scoring scoring = new Scoring(Story.CALENDAR, twoExtracts);
        Alert alert = onOperator(State.OPEN, List.of("honest"), 500, 601, "operator");
        scoring.event(read("honest", 601, "p"), List.of(alert));
        scoring.message(onOperator(State.CLOSED, List.of("honest"), 500, 650, "operator"));

        assertThat(scoring.result(1, 1, 1, List.of()).falseAlerts())
                .extracting(SeedResult.FalseAlert::warmUp)
                .containsExactly(false);
    }

    @Test
    void sharedTheft_countsReadsByAccountUpToTheAlert() {
        Scoring scoring = new Scoring(
                Story.CALENDAR,
                new Truth(List.of(
                        taking(INTERIOR, "", "one", 600, "a", "b"), taking(INTERIOR, "", "two", 610, "c", "a"))));
        extract(scoring, "one", 600, "a", "b");
        scoring.event(read("two", 610, "c"), List.of(onAccount(State.OPEN, "two", 610, 610, "new register")));
        scoring.event(read("two", 611, "a"), List.of());

        PartResult part = part(scoring, "");
        assertThat(part.people()).as("a was read by both").isEqualTo(3);
        assertThat(part.reads()).containsExactly(2, 1);
        assertThat(part.peopleBefore()).isEqualTo(2);
    }

    @Test
    void plainLimit_isCrossedByTheDaysPeopleSoFar() {
        Scoring scoring = new Scoring(Story.CALENDAR, twoExtracts);
        extract(scoring, 500, "p", "q");
        extract(scoring, 600, "a", "b", "c");

        Ascent ascent = part(scoring, "mixed").ascents().get(PlainDetector.GLOBAL_LIMIT);
        assertThat(ascent).isNotNull();
        assertThat(ascent.peopleBefore(3)).hasValue(0);
        assertThat(ascent.peopleBefore(5)).hasValue(2);
        assertThat(ascent.peopleBefore(6)).isEmpty();
    }

    @Test
    void missingEvents_areAFaultOfTheHarness() {
        Scoring scoring = new Scoring(Story.CALENDAR, twoExtracts);
        extract(scoring, 600, "a", "b", "c");
        extract(scoring, 700, "x");
        assertThat(scoring.result(1, 4, 1, List.of()).faults())
                .containsExactly("ofii 0 single: 1 of 3 people were seen being read");
    }

    private static void extract(Scoring scoring, long minute, String... people) {
        extract(scoring, "thief", minute, people);
    }

    private static void extract(Scoring scoring, String account, long minute, String... people) {
        for (int i = 0; i < people.length; i++) {
            AccessEvent event = read(account, minute + i, people[i]);
            scoring.event(event, List.of());
        }
    }

    private static PartResult part(Scoring scoring, String name) {
        return scoring.result(1, 1, 1, List.of()).parts().stream()
                .filter(part -> part.part().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Group thief(String account) {
        return Group.account(Story.OPERATOR, account);
    }

    private static List<Exposure> exposures(Object... personAndMinute) {
        List<Exposure> exposures = new ArrayList<>();
        for (int i = 0; i < personAndMinute.length; i += 2) {
            exposures.add(new Exposure((String) personAndMinute[i], at((Integer) personAndMinute[i + 1])));
        }
        return exposures;
    }

    private static Taking taking(Plot plot, String part, String account, long minute, String... people) {
        List<Exposure> exposures = Arrays.asList(people).stream()
                .map(person -> new Exposure(person, at(minute + List.of(people).indexOf(person))))
                .toList();
        return new Taking(plot, 0, part, thief(account), exposures);
    }
}
