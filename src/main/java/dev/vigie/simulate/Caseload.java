package dev.vigie.simulate;

import dev.vigie.model.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The people whom a caseworker deals with on one day: mostly of some hundred of the operator's own, which change slowly
 * over the months; for a visa desk, applications as they came in.
 */
final class Caseload {

    static final int APPOINTMENTS_MAX = 12;

    private static final int PEOPLE_MIN = 150;
    private static final int DAYS_OF_PEOPLE = 12;
    private static final int SPACING = 120;
    private static final int TRIES_MAX = 12;
    private static final double OWN_SHARE = 0.9;

    /** Applications that a desk gets of each day's: its trade's usual number and some more. */
    private static final int APPLICATIONS = 40;

    private static final int SKIP_MAX = 3;
    private static final int RECENT_DAYS = 12;

    private final House house;
    private final Account account;
    private final Trade trade;
    private final int day;
    private final Dice dice;
    private final int window;
    private final @Nullable String language;
    private final Set<Long> shown = new HashSet<>();
    private final Queue<Subject> appointments = new ArrayDeque<>(APPOINTMENTS_MAX);
    private @Nullable Subject last;
    private long application;

    Caseload(House house, Account account, int day, Dice dice) {
        this.house = house;
        this.account = account;
        this.trade = account.trade(day);
        this.day = day;
        this.dice = dice;
        this.window = PEOPLE_MIN + (int) (DAYS_OF_PEOPLE * StrictMath.exp(Roster.usualLog(account, day)));
        this.language = trade.manner() == Trade.Manner.LANGUAGE
                ? Population.draw(Dice.of(house.scenario().seed(), "language", account.index()))
                : null;
        this.application = newest(day);
    }

    /** How many different people were shown today. */
    int shown() {
        return shown.size();
    }

    /** How many of today's appointments wait. */
    int waiting() {
        return appointments.size();
    }

    /** Fills the day's agenda. */
    List<Subject> appoint(int count) {
        List<Subject> people = new ArrayList<>(count);
        while (people.size() < count) {
            people.add(fresh());
        }
        appointments.addAll(people);
        return people;
    }

    /** Whoever comes next: by appointment, or as it happens. */
    Subject next() {
        Subject appointed = appointments.poll();
        return appointed != null ? deal(appointed) : deal(fresh());
    }

    /** The person dealt with last today, to whom a caseworker often returns. */
    @Nullable
    Subject last() {
        return last;
    }

    /** Somebody not shown today yet, though not at any price. */
    Subject fresh() {
        if (trade.manner() == Trade.Manner.QUEUE) {
            return application();
        }
        int person = ownPerson();
        for (int i = 0; i < TRIES_MAX && !suits(person); i++) {
            person = ownPerson();
        }
        return show(person);
    }

    /** Up to {@code count} neighbours: a class, the residents of a house, a family. */
    List<Subject> neighbours(int unit, int count) {
        int first = ownPerson() / unit * unit;
        List<Subject> people = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            people.add(show(ordinal(first - account.operator().firstPerson() + i)));
        }
        last = people.get(0);
        return people;
    }

    /** Somebody assigned to another operator; with one operator only, there is nobody else. */
    Subject stranger() {
        Operator own = account.operator();
        int others = house.peopleAssigned() - own.people();
        return others == 0
                ? fresh()
                : show((own.firstPerson() + own.people() + dice.below(others)) % house.peopleAssigned());
    }

    /** The next in the queue; colleagues took those that are skipped. Sometimes one of the last weeks. */
    private Subject application() {
        if (dice.chance(0.75)) {
            application += dice.chance(0.7) ? 1 : dice.between(2, SKIP_MAX);
            return show(application, house.population().applicant(application));
        }
        long older = newest(day - dice.below(day < RECENT_DAYS ? day + 1 : RECENT_DAYS)) + dice.below(APPLICATIONS);
        return show(older, house.population().applicant(older));
    }

    /** Where this desk's part of the day's applications begins. */
    private long newest(int ofDay) {
        Operator operator = account.operator();
        long perDay = (long) APPLICATIONS * operator.accounts();
        return operator.index() * Population.CENTRE_APPLICATIONS
                + perDay * ofDay
                + (long) APPLICATIONS * account.rank();
    }

    private boolean suits(int person) {
        return !shown.contains((long) person)
                && (language == null || house.population().nationality(person).equals(language));
    }

    private Subject deal(Subject subject) {
        last = subject;
        return subject;
    }

    private Subject show(int person) {
        return show(person, house.population().person(person));
    }

    private Subject show(long number, Subject subject) {
        shown.add(number);
        return subject;
    }

    /** One of the operator's people, mostly of this caseworker's; colleagues' caseloads overlap. */
    private int ownPerson() {
        return dice.chance(OWN_SHARE)
                ? ordinal(account.rank() * SPACING + day + dice.below(window))
                : ordinal(dice.below(account.operator().people()));
    }

    private int ordinal(int place) {
        return account.operator().firstPerson() + place % account.operator().people();
    }
}
