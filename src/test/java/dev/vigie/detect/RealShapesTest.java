package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import dev.vigie.rule.SigmaLoader;
import dev.vigie.store.MemoryProfiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Shapes that real logs have and simulators forget, under the built-in rules: nobody who merely works raises an alert,
 * and whoever takes three hundred people does.
 */
final class RealShapesTest {

    private static final int ACCOUNTS = 40;
    private static final int STOLEN = 300;
    private static final long SEED = 11;

    /** A house whose log looks so. */
    private static final class House {
        final Random random = new Random(SEED);
        final List<AccessEvent> events = new ArrayList<>();

        @Nullable
        String operator = "op-01";

        @Nullable
        String role = "caseworker";

        private int ids;

        void read(String account, long timeMillis, List<Subject> people, long records) {
            events.add(new AccessEvent(
                    "e" + ids++,
                    timeMillis,
                    AccessEvent.UNKNOWN,
                    operator == null ? "unknown" : operator,
                    account,
                    role,
                    null,
                    "devices",
                    Action.READ,
                    Outcome.SUCCESS,
                    people,
                    records,
                    AccessEvent.UNKNOWN,
                    List.of(),
                    "192.0.2." + (1 + Math.floorMod(account.hashCode(), 200)),
                    null,
                    null,
                    null,
                    null,
                    AccessEvent.UNKNOWN,
                    null));
        }

        /** Reads so many people in the course of a working day. */
        void day(String account, int day, int people, int population) {
            for (int i = 0; i < people; i++) {
                long timeMillis = at(day) + random.nextInt(8 * 3_600_000);
                read(account, timeMillis, List.of(Subject.of(person(random.nextInt(population)))), AccessEvent.UNKNOWN);
            }
        }

        /** A page of 20 every ten seconds, of people whom nobody reads. */
        void steal(String account, int day) {
            for (int page = 0; page < STOLEN / 20; page++) {
                List<Subject> people = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    people.add(Subject.of(person(1_000_000 + page * 20 + i)));
                }
                read(account, at(day) + 9 * Events.HOUR + page * 10_000L, people, AccessEvent.UNKNOWN);
            }
        }

        /** Scattered, so that no two people have neighbouring ids. */
        static String person(int number) {
            return "P-" + Integer.toUnsignedString((number + 1) * 0x9E37_79B1) + "x" + number;
        }

        /** The morning of a working day: weekends are left out. */
        static long at(int day) {
            return Events.MORNING + (day / 5 * 7L + day % 5) * Events.DAY;
        }

        List<Alert> alerts() {
            Plan plan = new Plan(SigmaLoader.builtIn());
            Detector detector = new Detector(plan, new DetectorSettings(new long[] {5, 6}, null, 0, "test", () -> 0));
            MemoryProfiles profiles = new MemoryProfiles(plan);
            List<Alert> alerts = new ArrayList<>();
            events.sort(Comparator.comparingLong(AccessEvent::timeMillis).thenComparing(AccessEvent::id));
            for (int i = 0; i < events.size(); i++) {
                detector.process(events.get(i), new Origin("log", 0, i), profiles, alerts::add);
            }
            detector.closeAll(profiles, alerts::add);
            return alerts.stream()
                    .filter(alert -> alert.state() == Alert.State.CLOSED)
                    .toList();
        }
    }

    private static String account(int number) {
        return "user" + number;
    }

    /** Alerts on accounts are the thief's alone, and early; the operator may be told of as well. */
    private static void assertOnly(List<Alert> alerts, String thief) {
        List<Alert> onAccounts = alerts.stream()
                .filter(alert -> alert.group().containsKey("account"))
                .toList();
        assertThat(onAccounts)
                .as("seed %d", SEED)
                .extracting(alert -> alert.group().get("account"))
                .containsOnly(thief);
        assertThat(onAccounts.get(0).peopleExposedBefore()).isLessThanOrEqualTo(STOLEN / 3);
    }

    @Test
    void fewReadsADay_sometimesSix_isNobodysAlertButATheftIs() {
        House house = new House();
        for (int day = 0; day < 60; day++) {
            for (int i = 0; i < ACCOUNTS; i++) {
                boolean bad = house.random.nextInt(12) == 0;
                house.day(account(i), day, bad ? 6 : 1 + house.random.nextInt(3), 400);
            }
        }
        assertThat(house.alerts()).isEmpty();
        house.steal(account(7), 59);
        assertOnly(house.alerts(), account(7));
    }

    @Test
    void twoWeeksOfHistory_areEnoughToKnowWhatIsUsual() {
        House house = new House();
        for (int day = 0; day < 10; day++) {
            for (int i = 0; i < ACCOUNTS; i++) {
                house.day(account(i), day, 5 + house.random.nextInt(20), 4_000);
            }
        }
        assertThat(house.alerts()).isEmpty();
        house.steal(account(7), 9);
        assertOnly(house.alerts(), account(7));
    }

    @Test
    void idsThatGrowWithTime_readAsTheyCome_areNoSweep() {
        House house = new House();
        int next = 100_000;
        for (int day = 0; day < 60; day++) {
            for (int i = 0; i < 10; i++) {
                int today = 6 + house.random.nextInt(8);
                for (int n = 0; n < today; n++) {
                    next += 1 + house.random.nextInt(3);
                    List<Subject> newest = List.of(Subject.of("APP-2026-" + next));
                    house.read(account(i), House.at(day) + n * 20L * Events.MINUTE + i, newest, AccessEvent.UNKNOWN);
                }
            }
        }
        assertThat(house.alerts()).isEmpty();
        for (int n = 0; n < STOLEN; n++) {
            List<Subject> one = List.of(Subject.of("APP-2026-" + (50_000 + n)));
            house.read(account(3), House.at(59) + 9 * Events.HOUR + n * 4_000L, one, AccessEvent.UNKNOWN);
        }
        assertOnly(house.alerts(), account(3));
    }

    @Test
    void accountsThatAreABatchJob_areUsualAfterAFewWeeks() {
        House house = new House();
        for (int day = 0; day < 60; day++) {
            for (int i = 0; i < ACCOUNTS; i++) {
                house.day(account(i), day, 1 + house.random.nextInt(8), 400);
            }
            house.day("nightly", day, 950 + house.random.nextInt(100), 100_000);
        }
        List<Alert> alerts = house.alerts();
        assertThat(alerts)
                .extracting(alert -> alert.group().getOrDefault("account", "nightly"))
                .containsOnly("nightly");
        assertThat(alerts)
                .allSatisfy(alert -> assertThat(alert.openedAtMillis()).isLessThan(House.at(15)));
        assertThat(alerts.size())
                .as("a new batch job is told of, and then known")
                .isBetween(1, 3);
    }

    @Test
    void logsWithoutOperatorOrRole_workLikeOthers() {
        House house = new House();
        house.operator = null;
        house.role = null;
        for (int day = 0; day < 40; day++) {
            for (int i = 0; i < ACCOUNTS; i++) {
                house.day(account(i), day, 2 + house.random.nextInt(12), 2_000);
            }
        }
        assertThat(house.alerts()).isEmpty();
        house.steal(account(7), 39);
        assertOnly(house.alerts(), account(7));
    }
}
