package dev.vigie.detect;

import dev.vigie.measure.Drift;
import dev.vigie.measure.JointScore;
import dev.vigie.measure.KeyedHash;
import dev.vigie.measure.Sliding;
import dev.vigie.measure.SlidingDistinct;
import dev.vigie.measure.SlidingMean;
import dev.vigie.measure.SlidingNames;
import dev.vigie.measure.SlidingQuantile;
import dev.vigie.measure.SlidingSteps;
import dev.vigie.measure.SlidingSum;
import dev.vigie.measure.UsualMaximum;
import dev.vigie.measure.Watched;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What is added up over which timespan: state is kept under this, not under a rule, so that a changed limit keeps its
 * state and rules that add up the same share it.
 *
 * @param fields what is counted, summed, averaged or ranked: none for events and steps, several for combinations
 * @param level 0 if selections alone make it grow, else one above the correlations that do
 * @param tuning of what looks back on days
 * @param partId the id under which the state is stored: stable across starts, rule sets and releases
 */
record MeasureSpec(
        List<Trigger> triggers,
        Kind kind,
        List<Field> fields,
        long timespanMillis,
        int level,
        Tuning tuning,
        long partId) {

    /**
     * What a look back on days depends on beside its measure.
     *
     * @param periodDays once in how many active days a false alert may be; 0 where it does not matter to the state
     * @param atLeast a smaller excess is no drift
     */
    record Tuning(double periodDays, double atLeast) {
        static final Tuning NONE = new Tuning(0, 0);
    }

    /** Which summary it is. */
    enum Kind {
        EVENT_COUNT,
        VALUE_COUNT,
        VALUE_SUM,
        VALUE_MEAN,
        VALUE_QUANTILE,
        STEPS,
        ACCOUNTS,
        WATCHED,
        MAXIMUM,
        DRIFT,
        JOINT,
        SUSPECTS
    }

    /** Part ids below this belong to the profile itself. */
    private static final long PART_ID_MIN = 1L << 32;

    /** The key of {@link #partId}: fixed for ever, since stored state is found by it. */
    private static final KeyedHash PART_HASH = new KeyedHash(0x7669_6769_652d_7061L, 0x7274_2d69_6473_2d31L);

    /** Mixes the values of a combination. */
    private static final KeyedHash COMBINATION = PART_HASH;

    /** @param inputKey stable name of what makes the measure grow, part of the identity of the stored state */
    static MeasureSpec of(
            String inputKey, List<Trigger> triggers, Kind kind, List<Field> fields, long timespanMillis, int level) {
        long hash = stableHash(kind + "|" + fields + "|" + timespanMillis + "|" + inputKey);
        return new MeasureSpec(triggers, kind, fields, timespanMillis, level, Tuning.NONE, (hash >>> 1) | PART_ID_MIN);
    }

    /** What the group's past days say of the measure, or of the measures, that {@code inputKey} names. */
    static MeasureSpec ofDays(String inputKey, Kind kind, Tuning tuning) {
        long hash = stableHash(kind + "|" + tuning + "|" + inputKey);
        return new MeasureSpec(List.of(), kind, List.of(), Long.MAX_VALUE / 4, 0, tuning, (hash >>> 1) | PART_ID_MIN);
    }

    /** A hash that stays the same for ever. */
    static long stableHash(String text) {
        return PART_HASH.of(text);
    }

    Sliding empty() {
        return switch (kind) {
            case EVENT_COUNT, VALUE_SUM -> new SlidingSum(timespanMillis);
            case VALUE_COUNT, SUSPECTS -> new SlidingDistinct(timespanMillis);
            case VALUE_MEAN -> new SlidingMean(timespanMillis);
            case VALUE_QUANTILE -> new SlidingQuantile(timespanMillis);
            case STEPS -> new SlidingSteps(timespanMillis, triggers.size());
            case ACCOUNTS -> new SlidingNames(timespanMillis);
            case WATCHED -> new Watched();
            case MAXIMUM -> new UsualMaximum();
            case DRIFT -> new Drift(tuning.periodDays(), tuning.atLeast());
            case JOINT -> new JointScore(tuning.periodDays());
        };
    }

    /** @throws IllegalArgumentException if the bytes are not those of such a measure */
    Sliding read(ByteBuffer bytes) {
        return switch (kind) {
            case EVENT_COUNT, VALUE_SUM -> SlidingSum.readFrom(bytes);
            case VALUE_COUNT, SUSPECTS -> SlidingDistinct.readFrom(bytes);
            case VALUE_MEAN -> SlidingMean.readFrom(bytes);
            case VALUE_QUANTILE -> SlidingQuantile.readFrom(bytes);
            case STEPS -> SlidingSteps.readFrom(bytes);
            case ACCOUNTS -> SlidingNames.readFrom(bytes);
            case WATCHED -> Watched.readFrom(bytes);
            case MAXIMUM -> UsualMaximum.readFrom(bytes);
            case DRIFT -> Drift.readFrom(bytes, tuning.periodDays(), tuning.atLeast());
            case JOINT -> JointScore.readFrom(bytes, tuning.periodDays());
        };
    }

    boolean grows(boolean[] matched, boolean[] held, long keyings) {
        return Trigger.anyFires(triggers, matched, held, keyings);
    }

    /**
     * Adds an occurrence at which this {@linkplain #grows grows}.
     *
     * @return false if it is too old for the window; true too where it lacks a field, for then there is nothing to add
     */
    boolean add(Sliding measure, Occurrence now, boolean[] matched, boolean[] held, long keyings) {
        return switch (kind) {
            case EVENT_COUNT -> ((SlidingSum) measure).add(now.timeMillis(), 1);
            case VALUE_COUNT, SUSPECTS -> addValues((SlidingDistinct) measure, now);
            case VALUE_SUM -> {
                long amount = now.number(fields.get(0));
                yield amount == AccessEvent.UNKNOWN || ((SlidingSum) measure).add(now.timeMillis(), amount);
            }
            case VALUE_MEAN -> {
                long amount = now.number(fields.get(0));
                yield amount == AccessEvent.UNKNOWN || ((SlidingMean) measure).add(now.timeMillis(), amount);
            }
            case VALUE_QUANTILE -> {
                long amount = now.number(fields.get(0));
                yield amount == AccessEvent.UNKNOWN || ((SlidingQuantile) measure).add(now.timeMillis(), amount);
            }
            case STEPS -> addSteps((SlidingSteps) measure, now, matched, held, keyings);
            case ACCOUNTS -> ((SlidingNames) measure).add(now.timeMillis(), Episode.nameOf(now), Episode.weightOf(now));
            case WATCHED -> {
                ((Watched) measure).see(now.timeMillis());
                yield true;
            }
            case MAXIMUM, DRIFT, JOINT -> throw new IllegalStateException("days are not added to");
        };
    }

    private boolean addSteps(SlidingSteps steps, Occurrence now, boolean[] matched, boolean[] held, long keyings) {
        boolean inTime = true;
        for (int i = 0; i < triggers.size(); i++) {
            if (triggers.get(i).fires(matched, held, keyings)) {
                inTime &= steps.add(i, now.timeMillis(), now.eventHash());
            }
        }
        return inTime;
    }

    private boolean addValues(SlidingDistinct values, Occurrence now) {
        boolean inTime = true;
        if (fields.size() == 1) {
            Field field = fields.get(0);
            int count = now.valueCount(field);
            for (int i = 0; i < count; i++) {
                inTime &= values.add(now.timeMillis(), now.valueHash(field, i));
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
            inTime &= values.add(now.timeMillis(), hash);
        }
        return inTime;
    }
}
