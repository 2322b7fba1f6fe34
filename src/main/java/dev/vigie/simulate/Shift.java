package dev.vigie.simulate;

import static dev.vigie.simulate.Season.HOUR_MILLIS;
import static dev.vigie.simulate.Season.MINUTE_MILLIS;

import java.util.Arrays;

/**
 * One caseworker's working day, epoch milliseconds: from when to when, without the meal.
 *
 * @param mealStartMillis from here on, and at {@code mealEndMillis} no longer
 */
record Shift(long startMillis, long endMillis, long mealStartMillis, long mealEndMillis) {

    /** Nobody stays longer after the end. */
    static final long OVERTIME_MILLIS_MAX = HOUR_MILLIS;

    /** This account's on a day at work, always the same. */
    static Shift of(House house, Account account, int day) {
        Dice dice = Dice.of(house.scenario().seed(), "shift", account.index(), day);
        long midnight = house.roster().season().midnightMillis(day);
        return switch (account.trade(day).hours()) {
            case OFFICE -> office(midnight + 9 * HOUR_MILLIS, account.habits().presence(), dice);
            case SHIFTS -> {
                boolean early = (day / 7 + account.rank()) % 2 == 0;
                yield around(midnight + minutes(early ? 6 * 60 + 30 : 13 * 60 + 30), 7 * HOUR_MILLIS, dice);
            }
            case NIGHTS -> around(midnight + 21 * HOUR_MILLIS, 8 * HOUR_MILLIS, dice);
        };
    }

    private static Shift office(long opens, Account.Presence presence, Dice dice) {
        long comes = opens + minutes(dice.between(-25, 40));
        long goes = opens + 9 * HOUR_MILLIS + minutes(dice.between(-60, 20));
        long lunchFrom = opens + minutes(dice.between(170, 240));
        long lunchTo = lunchFrom + minutes(dice.between(30, 75));
        return switch (presence) {
            case ALL_DAY -> new Shift(comes, goes, lunchFrom, lunchTo);
            case MORNINGS -> new Shift(comes, lunchFrom, lunchFrom, lunchFrom);
            case AFTERNOONS -> new Shift(lunchTo, goes, lunchTo, lunchTo);
        };
    }

    private static Shift around(long startMillis, long lengthMillis, Dice dice) {
        long comes = startMillis + minutes(dice.between(-10, 15));
        long meal = startMillis + lengthMillis / 2 + minutes(dice.between(-40, 40));
        return new Shift(comes, startMillis + lengthMillis, meal, meal + minutes(dice.between(15, 35)));
    }

    /** The first moment from {@code timeMillis} on at which the caseworker is not at table; possibly after the end. */
    long atWork(long timeMillis) {
        return timeMillis >= mealStartMillis && timeMillis < mealEndMillis ? mealEndMillis : timeMillis;
    }

    long lengthMillis() {
        return endMillis - startMillis;
    }

    /** So many moments at work, in order of time. */
    long[] moments(int count, Dice dice) {
        long[] moments = new long[count];
        for (int i = 0; i < count; i++) {
            moments[i] = atWork(startMillis + (long) (dice.unit() * lengthMillis())) + dice.below(MINUTE_MILLIS);
        }
        Arrays.sort(moments);
        return moments;
    }

    private static long minutes(int count) {
        return (long) count * MINUTE_MILLIS;
    }
}
