package dev.vigie.detect;

import dev.vigie.measure.Inactivity;
import dev.vigie.measure.KeyedHash;
import dev.vigie.measure.NewValues;
import dev.vigie.measure.SequenceGaps;
import dev.vigie.measure.SequentialRun;
import dev.vigie.measure.SerialNumber;
import dev.vigie.measure.ShareEvidence;
import dev.vigie.measure.Silence;
import dev.vigie.measure.Sliding;
import dev.vigie.measure.SlidingDistinct;
import dev.vigie.measure.SlidingMean;
import dev.vigie.measure.SlidingNames;
import dev.vigie.measure.SlidingQuantile;
import dev.vigie.measure.SlidingSteps;
import dev.vigie.measure.SlidingSum;
import dev.vigie.measure.Watched;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import java.util.Arrays;
import java.util.List;

/** Adds an occurrence to a measure that grows at it, each kind in its own way. */
final class Intake {

    /** Mixes the values of a combination; fixed for ever, since stored state holds its results. */
    private static final KeyedHash COMBINATION = new KeyedHash(0x7669_6769_652d_7061L, 0x7274_2d69_6473_2d31L);

    private final boolean[] matched;
    private final boolean[] held;

    /**
     * @param matched the stage's: what the occurrence at hand has matched
     * @param held the same: correlations that hold at it
     */
    Intake(boolean[] matched, boolean[] held) {
        this.matched = matched;
        this.held = held;
    }

    /**
     * Adds {@code now} to {@code measure}, once that is at the group's clock, and says what it comes to where rules
     * look at no more than that.
     *
     * <p>Each kind does all of it by itself: a measure's methods are called some forty times for an event, and cost
     * less where the compiler knows whose they are.
     *
     * @param index of the measure
     * @return false if it is too old for the window; true too where it lacks a field, for then there is nothing to add
     */
    boolean add(MeasureSpec spec, int index, Sliding measure, Occurrence now, Visit visit) {
        long timeMillis = now.timeMillis();
        long clockMillis = visit.profile.clockMillis();
        Figures figures = visit.figures;
        switch (spec.kind()) {
            case EVENT_COUNT -> {
                SlidingSum count = (SlidingSum) measure;
                count.advance(clockMillis);
                boolean inTime = count.add(timeMillis, 1);
                figures.put(index, count.value(), count.relativeError());
                return inTime;
            }
            case VALUE_COUNT, SUSPECTS -> {
                SlidingDistinct values = (SlidingDistinct) measure;
                values.advance(clockMillis);
                boolean inTime = addValues(spec, values, now, timeMillis);
                figures.put(index, values.estimate(), values.relativeError());
                return inTime;
            }
            case SEQUENTIAL_RUN -> {
                SequentialRun run = (SequentialRun) measure;
                run.advance(clockMillis);
                boolean inTime = addSerials(run, now);
                figures.put(index, run.value(), run.relativeError());
                return inTime;
            }
            case SHARE -> {
                // What is usual does not learn from what an open episode read.
                boolean teaches = visit.profile.episode() == null;
                ShareEvidence shares = (ShareEvidence) measure;
                shares.advance(clockMillis);
                boolean inTime = addShares(spec, shares, now, teaches);
                figures.put(index, shares.value(), shares.relativeError());
                return inTime;
            }
            case NEW_VALUE -> {
                NewValues values = (NewValues) measure;
                values.advance(clockMillis);
                boolean inTime = addNew(spec.fields().get(0), values, now);
                figures.put(index, values.value(), values.relativeError());
                return inTime;
            }
            case INACTIVITY -> {
                Inactivity sleep = (Inactivity) measure;
                sleep.advance(clockMillis);
                sleep.see(timeMillis);
                sleep.advance(clockMillis); // a late event may end a sleep that is not stated any more
                figures.put(index, sleep.value(), sleep.relativeError());
                return true;
            }
            case VALUE_SUM -> {
                SlidingSum sum = (SlidingSum) measure;
                sum.advance(clockMillis);
                long amount = now.number(spec.fields().get(0));
                boolean inTime = amount == AccessEvent.UNKNOWN || sum.add(timeMillis, amount);
                figures.put(index, sum.value(), sum.relativeError());
                return inTime;
            }
            default -> { // each by name below
                measure.advance(clockMillis);
                return addRarer(spec, measure, now, visit);
            }
        }
    }

