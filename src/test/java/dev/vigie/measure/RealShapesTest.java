package dev.vigie.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Volumes that real logs have and simulators forget: at least 10,000 account-days of each go by without an alert, and a
 * theft on the day after is seen.
 */
class RealShapesTest {

    private static final double PERIOD_DAYS = 10_000;
    private static final double UNUSUAL_MIN = 20;
    private static final double RUN_LENGTH_DAYS = 30_000;
    private static final double EXCESS_MIN = 30;
    private static final int ACCOUNT_DAYS = 10_000;

    /** One account, as both conditions see it. */
    private static final class Account {
        private final House house;
        private final UsualMaximum maximum = new UsualMaximum();
        private final Drift drift = new Drift(RUN_LENGTH_DAYS, EXCESS_MIN);
        private int alerts;

        Account(House house) {
            this.house = house;
        }

        void work(long day, double value) {
            maximum.beginDay(day, house.figuresOn(day));
            drift.beginDay(day, house.figuresOn(day));
            alerts += isUnusual(value) || drift.isDrifting(value) ? 1 : 0;
            maximum.see(value);
            drift.see(value);
            house.report(day, maximum.endDay());
            house.report(day, drift.endDay());
        }

        boolean isUnusual(double value) {
            return maximum.isKnown() && value >= UNUSUAL_MIN && value > maximum.limit(PERIOD_DAYS);
        }

        /** After how many days of so much it is seen; 1 is the day itself. */
        int daysUntilSeen(long from, double value) {
            int before = alerts;
            for (int day = 0; day < 60; day++) {
                work(from + day, value);
                if (alerts > before) {
                    return day + 1;
                }
            }
            return Integer.MAX_VALUE;
        }
    }

    /** A house in which {@code size} accounts work for {@code days} days each, all at once. */
    private static List<Account> worked(int size, int days, IntToDoubleFunction valueOfAccount) {
        List<Account> accounts = employed(new House(), size);
        work(accounts, 0, days, valueOfAccount);
        assertThat(size * days).isGreaterThanOrEqualTo(ACCOUNT_DAYS);
        return accounts;
    }

    private static List<Account> employed(House house, int size) {
        return Stream.generate(() -> new Account(house)).limit(size).toList();
    }

    private static void work(List<Account> accounts, int from, int until, IntToDoubleFunction valueOfAccount) {
        for (int day = from; day < until; day++) {
            for (int i = 0; i < accounts.size(); i++) {
                accounts.get(i).work(day, valueOfAccount.applyAsDouble(i));
            }
        }
    }

    private static int alerts(List<Account> accounts) {
        return accounts.stream().mapToInt(account -> account.alerts).sum();
    }

    /** A person opens a device twice a day, and six times on a bad day. */
    @Test
    void oneToFiveADay_badDaysOfSix_areNoAlertAndATheftIs() {
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Account> accounts = worked(50, 200, i -> random.nextInt(30) == 0 ? 6 : 1 + random.nextInt(5));
            assertThat(alerts(accounts)).as("seed %d", seed).isZero();
            assertThat(accounts.get(0).daysUntilSeen(200, 60)).isEqualTo(1);
            assertThat(accounts.get(1).daysUntilSeen(200, 25)).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void oneToFiveADay_aSmallerHouseAndAloneInIt_isNoAlert() {
        for (int size : new int[] {1, 3, 10}) {
            SplittableRandom random = new SplittableRandom(size);
            List<Account> accounts =
                    worked(size, ACCOUNT_DAYS / size + 1, i -> random.nextInt(20) == 0 ? 6 : 1 + random.nextInt(3));
            assertThat(alerts(accounts)).as("%d accounts", size).isZero();
            assertThat(accounts.get(0).daysUntilSeen(ACCOUNT_DAYS + 10, 80)).isEqualTo(1);
        }
    }

    /** Two weeks of history, or less: everybody is new, and goes again. */
    @Test
    void twoWeeksOfHistory_newcomersOnly_areNoAlertAndATheftIs() {
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            House house = new House();
            int alerts = 0;
            List<Account> last = List.of();
            for (int fortnight = 0; fortnight < 40; fortnight++) {
                last = employed(house, 20);
                work(last, 14 * fortnight, 14 * fortnight + 14, i -> Math.rint(12 * heavy(random)));
                alerts += alerts(last);
            }
            assertThat(alerts).as("seed %d", seed).isLessThanOrEqualTo(1);
            assertThat(last.get(0).daysUntilSeen(14 * 40, 400)).isEqualTo(1);
            Account newcomer = new Account(house);
            assertThat(newcomer.daysUntilSeen(14 * 40 + 70, 400))
                    .as("on its first day")
                    .isEqualTo(1);
        }
    }

