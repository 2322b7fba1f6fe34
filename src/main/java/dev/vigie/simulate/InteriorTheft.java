package dev.vigie.simulate;

import static dev.vigie.simulate.Season.HOUR_MILLIS;
import static dev.vigie.simulate.Season.MINUTE_MILLIS;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import java.util.ArrayList;
import java.util.List;

/**
 * The Ministry of the Interior's case: one account after the other, each from a place where it never was, opens a few
 * police files one by one, which none of them does in its own work.
 */
final class InteriorTheft {

    static final int ACCOUNTS = 5;
    static final int PEOPLE_MIN = 2;
    static final int PEOPLE_MAX = 6;

    private static final Raid.Pauses PAUSES = new Raid.Pauses(45_000, 0.7, 8_000, 300_000);
    private static final int NIGHT_FROM_HOUR = 1;
    private static final int DAY_FROM_HOUR = 10;
    private static final int BETWEEN_ACCOUNTS_MINUTES_MIN = 15;
    private static final int BETWEEN_ACCOUNTS_MINUTES_MAX = 50;
    private static final int DAYS_BETWEEN = 2;

    private InteriorTheft() {}

    static List<Theft> plan(Casting casting, Plot plot, int number, Dice dice) {
        House house = casting.house();
        boolean weeks = plot.variant() == Variant.OVER_WEEKS;
        int day = casting.day(dice, weeks ? ACCOUNTS * DAYS_BETWEEN : 0);
        List<Integer> days = casting.daysFrom(day);
        int hour = plot.variant() == Variant.IN_OFFICE_HOURS ? DAY_FROM_HOUR : NIGHT_FROM_HOUR;
        List<Account> accounts =
                casting.accounts(dice, day, ACCOUNTS, house.operators(), InteriorTheft::opensNoPoliceFiles);
        List<AccessEvent> events = new ArrayList<>();
        long clockMillis = 0;
        for (int i = 0; i < accounts.size(); i++) {
            int place = weeks ? i * DAYS_BETWEEN : 0;
            int when = days.get(place < days.size() ? place : days.size() - 1);
            long from = house.roster().season().midnightMillis(when) + (long) hour * HOUR_MILLIS;
            clockMillis = (clockMillis > from ? clockMillis : from)
                    + dice.between(BETWEEN_ACCOUNTS_MINUTES_MIN, BETWEEN_ACCOUNTS_MINUTES_MAX) * (long) MINUTE_MILLIS;
            int people = dice.between(PEOPLE_MIN, PEOPLE_MAX);
            Extract files = new Extract(
                    "",
                    Register.POLICE_FILES,
                    Action.READ,
                    Register.POLICE_FILES.fileFields(),
                    casting.strangers(people));
            Raid raid = new Raid(house, accounts.get(i), when, Workplace.elsewhere(dice), clockMillis, dice);
            raid.logIn(PAUSES);
            raid.takePages(files, 1, PAUSES);
            clockMillis = raid.clockMillis();
            events.addAll(raid.takeEvents());
        }
        return List.of(new Theft(plot, number, "", events));
    }

    private static boolean opensNoPoliceFiles(Account account) {
        return !account.habits().rareRegisters()
                && !account.career().before().worksOn(Register.POLICE_FILES)
                && !account.career().after().worksOn(Register.POLICE_FILES);
    }
}
