package dev.vigie.simulate;

import static dev.vigie.simulate.Season.HOUR_MILLIS;
import static dev.vigie.simulate.Season.MINUTE_MILLIS;

import dev.vigie.model.AccessEvent;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One caseworker's day, in order of time: a login, the agenda, then case after case until as many people are through as
 * there are to do; perhaps some more in the evening. A function of seed, account and day, made one piece of work at a
 * time.
 */
final class Workday implements Iterator<AccessEvent> {

    private static final long PAUSE_MILLIS_MIN = 3_000;
    private static final double CASE_MILLIS = 90_000;
    private static final double IN_A_ROW = 0.25;
    private static final int LIST_PEOPLE_MEAN = 4;
    private static final double CASE_PEOPLE_MEAN = 1.4;
    private static final double RARE_BY_HABIT = 0.04;
    private static final double RARE_BY_CHANCE = 0.0003;
    private static final int EVENING_PEOPLE_MAX = 3;

    /** Speed over the working day, cut into equal parts: a peak in the morning, a low at noon. */
    private static final double[] SPEEDS = {0.9, 1.35, 1.3, 1.1, 0.8, 0.9, 1.1, 1.0, 0.8};

    private final House house;
    private final Account account;
    private final int day;
    private final Dice dice;
    private final Trade trade;
    private final Shift shift;
    private final Caseload caseload;
    private final Queue<AccessEvent> pending = new ArrayDeque<>();
    private Casework casework;
    private int people;
    private int eveningPeople;
    private @Nullable Register rare;

    /** Of somebody who is at work on this day. */
    Workday(House house, Account account, int day) {
        this.house = house;
        this.account = account;
        this.day = day;
        this.dice = Dice.of(house.scenario().seed(), "day", account.index(), day);
        this.trade = account.trade(day);
        this.shift = Shift.of(house, account, day);
        this.caseload = new Caseload(house, account, day, dice);
        this.people = house.roster().people(account, day);
        if (account.habits().evenings() && people > EVENING_PEOPLE_MAX && dice.chance(0.08)) {
            this.eveningPeople = dice.between(1, EVENING_PEOPLE_MAX);
            this.people -= eveningPeople;
        }
        this.rare = dice.chance(account.habits().rareRegisters() ? RARE_BY_HABIT : RARE_BY_CHANCE) ? rare() : null;
        this.casework =
                sitDown(0, shift.startMillis(), Workplace.of(house.scenario().seed(), account, day));
        if (trade.manner() == Trade.Manner.CASES && people > 2 && dice.chance(0.5)) {
            int max = people < Caseload.APPOINTMENTS_MAX ? people : Caseload.APPOINTMENTS_MAX;
            casework.openAgenda(dice.between(2, max));
        }
    }

    @Override
    public boolean hasNext() {
        while (pending.isEmpty() && work()) {
            // Some pieces of work leave no trace.
        }
        return !pending.isEmpty();
    }

    @Override
    public AccessEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return pending.remove();
    }

    private Casework sitDown(int session, long timeMillis, Workplace workplace) {
        Desk desk = new Desk(house, account, day, session, workplace);
        double millisEach = (double) shift.lengthMillis() / people;
        double haste = millisEach < CASE_MILLIS ? millisEach / CASE_MILLIS : 1;
        Casework work = new Casework(desk, trade, caseload, dice, haste, timeMillis, pending);
        work.logIn();
        return work;
    }

    /** One piece of work; false if the day is over. */
    private boolean work() {
        int left = people - caseload.shown();
        if (left <= 0 && caseload.waiting() == 0) {
            return returnInTheEvening();
        }
        long start = shift.atWork(casework.clockMillis() + pauseMillis(left));
        if (start >= shift.endMillis() + Shift.OVERTIME_MILLIS_MAX) {
            people = 0;
            return false;
        }
        casework.waitUntil(start);
        Register register = rare;
        if (register != null && dice.chance(0.5)) {
            rare = null;
            casework.openRare(register);
        } else {
            casework.work(left > 1 ? left : 1);
        }
        return true;
    }

    private boolean returnInTheEvening() {
        if (eveningPeople == 0) {
            return false;
        }
        people += eveningPeople;
        eveningPeople = 0;
        long evening = house.roster().season().midnightMillis(day)
                + 20L * HOUR_MILLIS
                + dice.between(0, 120) * (long) MINUTE_MILLIS;
        long start = casework.clockMillis() > evening ? casework.clockMillis() : evening;
        casework = sitDown(1, start, Workplace.atHome(house.scenario().seed(), account, day));
        while (caseload.shown() < people) {
            casework.work(1);
        }
        return true;
    }

    /** How long until the next piece of work, so that all is done when the day ends. */
    private long pauseMillis(int left) {
        if (dice.chance(IN_A_ROW)) {
            return PAUSE_MILLIS_MIN + (long) dice.exponential(PAUSE_MILLIS_MIN);
        }
        long now = casework.clockMillis();
        double time = shift.endMillis() - now;
        if (now < shift.mealStartMillis()) {
            time -= shift.mealEndMillis() - shift.mealStartMillis();
        }
        double each = trade.manner() == Trade.Manner.LISTS ? LIST_PEOPLE_MEAN : CASE_PEOPLE_MEAN;
        double pieces = 1 + (left > 0 ? left : 0) / each + caseload.waiting();
        int part = (int) ((now - shift.startMillis()) * SPEEDS.length / (shift.lengthMillis() + 1));
        double speed = SPEEDS[part < 0 ? 0 : part < SPEEDS.length ? part : SPEEDS.length - 1];
        double millis = time / pieces / (1 - IN_A_ROW) / speed - CASE_MILLIS;
        return PAUSE_MILLIS_MIN + (long) dice.exponential(millis > 0 ? millis : 0);
    }

    /** Which register of other trades this account opens, if any: always the same. */
    private Register rare() {
        Register register = Dice.of(house.scenario().seed(), "rare", account.index())
                .oneOf(Trade.ALL)
                .daily();
        return trade.worksOn(register) ? Register.POLICE_FILES : register;
    }
}
