package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.measure.SlidingDistinct;
import dev.vigie.model.Group;
import dev.vigie.model.Level;
import dev.vigie.model.Origin;
import dev.vigie.model.Sign;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SentenceTest {

    private static final Group ACCOUNT = Group.account("op-07", "jdupont");

    private static Episode episode(int people, Crossing... crossings) {
        SlidingDistinct read = new SlidingDistinct(Episode.FOREVER_MILLIS);
        for (int i = 0; i < people; i++) {
            read.add(0, i * 0x9E37_79B9_7F4A_7C15L);
        }
        Episode episode = new Episode("id", Events.MORNING, new Origin("log", 0, 0), read);
        episode.firstEventAtMillis = Events.MORNING;
        episode.lastEventAtMillis = Events.MORNING + 58 * Events.MINUTE;
        episode.peopleBefore = 20;
        episode.crossings.addAll(List.of(crossings));
        return episode;
    }

    private static Crossing crossing(
            String title, String measure, String limit, double value, @Nullable Double usual, @Nullable Double rarity) {
        Crossing crossing = new Crossing(title, title, Level.HIGH, List.of(), measure, Events.HOUR, limit);
        crossing.ofAllPeople = measure.equals("value_count(subject)") && !title.contains("unassigned");
        crossing.value = value;
        crossing.usual = usual;
        crossing.rarity = rarity;
        return crossing;
    }

    @Test
    void of_peopleSharesAndSigns_saysWhatAnAnalystWould() {
        Crossing share = crossing("One nationality", "share(subject.nationality)", "> 12", 40, 9.0, 1e5);
        share.share = 0.94;
        share.usualShare = 0.03;
        Episode episode = episode(
                612,
                crossing("Many people", "value_count(subject)", ">= 50", 612, null, null),
                share,
                crossing("Unusual", "value_count(subject)", "> 120", 612, 38.0, 9_430.0));
        episode.signs.add(Sign.NEW_NETWORK);
        episode.signs.add(Sign.USUAL_HOURS);
        assertThat(Sentence.of(ACCOUNT, episode))
                .isEqualTo("op-07/jdupont read 612 people in 58 minutes, 20 before the first alert; 612 people in"
                        + " 1h, usual maximum 38, expected once in 41 working years; 94 % of one nationality, usually"
                        + " 3 %; Many people (612 in 1h, limit 50); first time from this network.");
    }

    @Test
    void of_rulesWithTheSameFigures_saysFiguresOnceAndNamesBoth() {
        Episode episode = episode(
                90,
                crossing("Beside oneself", "value_count(subject)", "> 31", 72, 2.0, 9_430.0),
                crossing("Beside others of the role", "value_count(subject)", "> 40", 72, 2.0, 9_430.0),
                crossing("Many people", "value_count(subject)", ">= 50", 72, null, null));
        assertThat(Sentence.of(ACCOUNT, episode))
                .isEqualTo("op-07/jdupont read 90 people in 58 minutes, 20 before the first alert; 72 people in 1h,"
                        + " usual maximum 2, expected once in 41 working years; Beside others of the role; Many people"
                        + " (72 in 1h, limit 50).");
    }

    @Test
    void of_driftAndJoint_saysTheirOwnFigures() {
        Episode episode = episode(
                80,
                crossing("More than usual for weeks", "value_count(subject)", Drifting.LIMIT + ", ...", 66, 4.0, 3e4),
                crossing("Many small oddities", "temporal", "> 14.5", 16, null, 1e5));
        assertThat(Sentence.of(ACCOUNT, episode))
                .contains("More than usual for weeks (66 more than usual since it began, usually 4 a day, expected once"
                        + " in 130 working years)")
                .contains("Many small oddities, expected once in 435 working years.");
    }

    @Test
    void of_otherMeasures_keepTheirTitles() {
        Crossing run = crossing("Ids in a row", "sequential_run(subject)", "> 60", 75, 22.0, 230.0);
        assertThat(Sentence.of(ACCOUNT, episode(75, run)))
                .contains("Ids in a row (75, usual maximum 22 in 1h, expected once in 230 working days)");
    }

    @Test
    void of_someOfThePeople_keepTheirTitle() {
        Crossing some = crossing("Many unassigned people", "value_count(subject)", "> 12", 16, 1.0, 2_300.0);
        assertThat(Sentence.of(ACCOUNT, episode(40, some)))
                .contains("; Many unassigned people (16, usual maximum 1 in 1h, expected once in 10 working years).");
    }

    @Test
    void of_manyReasons_namesThreeAndCountsTheRest() {
        Crossing[] reasons = new Crossing[5];
        for (int i = 0; i < reasons.length; i++) {
            reasons[i] = crossing("Rule " + i, "event_count", ">= 5", 5, null, null);
        }
        assertThat(Sentence.of(ACCOUNT, episode(5, reasons))).endsWith("Rule 2 (5 in 1h, limit 5); and 2 more rules.");
    }
}
