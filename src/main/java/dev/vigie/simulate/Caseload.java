package dev.vigie.simulate;

import dev.vigie.model.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The people whom a caseworker deals with: mostly some hundred of the operator's own, of whom some have an appointment
 * today.
 */
final class Caseload {

    static final int APPOINTMENTS_MAX = 12;

    private static final int PEOPLE = 300;
    private static final int SPACING = 120;

    private final House house;
    private final Account account;
    private final Queue<Integer> appointments = new ArrayDeque<>(APPOINTMENTS_MAX);
    private int last;

    Caseload(House house, Account account) {
        this.house = house;
        this.account = account;
        this.last = ordinal(0);
    }

    /** Fills the day's agenda. */
    List<Subject> appoint(int count, Dice dice) {
        appointments.clear();
        List<Subject> people = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int person = ownPerson(dice);
            appointments.add(person);
            people.add(house.population().person(person));
        }
        return people;
    }

    boolean hasAppointments() {
        return !appointments.isEmpty();
    }

    /** The ordinal of whoever comes next: by appointment, or as it happens. */
    int next(Dice dice) {
        Integer appointed = appointments.poll();
        last = appointed != null ? appointed : ownPerson(dice);
        return last;
    }

    /** The person dealt with last, to whom a caseworker often returns. */
    int last() {
        return last;
    }

    /** One of the operator's people, mostly of this caseworker's; colleagues' caseloads overlap. */
    int ownPerson(Dice dice) {
        return dice.chance(0.85)
                ? ordinal(account.rank() * SPACING + dice.below(PEOPLE))
                : ordinal(dice.below(account.operator().people()));
    }

    /** Somebody assigned to another operator; with one operator only, there is nobody else. */
    int stranger(Dice dice) {
        Operator own = account.operator();
        int others = house.peopleAssigned() - own.people();
        return others == 0
                ? ownPerson(dice)
                : (own.firstPerson() + own.people() + dice.below(others)) % house.peopleAssigned();
    }

    boolean isAssigned(int person) {
        Operator own = account.operator();
        return person >= own.firstPerson() && person < own.firstPerson() + own.people();
    }

    private int ordinal(int place) {
        return account.operator().firstPerson() + place % account.operator().people();
    }
}
