package dev.vigie.simulate;

import java.time.DayOfWeek;

/**
 * Who works when, and how much: employment, leave, illness, weekend duty, and each day's number of people.
 *
 * <p>The figures are those of real human work, 41,950 account-days of it: the mean of log(1 + people a day) over
 * accounts is about log 6, with a standard deviation of 0.9 between accounts and 0.6 from day to day within one; wild
 * but innocent days exist, so that what lies above the usual maximum has a mean log excess of about 0.3.
 */
final class Roster {

    static final int PEOPLE_A_DAY_MAX = 900;

    static final double LEVEL = 1.6;
    static final double LEVEL_SIGMA = 1.0;
    static final double DAY_SIGMA = 0.53;
    private static final double WEEK_SIGMA = 0.25;
    private static final double BUSY_SHARE = 0.04;
    private static final double BUSY_MEAN = 0.35;
    private static final double WILD_SHARE = 0.0004;
    private static final double WILD_MEAN = 0.8;

    private static final double ABSENT_SHARE = 0.05;
    private static final double CAMPAIGN_FACTOR = 3;
    private static final double NEWCOMER_FACTOR = 0.6;
    private static final int NEWCOMER_DAYS = 7;

    /** Leave and campaigns are thrown for stretches of so many days. */
    private static final int STRETCH_DAYS = 60;

    private static final double LEAVE_SHARE = 0.3;
    private static final int LEAVE_DAYS_MIN = 5;
    private static final int LEAVE_DAYS_MAX = 28;
    private static final double CAMPAIGN_SHARE = 0.2;
    private static final int CAMPAIGN_DAYS_MIN = 3;
    private static final int CAMPAIGN_DAYS_MAX = 9;

    private final long seed;
    private final Season season;

    Roster(long seed, Season season) {
        this.seed = seed;
        this.season = season;
    }

    Season season() {
        return season;
    }

    boolean isAtWork(Account account, int day) {
        Account.Career career = account.career();
        if (day < career.firstDay() || day > career.lastDay()) {
            return false;
        }
        if (account.isService()) {
            return true;
        }
        if (happens("leave", account.index(), day, LEAVE_SHARE, LEAVE_DAYS_MIN, LEAVE_DAYS_MAX)) {
            return false;
        }
        Dice dice = Dice.of(seed, "attendance", account.index(), day);
        if (!season.isWorkingDay(day)) {
            return isOnDuty(account, day, dice);
        }
        boolean free = account.habits().freeWednesdays() && season.weekday(day) == DayOfWeek.WEDNESDAY;
        return !free && !dice.chance(ABSENT_SHARE);
    }

    /** On a weekend or a holiday. */
    private boolean isOnDuty(Account account, int day, Dice dice) {
        Dice ofWeek = Dice.of(seed, "weekend", account.index(), day / 7);
        return switch (account.trade(day).hours()) {
            case OFFICE ->
                account.habits().saturdays() && season.weekday(day) == DayOfWeek.SATURDAY && dice.chance(0.3);
            case SHIFTS -> ofWeek.chance(1 / 3.0);
            case NIGHTS -> ofWeek.chance(0.5);
        };
    }

    /** How many people's records this caseworker opens on this day, if at work: at least 1. */
    int people(Account account, int day) {
        Dice dice = Dice.of(seed, "people", account.index(), day);
        Trade trade = account.trade(day);
        double log = usualLog(account, day)
                + WEEK_SIGMA * Dice.of(seed, "week", account.index(), day / 7).gaussian()
                + account.daySigma() * dice.gaussian();
        if (dice.chance(BUSY_SHARE)) {
            log += dice.exponential(BUSY_MEAN);
        }
        if (dice.chance(WILD_SHARE)) {
            log += 1 + dice.exponential(WILD_MEAN);
        }
        double factor = season.workload(day);
        if (season.isMonthEnd(day)) {
            factor *= trade.monthEndFactor();
        }
        if (isInCampaign(account, day)) {
            factor *= CAMPAIGN_FACTOR;
        }
        if (account.career().firstDay() > 0 && day < account.career().firstDay() + NEWCOMER_DAYS) {
            factor *= NEWCOMER_FACTOR;
        }
        long people = (long) (StrictMath.exp(log) * factor - 0.5);
        return people < 1 ? 1 : people > PEOPLE_A_DAY_MAX ? PEOPLE_A_DAY_MAX : (int) people;
    }

    /** log(1 + people) on an ordinary day. */
    static double usualLog(Account account, int day) {
        return LEVEL + account.level() + account.trade(day).level();
    }

    /** Whether the account's whole team has a rush, such as before a deadline. */
    boolean isInCampaign(Account account, int day) {
        Operator operator = account.operator();
        return account.trade(day).equals(operator.trade())
                && happens("campaign", operator.index(), day, CAMPAIGN_SHARE, CAMPAIGN_DAYS_MIN, CAMPAIGN_DAYS_MAX);
    }

    /** Whether what happens once in some of the stretches, for some days, is on; it may reach into the next stretch. */
    private boolean happens(String what, int whose, int day, double share, int daysMin, int daysMax) {
        for (int stretch = day / STRETCH_DAYS; stretch >= 0 && stretch >= day / STRETCH_DAYS - 1; stretch--) {
            Dice dice = Dice.of(seed, what, whose, stretch);
            if (dice.chance(share)) {
                int from = stretch * STRETCH_DAYS + dice.below(STRETCH_DAYS);
                if (day >= from && day < from + dice.between(daysMin, daysMax)) {
                    return true;
                }
            }
        }
        return false;
    }
}