    private boolean addRarer(MeasureSpec spec, Sliding measure, Occurrence now, Visit visit) {
        long timeMillis = now.timeMillis();
        long clockMillis = visit.profile.clockMillis();
        return switch (spec.kind()) {
            case VALUE_MEAN, VALUE_QUANTILE -> addAmount(spec, measure, now);
            case STEPS -> addSteps(spec, (SlidingSteps) measure, now, visit.keyings);
            case ACCOUNTS -> ((SlidingNames) measure).add(timeMillis, now.accountName(), Episode.weightOf(now));
            case WATCHED -> {
                ((Watched) measure).see(timeMillis);
                yield true;
            }
            case SILENCE -> {
                ((Silence) measure).see(timeMillis);
                yield true;
            }
            case SEQUENCE_GAP -> {
                long number = now.number(Field.SEQUENCE);
                yield number == AccessEvent.UNKNOWN
                        || ((SequenceGaps) measure).add(timeMillis, number, now.appendedMillis(), now.arrivedMillis());
            }
            case BACKDATED -> {
                if (isLate(spec, timeMillis, clockMillis)) {
                    long arrivedMillis = Math.max(clockMillis, now.ingestedAtMillis());
                    addValues(spec, (SlidingDistinct) measure, now, arrivedMillis);
                }
                yield true;
            }
            case REUSED_ID -> {
                if (now.isIdReused()) {
                    boolean late = isLate(spec, timeMillis, clockMillis);
                    ((SlidingSum) measure).add(late ? clockMillis : timeMillis, 1);
                }
                yield true;
            }
            case MAXIMUM, DRIFT, JOINT -> throw new IllegalStateException("days are not added to");
            case EVENT_COUNT, VALUE_COUNT, SUSPECTS, SEQUENTIAL_RUN, SHARE, NEW_VALUE, INACTIVITY, VALUE_SUM ->
                throw new IllegalStateException(spec.kind() + " is not rare");
        };
    }

    /** False if {@link #add} would change nothing, as with most events for what looks at few. */
    static boolean changes(MeasureSpec spec, Occurrence now, long clockMillis) {
        if (spec.kind() == MeasureSpec.Kind.BACKDATED) {
            return isLate(spec, now.timeMillis(), clockMillis);
        }
        return spec.kind() != MeasureSpec.Kind.REUSED_ID || now.isIdReused();
    }

    private static boolean isLate(MeasureSpec spec, long timeMillis, long clockMillis) {
        return timeMillis <= clockMillis - spec.timespanMillis();
    }

    private static boolean addAmount(MeasureSpec spec, Sliding measure, Occurrence now) {
        long amount = now.number(spec.fields().get(0));
        if (amount == AccessEvent.UNKNOWN) {
            return true;
        }
        return measure instanceof SlidingMean mean
                ? mean.add(now.timeMillis(), amount)
                : ((SlidingQuantile) measure).add(now.timeMillis(), amount);
    }

    private boolean addSteps(MeasureSpec spec, SlidingSteps steps, Occurrence now, long keyings) {
        boolean inTime = true;
        List<Trigger> triggers = spec.triggers();
        for (int i = 0; i < triggers.size(); i++) {
            if (triggers.get(i).fires(matched, held, keyings)) {
                inTime &= steps.add(i, now.timeMillis(), now.eventHash());
            }
        }
        return inTime;
    }

    private static boolean addValues(MeasureSpec spec, SlidingDistinct values, Occurrence now, long timeMillis) {
        List<Field> fields = spec.fields();
        boolean inTime = true;
        if (fields.size() == 1) {
            Field field = fields.get(0);
            int count = now.valueCount(field);
            for (int i = 0; i < count; i++) {
                inTime &= values.add(timeMillis, now.valueHash(field, i));
            }
            return inTime;
        }
        int combinations = 1;
        for (Field field : fields) {
            combinations *= now.valueCount(field); // at most one of them has more than one value
        }
        for (int i = 0; i < combinations; i++) {
            long hash = 0;
            for (Field field : fields) {
                int index = now.valueCount(field) == 1 ? 0 : i;
                hash = COMBINATION.mix(hash, now.valueHash(field, index));
            }
            inTime &= values.add(timeMillis, hash);
        }
        return inTime;
    }

    /** In rising order, where they are of one series: an export sorted by name is a run all the same. */
    private static boolean addSerials(SequentialRun run, Occurrence now) {
        int count = now.valueCount(Field.SUBJECT);
        if (count == 1) {
            return addSerial(run, now.timeMillis(), now.told(Facet.SERIES, 0), now.told(Facet.SERIAL, 0));
        }
        long[] serials = new long[count];
        boolean oneSeries = true;
        for (int i = 0; i < count; i++) {
            serials[i] = now.told(Facet.SERIAL, i);
            oneSeries &= now.told(Facet.SERIES, i) == now.told(Facet.SERIES, 0);
        }
        if (oneSeries) {
            Arrays.sort(serials);
        }
        boolean inTime = true;
        for (int i = 0; i < count; i++) {
            inTime &= addSerial(run, now.timeMillis(), now.told(Facet.SERIES, i), serials[i]);
        }
        return inTime;
    }

    private static boolean addSerial(SequentialRun run, long timeMillis, long series, long serial) {
        return serial == SerialNumber.NONE || run.add(timeMillis, series, serial);
    }

    private static boolean addShares(MeasureSpec spec, ShareEvidence shares, Occurrence now, boolean teaches) {
        boolean inTime = true;
        int count = now.valueCount(Field.SUBJECT);
        for (int i = 0; i < count; i++) {
            long value = now.told(spec.shared(), i);
            if (value != 0) {
                inTime &= shares.add(now.timeMillis(), now.valueHash(Field.SUBJECT, i), value, teaches);
            }
        }
        return inTime;
    }

    private static boolean addNew(Field field, NewValues values, Occurrence now) {
        boolean inTime = true;
        int count = now.valueCount(field);
        for (int i = 0; i < count; i++) {
            inTime &= values.add(now.timeMillis(), now.valueHash(field, i));
        }
        return inTime;
    }
}
