package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What a caseworker does at the desk, click by click. Each method is one piece of work and moves the clock to its end.
 */
final class Casework {

    static final int LIST_MAX = 40;

    private static final int LIST_MIN = 6;
    private static final int HITS_MAX = 4;
    private static final long STEP_MILLIS_MIN = 2_000;
    private static final long STEP_MILLIS_MAX = 150_000;
    private static final int CASE_IDS = 1_000_000;

    private final Desk desk;
    private final Trade trade;
    private final Caseload caseload;
    private final Dice dice;
    private final double haste;
    private final Queue<AccessEvent> sink;
    private long clockMillis;

    /** @param haste how long each step takes, 1 for an ordinary day */
    Casework(
            Desk desk,
            Trade trade,
            Caseload caseload,
            Dice dice,
            double haste,
            long timeMillis,
            Queue<AccessEvent> sink) {
        this.desk = desk;
        this.trade = trade;
        this.caseload = caseload;
        this.dice = dice;
        this.haste = haste;
        this.sink = sink;
        this.clockMillis = timeMillis;
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
        access(trade.daily(), Action.LIST, Outcome.SUCCESS, caseload.appoint(people), true);
        pass(30);
    }

    /** Opens somebody's file in a register that is not this trade's. */
    void openRare(Register register) {
        file(register, Action.READ, caseload.next());
        pass(60);
    }

    /** One piece of ordinary work that shows at most {@code people} more people. */
    void work(int people) {
        double kind = dice.unit();
        Subject before = caseload.last();
        if (kind < 0.04) {
            sink.add(desk.counted(clockMillis, trade.daily(), Action.LIST, dice.between(10, 60)));
            pass(20);
        } else if (kind < 0.27 && before != null) {
            returnTo(before);
        } else if (kind < 0.275) {
            tryStranger();
        } else if (people >= LIST_MIN && trade.manner() == Trade.Manner.LISTS && dice.chance(0.5)) {
            list(dice.between(LIST_MIN, people < LIST_MAX ? people : LIST_MAX));
        } else if (people >= 2 && caseload.waiting() == 0 && dice.chance(trade.cohortShare())) {
            group(dice.between(2, people < Population.COHORT ? people : Population.COHORT));
        } else if (caseload.waiting() == 0 && trade.manner() == Trade.Manner.CASES && dice.chance(0.35)) {
            search(dice.between(1, people < HITS_MAX ? people : HITS_MAX));
        } else {
            handle(caseload.next());
        }
    }

    /** Opens a list that names people, and some of their files. */
    private void list(int people) {
        List<Subject> listed = caseload.neighbours(Population.CLASS, people);
        access(trade.daily(), Action.LIST, Outcome.SUCCESS, listed, true);
        pass(40);
        for (int i = dice.below(3); i > 0; i--) {
            handle(dice.oneOf(listed));
        }
    }

    /** Deals with a family or a group that came together, one after the other. */
    private void group(int people) {
        List<Subject> together = caseload.neighbours(Population.COHORT, people);
        if (dice.chance(0.4)) {
            access(trade.daily(), Action.SEARCH, Outcome.SUCCESS, together, true);
            pass(10);
        }
        for (Subject person : together) {
            file(trade.daily(), Action.READ, person);
            pass(25);
        }
    }

    /** Looks somebody up by name, which also shows people of a similar name, then deals with the one meant. */
    private void search(int hits) {
        Subject meant = caseload.next();
        List<Subject> found = new ArrayList<>(hits);
        found.add(meant);
        while (found.size() < hits) {
            found.add(caseload.fresh());
        }
        access(trade.daily(), Action.SEARCH, Outcome.SUCCESS, found, true);
        pass(8);
        handle(meant);
    }

    private void returnTo(Subject person) {
        file(trade.daily(), Action.READ, person);
        pass(45);
        if (dice.chance(trade.updateShare())) {
            file(trade.daily(), Action.UPDATE, person);
            pass(20);
        }
    }

    /** Opens the file of somebody whom another operator looks after; often that is refused. */
    private void tryStranger() {
        Outcome outcome = dice.chance(0.4) ? Outcome.DENIED : Outcome.SUCCESS;
        access(trade.daily(), Action.READ, outcome, List.of(caseload.stranger()), false);
        pass(30);
    }

    private void handle(Subject person) {
        Register register = dice.chance(0.85) ? trade.daily() : trade.second();
        if (dice.chance(0.004)) {
            access(register, Action.READ, Outcome.ERROR, List.of(person), true);
            pass(15);
        }
        file(register, Action.READ, person);
        pass(40);
        if (dice.chance(0.35)) {
            file(register, Action.READ, person);
            pass(40);
        }
        if (dice.chance(0.7)) {
            file(trade.second(), Action.READ, person);
            pass(25);
        }
        if (dice.chance(trade.updateShare())) {
            file(register, Action.UPDATE, person);
            pass(20);
        }
        if (dice.chance(trade.printShare())) {
            file(register, dice.chance(0.8) ? Action.PRINT : Action.EXPORT, person);
        }
    }

    private void file(Register register, Action action, Subject person) {
        access(register, action, Outcome.SUCCESS, List.of(person), true);
    }

    private void access(Register register, Action action, Outcome outcome, List<Subject> subjects, boolean assigned) {
        boolean list = action == Action.LIST || action == Action.SEARCH;
        List<String> fields = list ? register.listFields() : register.fileFields();
        sink.add(desk.named(clockMillis, register, action, outcome, subjects, fields, caseId(subjects), assigned));
    }

    private static @Nullable String caseId(List<Subject> subjects) {
        return subjects.size() > 1
                ? null
                : "DOS-" + (CASE_IDS + Math.floorMod(subjects.get(0).id().hashCode(), CASE_IDS));
    }

    private void pass(int meanSeconds) {
        long millis = STEP_MILLIS_MIN + (long) dice.exponential(haste * meanSeconds * 1_000);
        clockMillis += millis < STEP_MILLIS_MAX ? millis : STEP_MILLIS_MAX;
    }
}
