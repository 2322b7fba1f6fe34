package dev.vigie.simulate;

import static dev.vigie.simulate.Season.HOUR_MILLIS;
import static dev.vigie.simulate.Season.MINUTE_MILLIS;

import dev.vigie.model.AccessEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes wrong with the logs: some operators ship theirs hours late, one by days; some ship a batch twice; one's
 * clocks are wrong by hours, and one machine lives in another year.
 */
final class Mishaps {

    private static final int DELAY_MILLIS_MIN = 200;
    private static final int DELAY_MILLIS_MAX = 5_000;
    private static final int ACCOUNTS_MIN = 5;
    private static final int LATE_MIN = 2;
    private static final double LATE_SHARE = 0.1;
    private static final int TWICE_MIN = 2;
    private static final double TWICE_SHARE = 0.08;
    private static final long DAY_MILLIS = 24L * HOUR_MILLIS;
    private static final long YEAR_MILLIS = 365 * DAY_MILLIS;

    private final Dice dice;
    private final Season season;
    private final List<Account> accounts;
    private final List<Integer> workingDays;
    private final List<List<Courier.Hold>> holds = new ArrayList<>();
    private final List<List<Courier.WrongClock>> wrongClocks = new ArrayList<>();
    private final List<Courier> couriers = new ArrayList<>();
    private final List<Reshipment> reshipments = new ArrayList<>();

    /** @param noticed whether anybody notes when lines arrive; if not, nothing goes wrong */
    Mishaps(long seed, Season season, List<Operator> operators, List<Account> accounts, boolean noticed) {
        this.dice = Dice.of(seed, "mishaps");
        this.season = season;
        List<Account> ofLarge = accounts.stream()
                .filter(account -> account.operator().accounts() >= ACCOUNTS_MIN)
                .toList();
        this.accounts = ofLarge.isEmpty() ? accounts : ofLarge;
        this.workingDays = season.workingDays(0);
        for (int i = 0; i < operators.size(); i++) {
            holds.add(new ArrayList<>());
            wrongClocks.add(new ArrayList<>());
        }
        if (noticed) {
            holdUp(operators.size());
            setClocksWrong();
            shipTwice(operators.size());
        }
        for (int i = 0; i < operators.size(); i++) {
            long delayMillis = noticed ? dice.between(DELAY_MILLIS_MIN, DELAY_MILLIS_MAX) : AccessEvent.UNKNOWN;
            couriers.add(new Courier(delayMillis, holds.get(i), wrongClocks.get(i)));
        }
    }

    Courier courier(Operator operator) {
        return couriers.get(operator.index());
    }

    List<Reshipment> reshipments() {
        return List.copyOf(reshipments);
    }

    private void holdUp(int operators) {
        for (int i = 0; i < LATE_MIN + (int) (operators * LATE_SHARE); i++) {
            hold(dice.between(2, 12) * (long) HOUR_MILLIS);
        }
        hold(dice.between(1, 4) * DAY_MILLIS);
    }

    private void hold(long lengthMillis) {
        long from = inOfficeHours(dice.oneOf(workingDays));
        holds.get(somebody().operator().index()).add(new Courier.Hold(from, from + lengthMillis));
    }

    private void setClocksWrong() {
        Operator operator = somebody().operator();
        long from = season.midnightMillis(dice.oneOf(workingDays));
        long error = dice.between(1, 12) * (dice.chance(0.5) ? 1L : -1L) * HOUR_MILLIS;
        long to = from + dice.between(1, 5) * DAY_MILLIS;
        wrongClocks.get(operator.index()).add(new Courier.WrongClock(Courier.EVERY_MACHINE, from, to, error));

        Account account = somebody();
        long midnight = season.midnightMillis(dice.oneOf(workingDays));
        wrongClocks
                .get(account.operator().index())
                .add(new Courier.WrongClock(account.index(), midnight, midnight + 5 * DAY_MILLIS, YEAR_MILLIS));
    }

    private void shipTwice(int operators) {
        for (int i = 0; i < TWICE_MIN + (int) (operators * TWICE_SHARE); i++) {
            int day = dice.oneOf(workingDays);
            long from = inOfficeHours(day);
            long to = from + dice.between(15, 120) * (long) MINUTE_MILLIS;
            long again = to + dice.between(1, 48 * 60) * (long) MINUTE_MILLIS;
            reshipments.add(new Reshipment(somebody().operator(), day, from, to, again));
        }
    }

    private long inOfficeHours(int day) {
        return season.midnightMillis(day) + dice.between(9 * 60, 13 * 60) * (long) MINUTE_MILLIS;
    }

    /** Large operators have more mishaps than small ones, and the smallest none, if there are others. */
    private Account somebody() {
        return dice.oneOf(accounts);
    }
}