    /** The house is two weeks old, and so are all its accounts. */
    @Test
    void twoWeeksOfHistory_ofTheWholeHouse_isNoAlertAndATheftIs() {
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Account> accounts = worked(720, 14, i -> Math.rint((2 + i % 30) * heavy(random)));
            assertThat(alerts(accounts)).as("seed %d", seed).isLessThanOrEqualTo(1);
            assertThat(accounts.get(5).daysUntilSeen(14, 600)).isEqualTo(1);
        }
    }

    /**
     * Accounts that are really programs, beside people. On their first days they look like newcomers who take far more
     * than their peers, and may be told as such; once they have shown themselves, never again.
     */
    @Test
    void batchJobsAtAThousandADay_besidePeople_areNoAlertOnceKnownAndThefts() {
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            IntToDoubleFunction work =
                    i -> i < 5 ? 1_000 + random.nextInt(60) - 30 : Math.max(1, Math.rint(8 * heavy(random)));
            House house = new House();
            List<Account> accounts = employed(house, 55);
            work(accounts, 0, 14, work);
            assertThat(alerts(accounts.subList(5, 55))).as("seed %d", seed).isZero();
            int told = alerts(accounts);
            assertThat(told).as("seed %d", seed).isLessThanOrEqualTo(5);
            work(accounts, 14, 200, work);
            assertThat(alerts(accounts)).as("seed %d", seed).isLessThanOrEqualTo(told + 1);
            assertThat(accounts.get(0).daysUntilSeen(200, 20_000)).isEqualTo(1);
            assertThat(accounts.get(1).daysUntilSeen(200, 2_500)).isLessThanOrEqualTo(10);
            assertThat(accounts.get(20).daysUntilSeen(200, 400)).isEqualTo(1);
        }
    }

    /** Alone in its house, the same program has no peers to be measured by. */
    @Test
    void batchJobAtAThousandADay_aloneInItsHouse_isNoAlert() {
        SplittableRandom random = new SplittableRandom(1);
        List<Account> accounts = worked(1, ACCOUNT_DAYS, i -> 1_000 + random.nextInt(60) - 30);
        assertThat(alerts(accounts)).isZero();
        assertThat(accounts.get(0).daysUntilSeen(ACCOUNT_DAYS, 10_000)).isEqualTo(1);
    }

    /** Bytes are far more than people, and are no less usual. */
    @Test
    void gigabytesADay_areNoAlertAndTwentyTimesAsManyAre() {
        SplittableRandom random = new SplittableRandom(1);
        List<Account> accounts = worked(50, 200, i -> Math.rint(5e9 * (i + 1) * (1 + 0.1 * random.nextDouble())));
        assertThat(alerts(accounts)).isZero();
        assertThat(accounts.get(0).daysUntilSeen(200, 100e9)).isEqualTo(1);
        assertThat(accounts.get(49).daysUntilSeen(200, 5_000e9)).isEqualTo(1);
    }

    /** Three times as much for weeks stands out on no single day. */
    @Test
    void fiveToTwentyADay_threefoldForGood_isSeenAsDrift() {
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Account> accounts = worked(50, 200, i -> 5 + random.nextInt(16));
            assertThat(alerts(accounts)).as("seed %d", seed).isZero();
            assertThat(accounts.get(0).isUnusual(36)).isFalse();
            assertThat(accounts.get(0).daysUntilSeen(200, 36)).isBetween(2, 12);
        }
    }

    /** Log-normal, with a day in a hundred at three times as much. */
    private static double heavy(SplittableRandom random) {
        double normal = 0;
        for (int i = 0; i < 12; i++) {
            normal += random.nextDouble() - 0.5;
        }
        return Math.exp(0.5 * normal) * (random.nextInt(100) == 0 ? 3 : 1);
    }
}
