package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * What a caseworker does at the desk, click by click, on one day. Each method is one piece of work and moves the clock
 * to its end.
 */
final class Casework {

    /** The longest piece of work: at most {@value #STEPS_MAX} steps of {@value #STEP_MILLIS_MAX} milliseconds. */
    static final long CASE_MILLIS_MAX = 5L * 150_000;

    static final int HITS_MAX = 4;

    private static final int STEPS_MAX = 5;
    private static final long STEP_MILLIS_MIN = 2_000;
    private static final long STEP_MILLIS_MAX = CASE_MILLIS_MAX / STEPS_MAX;
    private static final int CASE_IDS = 1_000_000;

    private final Desk desk;
    private final Trade trade;
    private final Caseload caseload;
    private final Population population;
    private final Dice dice;
    private final Queue<AccessEvent> sink;
    private long clockMillis;

    Casework(Desk desk, Trade trade, Caseload caseload, Population population, Dice dice, Queue<AccessEvent> sink) {
        this.desk = desk;
        this.trade = trade;
        this.caseload = caseload;
        this.population = population;
        this.dice = dice;
        this.sink = sink;
    }

    long clockMillis() {
        return clockMillis;
    }

    void waitUntil(long timeMillis) {
        clockMillis = timeMillis;
    }

    void logIn() {
        if (dice.chance(0.03)) {
            sink.add(desk.login(clockMillis, Outcome.DENIED));
            pass(10);
        }
        sink.add(desk.login(clockMillis, Outcome.SUCCESS));
        pass(20);
    }

    /** Opens the day's agenda, which names the people on it. */
    void openAgenda(int people) {
        Register register = trade.daily();
        List<Subject> appointed = caseload.appoint(people, dice);
        access(register, Action.LIST, Outcome.SUCCESS, appointed, register.listFields(), true);
        pass(30);
    }

    /** Opens an overview, of which the log gives only the number of lines. */
    void openOverview() {
        sink.add(desk.counted(clockMillis, trade.daily(), dice.between(10, 60)));
        pass(20);
    }

    /** Deals with the next person. */
    void handleNext() {
        handle(caseload.next(dice));
    }

    /** Looks somebody up by name, which also shows people of a similar name, then deals with the one meant. */
    void searchAndHandle(int hits) {
        int person = caseload.next(dice);
        List<Subject> shown = new ArrayList<>(hits);
        shown.add(population.person(person));
        while (shown.size() < hits) {
            shown.add(population.person(caseload.ownPerson(dice)));
        }
        Register register = trade.daily();
        access(register, Action.SEARCH, Outcome.SUCCESS, shown, register.listFields(), true);
        pass(8);
        handle(person);
    }

    /** Opens the last person's file once more. */
    void returnToLast() {
        int person = caseload.last();
        read(trade.daily(), Action.READ, Outcome.SUCCESS, person);
        pass(45);
        if (dice.chance(trade.updateShare())) {
            read(trade.daily(), Action.UPDATE, Outcome.SUCCESS, person);
            pass(20);
        }
    }

    /** Opens the file of somebody whom another operator looks after; often that is refused. */
    void tryStranger() {
        Outcome outcome = dice.chance(0.4) ? Outcome.DENIED : Outcome.SUCCESS;
        read(trade.daily(), Action.READ, outcome, caseload.stranger(dice));
        pass(30);
    }

    private void handle(int person) {
        Register register = dice.chance(0.85) ? trade.daily() : trade.second();
        if (dice.chance(0.004)) {
            read(register, Action.READ, Outcome.ERROR, person);
            pass(15);
        }
        read(register, Action.READ, Outcome.SUCCESS, person);
        pass(40);
        if (dice.chance(0.5)) {
            read(trade.second(), Action.READ, Outcome.SUCCESS, person);
            pass(25);
        }
        if (dice.chance(trade.updateShare())) {
            read(register, Action.UPDATE, Outcome.SUCCESS, person);
            pass(20);
        }
        if (dice.chance(trade.printShare())) {
            read(register, dice.chance(0.8) ? Action.PRINT : Action.EXPORT, Outcome.SUCCESS, person);
        }
    }

    private void read(Register register, Action action, Outcome outcome, int person) {
        access(
                register,
                action,
                outcome,
                List.of(population.person(person)),
                register.fileFields(),
                caseload.isAssigned(person));
    }

    private void access(
            Register register,
            Action action,
            Outcome outcome,
            List<Subject> subjects,
            List<String> fields,
            boolean assigned) {
        String caseId = subjects.size() > 1 ? null : caseId(subjects.get(0));
        sink.add(desk.named(clockMillis, register, action, outcome, subjects, fields, caseId, assigned));
    }

    private static String caseId(Subject subject) {
        return "DOS-" + (CASE_IDS + Math.floorMod(subject.id().hashCode(), CASE_IDS));
    }

    private void pass(int meanSeconds) {
        long millis = STEP_MILLIS_MIN + (long) dice.exponential(meanSeconds * 1000.0);
        clockMillis += millis < STEP_MILLIS_MAX ? millis : STEP_MILLIS_MAX;
    }
}
