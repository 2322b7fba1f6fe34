package dev.vigie.simulate;

import static dev.vigie.simulate.Season.HOUR_MILLIS;
import static dev.vigie.simulate.Season.MINUTE_MILLIS;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import java.util.ArrayList;
import java.util.List;

/** A theft of whole lists of people, in any of the ways that there are. */
final class Sweep {

    static final int PAGE_PEOPLE = 20;
    static final int TEAM_MIN = 4;
    static final int TEAM_MAX = 8;

    private static final int SOURCES_MAX = 60;
    private static final int FURTHER_PAGES_MAX = 2;
    private static final int PACED_FROM_HOUR = 7;
    private static final int PACED_TO_HOUR = 23;
    private static final int A_DAY_MIN = 25;
    private static final int A_DAY_MAX = 48;

    private final Casting casting;
    private final House house;
    private final Plot plot;
    private final int number;
    private final Dice dice;
    private final Target target;

    /**
     * What a plot is after.
     *
     * @param extracts in the order in which they are taken
     * @param operators whose accounts may do it
     * @param pauses from page to page
     * @param pacedPeople how many at a time where pauses are long
     * @param pacedPauses these pauses
     */
    record Target(
            List<Extract> extracts,
            List<Operator> operators,
            Raid.Pauses pauses,
            int pacedPeople,
            Raid.Pauses pacedPauses) {}

    Sweep(Casting casting, Plot plot, int number, Dice dice, Target target) {
        this.casting = casting;
        this.house = casting.house();
        this.plot = plot;
        this.number = number;
        this.dice = dice;
        this.target = target;
    }

    List<Theft> plan() {
        return switch (plot.variant()) {
            case AS_KNOWN, ONE_EXPORT, OVER_SOURCES -> {
                int day = casting.day(dice, 0);
                yield inOneGo(caseworker(day), day);
            }
            case BY_NEWCOMER -> {
                int day = casting.day(dice, 0);
                yield inOneGo(casting.newcomer(dice, day, target.operators), day);
            }
            case BY_SERVICE_ACCOUNT -> inOneGo(casting.service(dice, target.operators), casting.day(dice, 0));
            case OVER_ACCOUNTS -> shared(casting.day(dice, 0));
            case PACED -> paced(casting.day(dice, 2));
            case OVER_WEEKS, IN_OFFICE_HOURS -> byAndBy(casting.daysFrom(0).get(0));
        };
    }

    private Account caseworker(int day) {
        return casting.accounts(dice, day, 1, target.operators, account -> true).get(0);
    }

    private List<Theft> inOneGo(Account account, int day) {
        Raid raid = new Raid(house, account, day, ownPlace(account, day), afternoonMillis(day), dice);
        raid.logIn(target.pauses);
        List<Theft> thefts = new ArrayList<>();
        for (Extract extract : target.extracts) {
            switch (plot.variant()) {
                case ONE_EXPORT ->
                    raid.take(extract, Action.EXPORT, 0, extract.people().size());
                case OVER_SOURCES -> takeFromManySources(raid, extract, account, day);
                default -> raid.takePages(extract, PAGE_PEOPLE, target.pauses);
            }
            thefts.add(theft(extract, raid.takeEvents()));
            raid.waitUntil(raid.clockMillis() + minutes(5, 20));
        }
        return thefts;
    }

    private void takeFromManySources(Raid raid, Extract extract, Account account, int day) {
        int pages = (extract.people().size() + PAGE_PEOPLE - 1) / PAGE_PEOPLE;
        int pagesAtOne = 1 + pages * target.extracts.size() / SOURCES_MAX;
        for (int from = 0; from < extract.people().size(); ) {
            int count = PAGE_PEOPLE * dice.between(pagesAtOne, pagesAtOne + FURTHER_PAGES_MAX);
            int to = from + count < extract.people().size()
                    ? from + count
                    : extract.people().size();
            raid.moveTo(ownPlace(account, day).moved(dice));
            raid.takePages(extract.from(from, to), PAGE_PEOPLE, target.pauses);
            from = to;
        }
    }

    /** Each account of a team takes an equal part of each extract, all in one afternoon. */
    private List<Theft> shared(int day) {
        List<Operator> largeEnough = target.operators.stream()
                .filter(operator -> operator.accounts() >= 2 * TEAM_MIN)
                .toList();
        Operator operator = dice.oneOf(largeEnough.isEmpty() ? house.operators() : largeEnough);
        int size = dice.between(TEAM_MIN, TEAM_MAX);
        List<Account> team = casting.accounts(dice, day, size, List.of(operator), account -> true);
        List<List<AccessEvent>> events = new ArrayList<>();
        target.extracts.forEach(extract -> events.add(new ArrayList<>()));
        for (int i = 0; i < team.size(); i++) {
            Account account = team.get(i);
            Raid raid = new Raid(house, account, day, ownPlace(account, day), afternoonMillis(day), dice);
            raid.logIn(target.pauses);
            for (int j = 0; j < target.extracts.size(); j++) {
                Extract extract = target.extracts.get(j);
                int people = extract.people().size();
                raid.takePages(
                        extract.from(people * i / team.size(), people * (i + 1) / team.size()),
                        PAGE_PEOPLE,
                        target.pauses);
                events.get(j).addAll(raid.takeEvents());
                raid.waitUntil(raid.clockMillis() + minutes(5, 20));
            }
        }
        return thefts(events);
    }

