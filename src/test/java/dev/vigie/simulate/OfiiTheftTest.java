package dev.vigie.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Subject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OfiiTheftTest {

    private static final long SEEDS = 3;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    private static Story story(long seed, Variant variant) {
        return Story.of(seed, new Plot(Incident.OFII, variant));
    }

    @Test
    void truth_ofWholeExtracts_isJustUnderAThousandMixedAndSixHundredOfOneNationality() {
        for (Variant variant : List.of(
                Variant.AS_KNOWN,
                Variant.ONE_EXPORT,
                Variant.OVER_ACCOUNTS,
                Variant.OVER_SOURCES,
                Variant.PACED,
                Variant.BY_NEWCOMER,
                Variant.BY_SERVICE_ACCOUNT)) {
            Story story = story(1, variant);
            Set<String> mixed = Story.taken(story.takings("mixed"));
            Set<String> single = Story.taken(story.takings("single"));
            assertThat(mixed).as(variant.id()).hasSizeBetween(950, 999);
            assertThat(single).as(variant.id()).hasSize(600).doesNotContainAnyElementsOf(mixed);
            assertThat(nationalities(story, mixed)).as(variant.id()).hasSizeGreaterThan(20);
            assertThat(nationalities(story, single)).as(variant.id()).containsExactly("ISR");
            assertThat(story.takings())
                    .as(variant.id())
                    .hasSize(
                            variant == Variant.OVER_ACCOUNTS
                                    ? 2 * story.thieves().size()
                                    : 2);
        }
    }

    @Test
    void pages_asKnown_nameTwentyPeopleAtAHumanPaceInOneAfternoon() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<AccessEvent> pages = story(seed, Variant.AS_KNOWN).theftEvents();
            assertThat(pages)
                    .as("seed %d", seed)
                    .allMatch(page -> page.subjects().size() <= 20 && "cir-dossiers".equals(page.resource()));
            assertThat(pages.stream().filter(page -> page.subjects().size() < 20))
                    .as("seed %d: only the first extract may end with a shorter page", seed)
                    .hasSizeLessThan(2);
            assertThat(pages.stream().map(AccessEvent::action).distinct())
                    .as("seed %d", seed)
                    .containsExactly(Action.LIST, Action.SEARCH);
            for (int i = 1; i < pages.size(); i++) {
                long pause = pages.get(i).timeMillis() - pages.get(i - 1).timeMillis();
                assertThat(pause).as("seed %d", seed).isGreaterThanOrEqualTo(4_000);
            }
            assertThat(lengthMillis(pages)).as("seed %d", seed).isBetween(HOUR_MILLIS / 3, 2 * HOUR_MILLIS);
        }
    }

    @Test
    void pages_asKnown_lookLikeTheAccountsOwnWork() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Story story = story(seed, Variant.AS_KNOWN);
            AccessEvent page = story.theftEvents().get(0);
            AccessEvent ordinary = story.eventsOfThieves().get(0);
            assertThat(page.role()).as("seed %d", seed).isEqualTo(ordinary.role());
            assertThat(page.id()).as("seed %d", seed).hasSameSizeAs(ordinary.id());
            assertThat(page.session()).as("seed %d", seed).hasSameSizeAs(ordinary.session());
            assertThat(story.eventsOfThieves().stream().map(AccessEvent::sourceIp))
                    .as("seed %d: from the own desk", seed)
                    .filteredOn(source -> Objects.equals(source, page.sourceIp()))
                    .hasSizeGreaterThan(story.theftEvents().size() + 10);
        }
    }

    @Test
    void export_inOne_isOneEventForEachExtract() {
        List<AccessEvent> exports = story(2, Variant.ONE_EXPORT).theftEvents();
        assertThat(exports).hasSize(2).allMatch(event -> event.action() == Action.EXPORT);
    }

    @Test
    void accounts_ofATeam_shareEvenly() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Story story = story(seed, Variant.OVER_ACCOUNTS);
            assertThat(story.thieves()).as("seed %d", seed).hasSizeBetween(4, 8);
            assertThat(story.thieves().stream()
                            .map(account -> account.split("/", -1)[0])
                            .distinct())
                    .as("seed %d", seed)
                    .hasSize(1);
            assertThat(story.takings("single"))
                    .as("seed %d", seed)
                    .allMatch(taking -> taking.exposures().size() <= 150);
        }
    }

    @Test
    void sources_ofOneAccount_areMany() {
        List<AccessEvent> pages = story(1, Variant.OVER_SOURCES).theftEvents();
        assertThat(pages.stream().map(AccessEvent::sourceIp).distinct()).hasSizeBetween(15, 60);
        assertThat(pages.stream().map(Story::accountOf).distinct()).hasSize(1);
    }

    @Test
    void weeks_ofTheft_addAFewDozenPeopleADay() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Story story = story(seed, Variant.OVER_WEEKS);
            Map<Long, Integer> byDay = byDay(story.theftEvents());
            assertThat(byDay.keySet()).as("seed %d", seed).hasSizeGreaterThan(5);
            assertThat(byDay.values()).as("seed %d", seed).allMatch(n -> n >= 25 && n <= 48);
            assertThat(story.takings()).as("seed %d: both extracts", seed).hasSize(2);
            assertThat(story.theftEvents()).as("seed %d", seed).allMatch(event -> event.action() == Action.READ);
        }
    }

    @Test
    void officeHours_ofTheft_areTwoOrThreeTimesTheUsualPace() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Story story = story(seed, Variant.IN_OFFICE_HOURS);
            Map<Long, Integer> stolen = byDay(story.theftEvents());
            Map<Long, Set<String>> all = story.peopleOfTheThief(story.eventsOfThieves());
            double people = 0;
            double ordinary = 0;
            for (Map.Entry<Long, Integer> day : stolen.entrySet()) {
                int read = all.getOrDefault(day.getKey(), Set.of()).size();
                people += read;
                ordinary += read - day.getValue();
            }
            assertThat(people / ordinary).as("seed %d", seed).isBetween(1.8, 3.3);
        }
    }

    @Test
    void pauses_ofAPacedTheft_areVeryUneven() {
        List<AccessEvent> reads = story(1, Variant.PACED).theftEvents();
        assertThat(reads).allMatch(event -> event.subjects().size() == 1);
        assertThat(lengthMillis(reads)).isBetween(6 * HOUR_MILLIS, 5 * DAY_MILLIS);
        long[] pauses = new long[reads.size() - 1];
        for (int i = 0; i < pauses.length; i++) {
            pauses[i] = reads.get(i + 1).timeMillis() - reads.get(i).timeMillis();
        }
        Arrays.sort(pauses);
        assertThat(pauses[pauses.length * 95 / 100]).isGreaterThan(5 * pauses[pauses.length / 2]);
    }

    @Test
    void newcomer_whoSteals_cameLessThanAWeekAgo() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Story story = story(seed, Variant.BY_NEWCOMER);
            long theft = story.theftEvents().get(0).timeMillis();
            assertThat(theft - story.eventsOfThieves().get(0).timeMillis())
                    .as("seed %d", seed)
                    .isLessThan(7 * DAY_MILLIS);
        }
    }

    @Test
    void service_thatSteals_didItsWorkBefore() {
        Story story = story(1, Variant.BY_SERVICE_ACCOUNT);
        assertThat(story.thieves()).singleElement().asString().contains("/svc-");
        assertThat(story.eventsOfThieves())
                .hasSizeGreaterThan(story.theftEvents().size() + 100);
    }

    private static long lengthMillis(List<AccessEvent> events) {
        return events.get(events.size() - 1).timeMillis() - events.get(0).timeMillis();
    }

    private static Map<Long, Integer> byDay(List<AccessEvent> events) {
        Map<Long, Integer> byDay = new HashMap<>();
        events.forEach(event -> byDay.merge(event.timeMillis() / DAY_MILLIS, 1, Integer::sum));
        long last = byDay.keySet().stream().mapToLong(day -> day).max().orElse(0);
        byDay.remove(last); // On which there may have been nobody left to take.
        return byDay;
    }

    private static Set<String> nationalities(Story story, Set<String> people) {
        return story.theftEvents().stream()
                .flatMap(event -> event.subjects().stream())
                .filter(subject -> people.contains(subject.id()))
                .map(Subject::attributes)
                .map(attributes -> attributes.get("nationality"))
                .collect(Collectors.toSet());
    }
}
