package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A caseworker's ordinary days, in order of time: a login, the agenda, then case after case, faster and slower by the
 * hour and the day. Made one piece of work at a time, and no more than that is held in memory.
 */
final class Worker implements Iterator<AccessEvent> {

    /**
     * No human works through more people: well below what the built-in rules call bulk (50 in an hour, 200 in a day).
     * Whose case was begun just before the hour may come on top.
     */
    static final int PEOPLE_AN_HOUR_MAX = 35;

    /** As above, for 24 hours. */
    static final int PEOPLE_A_DAY_MAX = 160;

    /**
     * Ordinary work ends an hour before the account's theft at the latest: whoever an alert's hour exposes, the theft
     * exposed.
     */
    static final long QUIET_MILLIS = 3_600_000;

    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;
    private static final long BETWEEN_CASES_MILLIS_MIN = 3_000;
    private static final long CASE_MILLIS_MEAN = 75_000;

    /** Speed over the working day, cut into equal parts: a peak in the morning, a low at noon. */
    private static final double[] SPEEDS = {0.9, 1.35, 1.3, 1.1, 0.8, 0.9, 1.1, 1.0, 0.8};

    private static final double DAY_SIGMA = 0.2;
    private static final double HOUR_SIGMA = 0.25;
    private static final double PEOPLE_PER_CASE = 1.35;

    private final Scenario scenario;
    private final House house;
    private final Account account;
    private final long stealsFromMillis;
    private final Caseload caseload;
    private final Quota hourly = new Quota(PEOPLE_AN_HOUR_MAX, HOUR_MILLIS);
    private final Quota daily = new Quota(PEOPLE_A_DAY_MAX, DAY_MILLIS);
    private final Queue<AccessEvent> pending = new ArrayDeque<>();

    private int day = -1;
    private @Nullable Today today;

    /** A day at work. */
    private record Today(Shift shift, Casework casework, Dice dice, double speed) {}

    /** @param stealsFromMillis when a theft through this account begins; {@link Long#MAX_VALUE} if none does */
    Worker(Scenario scenario, House house, Account account, long stealsFromMillis) {
        this.scenario = scenario;
        this.house = house;
        this.account = account;
        this.stealsFromMillis = stealsFromMillis;
        this.caseload = new Caseload(house, account);
    }

    @Override
    public boolean hasNext() {
        while (pending.isEmpty() && (today != null || day + 1 < scenario.days())) {
            if (today == null) {
                today = arrive(++day);
            } else if (!work(today)) {
                today = null;
            }
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

    /** The day's start at the desk, or null if the caseworker stays away. */
    private @Nullable Today arrive(int newDay) {
        Dice dice = Dice.of(scenario.seed(), "day", account.index(), newDay);
        long stealsInMillis = stealsFromMillis - scenario.opensMillis(newDay);
        boolean steals = stealsInMillis >= 0 && stealsInMillis < DAY_MILLIS;
        boolean absent = dice.chance(0.06) && !steals;
        if (absent || !scenario.isWorkingDay(newDay)) {
            return null;
        }
        Account.Presence presence = steals ? Account.Presence.MORNINGS : account.presence();
        Shift shift = Shift.of(scenario, newDay, presence, dice);
        if (steals) {
            shift = shift.endingBy(stealsFromMillis - QUIET_MILLIS - Casework.CASE_MILLIS_MAX);
        }
        Operator operator = account.operator();
        // Most sit at their own desk, some at whichever is free.
        String address = operator.address(dice.chance(0.9) ? account.rank() : dice.below(operator.accounts()));
        Desk desk = Desk.ofDay(scenario.seed(), account, newDay, address);
        Casework casework = new Casework(desk, operator.trade(), caseload, house.population(), dice, pending);
        casework.waitUntil(shift.startMillis());
        casework.logIn();
        int appointments = dice.between(3, Caseload.APPOINTMENTS_MAX);
        if (dice.chance(0.6) && earliest(casework.clockMillis(), appointments) == casework.clockMillis()) {
            show(casework.clockMillis(), appointments);
            casework.openAgenda(appointments);
        }
        return new Today(shift, casework, dice, dice.logNormal(DAY_SIGMA));
    }

    /** One piece of work; false if it is time to go home instead. */
    private boolean work(Today now) {
        Dice dice = now.dice;
        Casework casework = now.casework;
        boolean searches = !caseload.hasAppointments() && dice.chance(0.35);
        int people = searches ? dice.between(1, Casework.HITS_MAX) : 1;
        long start = now.shift.atWork(earliest(casework.clockMillis() + pauseMillis(now), people));
        if (start >= now.shift.endMillis()) {
            return false;
        }
        casework.waitUntil(start);
        double kind = dice.unit();
        if (kind < 0.05) {
            casework.openOverview();
            return true;
        }
        show(start, people);
        if (kind < 0.08) {
            casework.tryStranger();
        } else if (kind < 0.20) {
            casework.returnToLast();
        } else if (searches) {
            casework.searchAndHandle(people);
        } else {
            casework.handleNext();
        }
        return true;
    }

    /** How long until the next piece of work, so that this account reads as many people an hour as it usually does. */
    private long pauseMillis(Today now) {
        long sinceOpening = now.casework.clockMillis() - scenario.opensMillis(day);
        long hour = Math.floorDiv(sinceOpening, HOUR_MILLIS);
        double noise =
                Dice.of(scenario.seed(), "hour", account.index(), day, hour).logNormal(HOUR_SIGMA);
        int part = (int) (sinceOpening * SPEEDS.length / scenario.hoursMillis());
        double speed = SPEEDS[part < 0 ? 0 : part < SPEEDS.length ? part : SPEEDS.length - 1];
        double casesPerHour = account.peoplePerHour() * now.speed * noise * speed / PEOPLE_PER_CASE;
        double millis = HOUR_MILLIS / casesPerHour - CASE_MILLIS_MEAN;
        return BETWEEN_CASES_MILLIS_MIN + (long) now.dice.exponential(millis > 0 ? millis : 0);
    }

    private long earliest(long timeMillis, int people) {
        return daily.earliest(hourly.earliest(timeMillis, people), people);
    }

    private void show(long timeMillis, int people) {
        hourly.show(timeMillis, people);
        daily.show(timeMillis, people);
    }
}
