package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * Low and slow: from one day to the end an account reads three times as many people as it would have, in its own
 * register, all through the day.
 */
final class LowAndSlow {

    static final int FACTOR = 3;
    static final int PEOPLE_MIN = 500;

    /** An account that usually reads many more people than needed would not be slow. */
    private static final int HASTE_MAX = 3;

    private LowAndSlow() {}

    static List<Theft> plan(Casting casting, Plot plot, int number, Dice dice) {
        House house = casting.house();
        int remaining = casting.daysFrom(0).size();
        int firstDay = casting.day(dice, remaining * 3 / 4);
        List<Integer> days = casting.daysFrom(firstDay);
        double peopleMin = (double) PEOPLE_MIN / (FACTOR - 1) / days.size() * 1.25;
        Account account = casting.accounts(dice, firstDay, 1, house.operators(), candidate -> {
                    double usual = StrictMath.expm1(Roster.usualLog(candidate, firstDay));
                    return usual >= peopleMin
                            && usual <= HASTE_MAX * peopleMin
                            && casting.staysFrom(firstDay, candidate);
                })
                .get(0);
        List<AccessEvent> events = new ArrayList<>();
        for (int day : days) {
            if (house.roster().isAtWork(account, day)) {
                int people = (FACTOR - 1) * house.roster().people(account, day);
                events.addAll(take(casting, account, day, casting.strangers(people), dice));
            }
        }
        return List.of(new Theft(plot, number, "", events));
    }

    private static List<AccessEvent> take(Casting casting, Account account, int day, List<Subject> people, Dice dice) {
        House house = casting.house();
        Register register = account.trade(day).daily();
        Extract extract = new Extract("", register, Action.READ, register.fileFields(), people);
        Raid raid = new Raid(house, account, day, Workplace.of(house.scenario().seed(), account, day), 0, dice);
        long[] moments = Shift.of(house, account, day).moments(people.size(), dice);
        for (int i = 0; i < moments.length; i++) {
            raid.waitUntil(moments[i]);
            raid.take(extract, Action.READ, i, i + 1);
        }
        return raid.takeEvents();
    }
}
