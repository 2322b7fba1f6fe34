package dev.vigie.simulate;

import static dev.vigie.simulate.Season.HOUR_MILLIS;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * One day of a service's account, in order of time: much the same number of records every day, a large batch now and
 * then, more at the end of a month.
 */
final class MachineDay implements Iterator<AccessEvent> {

    private static final int RECORDS_MIN = 300;
    private static final double RECORDS_SPREAD = 2.3;
    private static final double DAY_SIGMA = 0.12;
    private static final double BIG_SHARE = 0.015;
    private static final double MONTH_END_FACTOR = 2;
    private static final int STREAM_FACTOR = 5;
    private static final int BATCH_RECORDS = 100;
    private static final long BATCH_SPACING_MILLIS = 20_000;
    private static final int RUNS_A_DAY = 24;

    /** Of a day: so that the day ends before the next one begins, summer time or not. */
    private static final long STREAM_MILLIS = 22L * HOUR_MILLIS;

    private final House house;
    private final Account account;
    private final Register register;
    private final Dice dice;
    private final Desk desk;
    private final Manner manner;
    private final int records;
    private final int events;
    private final long startMillis;
    private final long spacingMillis;
    private final int firstPerson;
    private int done;

    /** What the service does. */
    private enum Manner {
        /** Lists people by the hundred, at one time of the day. */
        BATCH,
        /** Exports by the hour; the log counts the records only. */
        COUNTED,
        /** Opens file after file, all day and night. */
        STREAM
    }

    MachineDay(House house, Account account, int day) {
        long seed = house.scenario().seed();
        Dice ofAccount = Dice.of(seed, "service", account.index());
        this.house = house;
        this.account = account;
        this.register = account.trade(day).daily();
        this.dice = Dice.of(seed, "machine-day", account.index(), day);
        this.desk = new Desk(house, account, day, 0, Workplace.ofService(account));
        double draw = ofAccount.unit();
        this.manner = draw < 0.4 ? Manner.BATCH : draw < 0.75 ? Manner.COUNTED : Manner.STREAM;
        double usual = RECORDS_MIN * StrictMath.exp(RECORDS_SPREAD * ofAccount.unit()) * dice.logNormal(DAY_SIGMA);
        if (manner != Manner.STREAM && house.roster().season().isMonthEnd(day)) {
            usual *= MONTH_END_FACTOR;
        }
        if (manner == Manner.BATCH && dice.chance(BIG_SHARE)) {
            usual *= dice.between(2, 6);
        }
        this.records = (int) (manner == Manner.STREAM ? RECORDS_MIN + (usual - RECORDS_MIN) / STREAM_FACTOR : usual);
        long midnight = house.roster().season().midnightMillis(day);
        this.events = switch (manner) {
            case BATCH -> (records + BATCH_RECORDS - 1) / BATCH_RECORDS;
            case COUNTED -> RUNS_A_DAY;
            case STREAM -> records;
        };
        this.spacingMillis = manner == Manner.BATCH ? BATCH_SPACING_MILLIS : STREAM_MILLIS / events;
        this.startMillis = manner == Manner.BATCH ? midnight + ofAccount.below(20) * (long) HOUR_MILLIS : midnight;
        this.firstPerson = dice.below(account.operator().people());
    }

    @Override
    public boolean hasNext() {
        return done < events;
    }

    @Override
    public AccessEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        long time = startMillis + done * spacingMillis + (long) (dice.unit() * spacingMillis);
        AccessEvent event = switch (manner) {
            case BATCH -> batch(time);
            case COUNTED -> desk.counted(time, register, Action.EXPORT, 1 + records / RUNS_A_DAY);
            case STREAM -> {
                Subject subject = person(dice.below(account.operator().people()));
                yield named(time, Action.READ, List.of(subject));
            }
        };
        done++;
        return event;
    }

    private AccessEvent batch(long time) {
        int from = done * BATCH_RECORDS;
        int to = from + BATCH_RECORDS < records ? from + BATCH_RECORDS : records;
        List<Subject> subjects = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            subjects.add(person(firstPerson + i));
        }
        return named(time, Action.LIST, subjects);
    }

    private AccessEvent named(long time, Action action, List<Subject> subjects) {
        return desk.named(time, register, action, Outcome.SUCCESS, subjects, register.listFields(), null, true);
    }

    private Subject person(int place) {
        Operator operator = account.operator();
        return house.population().person(operator.firstPerson() + place % operator.people());
    }
}
