package dev.vigie.simulate;

import java.util.List;

/**
 * One caseworker's working day, epoch milliseconds: from when to when, without lunch and two breaks.
 *
 * @param pauses in order of time
 */
record Shift(long startMillis, long endMillis, List<Pause> pauses) {

    private static final int MINUTE_MILLIS = 60_000;

    /** From its start on, and at its end no longer. */
    record Pause(long startMillis, long endMillis) {}

    Shift {
        pauses = List.copyOf(pauses);
    }

    static Shift of(Scenario scenario, int day, Account.Presence presence, Dice dice) {
        long opens = scenario.opensMillis(day);
        long hours = scenario.hoursMillis();
        Pause coffee = pause(opens + hours * 20 / 100, 40, 6, 18, dice);
        Pause lunch = pause(opens + hours * 38 / 100, 60, 40, 75, dice);
        Pause tea = pause(opens + hours * 72 / 100, 40, 6, 18, dice);
        List<Pause> pauses = List.of(coffee, lunch, tea);
        long comes = opens + minutes(dice, -10, 35);
        long goes = opens + hours + minutes(dice, -40, 10);
        return switch (presence) {
            case ALL_DAY -> new Shift(comes, goes, pauses);
            case MORNINGS -> new Shift(comes, lunch.startMillis, pauses);
            case AFTERNOONS -> new Shift(lunch.endMillis, goes, pauses);
        };
    }

    Shift endingBy(long timeMillis) {
        return new Shift(startMillis, endMillis < timeMillis ? endMillis : timeMillis, pauses);
    }

    /**
     * The first moment from {@code timeMillis} on at which the caseworker is not in a pause; possibly after the end.
     */
    long atWork(long timeMillis) {
        for (Pause pause : pauses) {
            if (timeMillis >= pause.startMillis && timeMillis < pause.endMillis) {
                return pause.endMillis;
            }
        }
        return timeMillis;
    }

    private static Pause pause(long fromMillis, int latestMinutes, int minutesMin, int minutesMax, Dice dice) {
        long startMillis = fromMillis + minutes(dice, 0, latestMinutes);
        return new Pause(startMillis, startMillis + minutes(dice, minutesMin, minutesMax));
    }

    private static int minutes(Dice dice, int min, int max) {
        return dice.between(min * MINUTE_MILLIS, max * MINUTE_MILLIS);
    }
}
