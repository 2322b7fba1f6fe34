package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.List;

/** One account while it steals: a clock that moves on, and what was done so far. */
final class Raid {

    private final House house;
    private final Account account;
    private final int day;
    private final Dice dice;
    private final List<AccessEvent> events = new ArrayList<>();
    private Desk desk;
    private int session = Desk.OWN_SESSIONS;
    private long clockMillis;

    /**
     * How long the pause between two steps is: log-normal, within bounds.
     *
     * @param sigma of the logarithm
     */
    record Pauses(double medianMillis, double sigma, long millisMin, long millisMax) {

        long throwMillis(Dice dice) {
            long millis = (long) (medianMillis * dice.logNormal(sigma));
            return millis < millisMin ? millisMin : millis > millisMax ? millisMax : millis;
        }
    }

    /** @param day index of the day on which the sessions begin */
    Raid(House house, Account account, int day, Workplace workplace, long startMillis, Dice dice) {
        this.house = house;
        this.account = account;
        this.day = day;
        this.dice = dice;
        this.clockMillis = startMillis;
        this.desk = new Desk(house, account, day, session, workplace);
    }

    long clockMillis() {
        return clockMillis;
    }

    void waitUntil(long timeMillis) {
        clockMillis = timeMillis;
    }

    /** Goes on from elsewhere. */
    void moveTo(Workplace workplace) {
        desk = new Desk(house, account, day, ++session, workplace);
    }

    void logIn(Pauses pauses) {
        events.add(desk.login(clockMillis, Outcome.SUCCESS));
        pause(pauses);
    }

    /** Takes these people in one event. */
    void take(Extract extract, Action action, int from, int to) {
        List<Subject> people = extract.people().subList(from, to);
        events.add(desk.named(
                clockMillis, extract.register(), action, Outcome.SUCCESS, people, extract.fields(), null, false));
    }

    /** Takes the whole extract, page by page. */
    void takePages(Extract extract, int pagePeople, Pauses pauses) {
        Action action = pagePeople == 1 ? Action.READ : extract.action();
        for (int from = 0; from < extract.people().size(); from += pagePeople) {
            int to = from + pagePeople;
            take(
                    extract,
                    action,
                    from,
                    to < extract.people().size() ? to : extract.people().size());
            pause(pauses);
        }
    }

    void pause(Pauses pauses) {
        clockMillis += pauses.throwMillis(dice);
    }

    /** What was done since this was last asked. */
    List<AccessEvent> takeEvents() {
        List<AccessEvent> done = List.copyOf(events);
        events.clear();
        return done;
    }
}