    /** With pauses of random length, from the morning to the night, and on the next day if need be. */
    private List<Theft> paced(int day) {
        Account account = caseworker(day);
        Raid raid = new Raid(
                house, account, day, ownPlace(account, day), hourMillis(day, PACED_FROM_HOUR) + minutes(0, 180), dice);
        raid.logIn(target.pacedPauses);
        List<Theft> thefts = new ArrayList<>();
        for (Extract extract : target.extracts) {
            for (int from = 0; from < extract.people().size(); from += target.pacedPeople) {
                int to = from + target.pacedPeople;
                int end = to < extract.people().size() ? to : extract.people().size();
                raid.take(extract, target.pacedPeople == 1 ? Action.READ : extract.action(), from, end);
                raid.pause(target.pacedPauses);
                sleep(raid, day);
            }
            thefts.add(theft(extract, raid.takeEvents()));
        }
        return thefts;
    }

    private void sleep(Raid raid, int day) {
        long dayMillis = 24L * HOUR_MILLIS;
        long sinceMorning = raid.clockMillis() - hourMillis(day, PACED_FROM_HOUR);
        if (sinceMorning % dayMillis >= (PACED_TO_HOUR - PACED_FROM_HOUR) * (long) HOUR_MILLIS) {
            raid.waitUntil(raid.clockMillis() - sinceMorning % dayMillis + dayMillis + minutes(0, 90));
        }
    }

    /** File by file among the ordinary work, from this day on: a few dozen, or as many again or twice as many. */
    private List<Theft> byAndBy(int firstDay) {
        Account account = casting.accounts(
                        dice,
                        firstDay,
                        1,
                        target.operators,
                        candidate -> isBusyEnough(candidate) && casting.staysFrom(firstDay, candidate))
                .get(0);
        List<List<AccessEvent>> events = new ArrayList<>();
        target.extracts.forEach(extract -> events.add(new ArrayList<>()));
        int[] taken = new int[target.extracts.size()];
        for (int day : casting.daysFrom(firstDay)) {
            if (!house.roster().isAtWork(account, day)) {
                continue;
            }
            int people = plot.variant() == Variant.OVER_WEEKS
                    ? dice.between(A_DAY_MIN, A_DAY_MAX)
                    : (int) (house.roster().people(account, day) * (1 + dice.unit()));
            Workplace place = Workplace.of(house.scenario().seed(), account, day);
            Raid raid = new Raid(house, account, day, place, 0, dice);
            for (long timeMillis : Shift.of(house, account, day).moments(people, dice)) {
                int which = oneNotFinished(taken);
                if (which >= 0) {
                    raid.waitUntil(timeMillis);
                    raid.take(target.extracts.get(which), Action.READ, taken[which], ++taken[which]);
                    events.get(which).addAll(raid.takeEvents());
                }
            }
        }
        return thefts(events);
    }

    /** An extract of which something is left, likelier the more that is; -1 if all are complete. */
    private int oneNotFinished(int[] taken) {
        int left = 0;
        for (int i = 0; i < taken.length; i++) {
            left += target.extracts.get(i).people().size() - taken[i];
        }
        int draw = left == 0 ? 0 : dice.below(left);
        for (int i = 0; left > 0 && i < taken.length; i++) {
            draw -= target.extracts.get(i).people().size() - taken[i];
            if (draw < 0) {
                return i;
            }
        }
        return -1;
    }

    private boolean isBusyEnough(Account account) {
        double people = StrictMath.expm1(Roster.usualLog(account, 0));
        return plot.variant() == Variant.OVER_WEEKS || people >= 2 * A_DAY_MIN;
    }

    private List<Theft> thefts(List<List<AccessEvent>> events) {
        List<Theft> thefts = new ArrayList<>();
        for (int i = 0; i < target.extracts.size(); i++) {
            if (!events.get(i).isEmpty()) {
                thefts.add(theft(target.extracts.get(i), events.get(i)));
            }
        }
        return thefts;
    }

    private Workplace ownPlace(Account account, int day) {
        return Workplace.atDesk(house.scenario().seed(), account, day);
    }

    private long afternoonMillis(int day) {
        return hourMillis(day, 14) + minutes(30, 70);
    }

    private long hourMillis(int day, int hour) {
        return house.roster().season().midnightMillis(day) + (long) hour * HOUR_MILLIS;
    }

    private long minutes(int min, int max) {
        return dice.between(min * MINUTE_MILLIS, max * MINUTE_MILLIS);
    }

    private Theft theft(Extract extract, List<AccessEvent> events) {
        return new Theft(plot, number, extract.part(), events);
    }
}
