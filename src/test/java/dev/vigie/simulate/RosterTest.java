package dev.vigie.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether ordinary work looks like what was measured of real people. */
class RosterTest {

    private static final int DAYS = 60;
    private static final long SEED = 3;

    private static final Scenario SCENARIO = Scenario.house(SEED, DAYS, 500).withMishaps(false);
    private static final House HOUSE = House.of(SCENARIO);

    private static final Set<String> SERVICES = HOUSE.accounts().stream()
            .filter(Account::isService)
            .map(account -> account.group().toString())
            .collect(Collectors.toSet());

    private static final List<AccessEvent> EVENTS = Story.of(SCENARIO).events();

    /** Different people a day, by caseworker, in order of the days. */
    private static final Map<String, List<Integer>> PEOPLE = Story.peopleByDay(EVENTS).entrySet().stream()
            .filter(entry -> !SERVICES.contains(entry.getKey()))
            .collect(Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> entry.getValue().values().stream().map(Set::size).toList()));

    @Test
    void peopleADay_ofCaseworkers_haveTheLevelAndTheSpreadOfRealWork() {
        List<Double> means = new ArrayList<>();
        double within = 0;
        for (List<Integer> days : PEOPLE.values()) {
            if (days.size() >= 5) {
                double mean = days.stream().mapToDouble(Math::log1p).average().orElse(0);
                double squares = days.stream()
                        .mapToDouble(v -> Math.pow(Math.log1p(v) - mean, 2))
                        .sum();
                means.add(mean);
                within += squares / (days.size() - 1);
            }
        }
        double mean = means.stream().mapToDouble(m -> m).average().orElse(0);
        double between = means.stream().mapToDouble(m -> Math.pow(m - mean, 2)).sum() / means.size();
        assertThat(Math.exp(mean)).as("seed %d", SEED).isBetween(5.0, 7.5);
        assertThat(Math.sqrt(between)).as("seed %d", SEED).isBetween(0.8, 1.0);
        assertThat(Math.sqrt(within / means.size())).as("seed %d", SEED).isBetween(0.5, 0.7);
    }

    @Test
    void peopleADay_aboveTheUsualMaximum_haveTheTailOfRealWork() {
        double excess = 0;
        int records = 0;
        for (List<Integer> days : PEOPLE.values()) {
            Deque<Integer> last = new ArrayDeque<>();
            for (int people : days) {
                if (last.size() >= 12) {
                    int[] sorted = last.stream().mapToInt(v -> v).sorted().toArray();
                    int usualMaximum = sorted[sorted.length - 2];
                    if (people > usualMaximum) {
                        excess += Math.log((people + 3.0) / (usualMaximum + 3.0));
                        records++;
                    }
                }
                last.add(people);
                if (last.size() > 28) {
                    last.remove();
                }
            }
        }
        assertThat(excess / records).as("seed %d", SEED).isBetween(0.25, 0.4);
    }

    @Test
    void accounts_ofAHouse_areMostlyQuietAndAFewVeryBusy() {
        List<Integer> people =
                new ArrayList<>(PEOPLE.values().stream().flatMap(List::stream).toList());
        Collections.sort(people);
        assertThat(people.get(people.size() / 2)).as("seed %d", SEED).isBetween(3, 7);
        assertThat(people.get(people.size() * 9 / 10)).as("seed %d", SEED).isBetween(18, 40);
        assertThat(people.get(people.size() - 1)).as("seed %d", SEED).isGreaterThan(150);
        double eventsADay = (double) EVENTS.stream()
                        .filter(event -> !SERVICES.contains(Story.accountOf(event)))
                        .count()
                / people.size();
        assertThat(eventsADay).as("seed %d", SEED).isBetween(20.0, 32.0);
    }

    @Test
    void services_ofAHouse_readHundredsToThousandsADayAroundTheClock() {
        assertThat(SERVICES).isNotEmpty();
        Set<Integer> hours = EVENTS.stream()
                .filter(event -> SERVICES.contains(Story.accountOf(event)))
                .map(event -> (int) (event.timeMillis() / 3_600_000 % 24))
                .collect(Collectors.toSet());
        assertThat(hours).hasSizeGreaterThan(20);
        int[] perDay = Story.peopleByDay(EVENTS).entrySet().stream()
                .filter(entry -> SERVICES.contains(entry.getKey()))
                .flatMapToInt(entry -> entry.getValue().values().stream().mapToInt(Set::size))
                .sorted()
                .toArray();
        assertThat(perDay[perDay.length / 2]).isBetween(300, 3_000);
    }

    @Test
    void staff_overTheDays_comesAndGoesAndChanges() {
        List<Account.Career> careers =
                HOUSE.accounts().stream().map(Account::career).toList();
        assertThat(careers).anyMatch(career -> career.firstDay() > 0);
        assertThat(careers).anyMatch(career -> career.lastDay() < DAYS);
        assertThat(careers).anyMatch(career -> career.changesDay() < DAYS);
        assertThat(HOUSE.accounts().stream().filter(RosterTest::isAwayForTwoWeeks))
                .hasSizeGreaterThan(HOUSE.accounts().size() / 20);
        assertThat(HOUSE.accounts())
                .anyMatch(account ->
                        IntStream.range(0, DAYS).anyMatch(day -> HOUSE.roster().isInCampaign(account, day)));
        assertThat(EVENTS.stream().map(AccessEvent::role).distinct()).contains(null, "coordinateur", "service");
    }

    private static boolean isAwayForTwoWeeks(Account account) {
        Account.Career career = account.career();
        int away = 0;
        for (int day = career.firstDay(); day < DAYS && day <= career.lastDay(); day++) {
            away = HOUSE.roster().isAtWork(account, day) ? 0 : away + 1;
            if (away >= 14) {
                return true;
            }
        }
        return false;
    }

    @Test
    void offices_onWeekendsAndHolidays_areNearlyEmpty() {
        Season season = HOUSE.roster().season();
        int[] atWork = IntStream.range(0, DAYS)
                .map(day -> (int) HOUSE.accounts().stream()
                        .filter(account ->
                                !account.isService() && HOUSE.roster().isAtWork(account, day))
                        .count())
                .toArray();
        int usual = Arrays.stream(atWork).max().orElse(0);
        for (int day = 0; day < DAYS; day++) {
            if (season.isWorkingDay(day)) {
                assertThat(atWork[day]).as("day %d", day).isGreaterThan(usual * 7 / 10);
            } else {
                assertThat(atWork[day]).as("day %d", day).isBetween(1, usual * 3 / 10);
            }
        }
    }

    @Test
    void sources_ofCaseworkers_areFewAndSometimesNew() {
        Map<String, Set<String>> addresses = EVENTS.stream()
                .filter(event -> !SERVICES.contains(Story.accountOf(event)))
                .collect(Collectors.groupingBy(
                        Story::accountOf, Collectors.mapping(AccessEvent::sourceIp, Collectors.toSet())));
        Map<String, Set<String>> agents = EVENTS.stream()
                .filter(event -> !SERVICES.contains(Story.accountOf(event)))
                .collect(Collectors.groupingBy(
                        Story::accountOf, Collectors.mapping(AccessEvent::userAgent, Collectors.toSet())));
        int[] counts = addresses.values().stream().mapToInt(Set::size).sorted().toArray();
        assertThat(counts[counts.length / 2]).isBetween(2, 10);
        assertThat(agents.values().stream().filter(set -> set.size() > 1))
                .as("browsers are updated everywhere")
                .hasSizeGreaterThan(agents.size() * 8 / 10);
        assertThat(HOUSE.operators()).anyMatch(operator -> operator.habits().oneAddress());
    }
}
