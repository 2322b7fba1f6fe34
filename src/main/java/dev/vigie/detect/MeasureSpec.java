package dev.vigie.detect;

import dev.vigie.measure.Drift;
import dev.vigie.measure.Inactivity;
import dev.vigie.measure.JointScore;
import dev.vigie.measure.KeyedHash;
import dev.vigie.measure.NewValues;
import dev.vigie.measure.SequenceGaps;
import dev.vigie.measure.SequentialRun;
import dev.vigie.measure.ShareEvidence;
import dev.vigie.measure.Silence;
import dev.vigie.measure.Sliding;
import dev.vigie.measure.SlidingDistinct;
import dev.vigie.measure.SlidingMean;
import dev.vigie.measure.SlidingNames;
import dev.vigie.measure.SlidingQuantile;
import dev.vigie.measure.SlidingSteps;
import dev.vigie.measure.SlidingSum;
import dev.vigie.measure.UsualMaximum;
import dev.vigie.measure.Watched;
import dev.vigie.model.Field;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What is added up over which timespan: state is kept under this, not under a rule, so that a changed limit keeps its
 * state and rules that add up the same share it.
 *
 * @param fields what is counted, summed, averaged or ranked: none for events and steps, several for combinations
 * @param shared for a share what is told of each subject; else {@link Facet#NONE}
 * @param level 0 if selections alone make it grow, else one above the correlations that do
 * @param tuning of what looks back on days
 * @param partId the id under which the state is stored: stable across starts, rule sets and releases
 */
record MeasureSpec(
        List<Trigger> triggers,
        Kind kind,
        List<Field> fields,
        Facet shared,
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
        SUSPECTS,
        SEQUENTIAL_RUN,
        SHARE,
        NEW_VALUE,
        INACTIVITY,
        SILENCE,
        SEQUENCE_GAP,
        BACKDATED,
        REUSED_ID;

        /** True if it looks at events that are too old for everything else, too. */
        boolean countsLate() {
            return this == BACKDATED || this == REUSED_ID;
        }
    }

    /** Part ids below this belong to the profile itself. */
    private static final long PART_ID_MIN = 1L << 32;

    /** The key of {@link #partId}: fixed for ever, since stored state is found by it. */
    private static final KeyedHash PART_HASH = new KeyedHash(0x7669_6769_652d_7061L, 0x7274_2d69_6473_2d31L);

    /** @param inputKey stable name of what makes the measure grow, part of the identity of the stored state */
    static MeasureSpec of(
            String inputKey, List<Trigger> triggers, Kind kind, List<Field> fields, long timespanMillis, int level) {
        long hash = stableHash(kind + "|" + fields + "|" + timespanMillis + "|" + inputKey);
        return new MeasureSpec(triggers, kind, fields, Facet.NONE, timespanMillis, level, Tuning.NONE, partId(hash));
    }

    /** The shares of the subjects' values of {@code attribute}. */
    static MeasureSpec ofShare(
            String inputKey, List<Trigger> triggers, String attribute, long timespanMillis, int level) {
        List<Field> subject = List.of(Field.SUBJECT);
        long hash = stableHash(Kind.SHARE + "|" + attribute + "|" + timespanMillis + "|" + inputKey);
        return new MeasureSpec(
                triggers,
                Kind.SHARE,
                subject,
                Facet.attribute(attribute),
                timespanMillis,
                level,
                Tuning.NONE,
                partId(hash));
    }

    private static long partId(long hash) {
        return (hash >>> 1) | PART_ID_MIN;
    }

    /** What the group's past days say of the measure, or of the measures, that {@code inputKey} names. */
    static MeasureSpec ofDays(String inputKey, Kind kind, Tuning tuning) {
        long hash = stableHash(kind + "|" + tuning + "|" + inputKey);
        return new MeasureSpec(List.of(), kind, List.of(), Facet.NONE, Long.MAX_VALUE / 4, 0, tuning, partId(hash));
    }

    /** A hash that stays the same for ever. */
    static long stableHash(String text) {
        return PART_HASH.of(text);
    }

    Sliding empty() {
        return switch (kind) {
            case EVENT_COUNT, VALUE_SUM, REUSED_ID -> new SlidingSum(timespanMillis);
            case VALUE_COUNT, SUSPECTS, BACKDATED -> new SlidingDistinct(timespanMillis);
            case VALUE_MEAN -> new SlidingMean(timespanMillis);
            case VALUE_QUANTILE -> new SlidingQuantile(timespanMillis);
            case STEPS -> new SlidingSteps(timespanMillis, triggers.size());
            case ACCOUNTS -> new SlidingNames(timespanMillis);
            case WATCHED -> new Watched();
            case MAXIMUM -> new UsualMaximum();
            case DRIFT -> new Drift(tuning.periodDays(), tuning.atLeast());
            case JOINT -> new JointScore(tuning.periodDays());
            case SEQUENTIAL_RUN -> new SequentialRun(timespanMillis);
            case SHARE -> new ShareEvidence(timespanMillis);
            case NEW_VALUE -> new NewValues(timespanMillis);
            case INACTIVITY -> new Inactivity(timespanMillis);
            case SILENCE -> new Silence(timespanMillis);
            case SEQUENCE_GAP -> new SequenceGaps(timespanMillis);
        };
    }

    /** @throws IllegalArgumentException if the bytes are not those of such a measure */
    Sliding read(ByteBuffer bytes) {
        return switch (kind) {
            case EVENT_COUNT, VALUE_SUM, REUSED_ID -> SlidingSum.readFrom(bytes);
            case VALUE_COUNT, SUSPECTS, BACKDATED -> SlidingDistinct.readFrom(bytes);
            case VALUE_MEAN -> SlidingMean.readFrom(bytes);
            case VALUE_QUANTILE -> SlidingQuantile.readFrom(bytes);
            case STEPS -> SlidingSteps.readFrom(bytes);
            case ACCOUNTS -> SlidingNames.readFrom(bytes);
            case WATCHED -> Watched.readFrom(bytes);
            case MAXIMUM -> UsualMaximum.readFrom(bytes);
            case DRIFT -> Drift.readFrom(bytes, tuning.periodDays(), tuning.atLeast());
            case JOINT -> JointScore.readFrom(bytes, tuning.periodDays());
            case SEQUENTIAL_RUN -> SequentialRun.readFrom(bytes);
            case SHARE -> ShareEvidence.readFrom(bytes);
            case NEW_VALUE -> NewValues.readFrom(bytes);
            case INACTIVITY -> Inactivity.readFrom(bytes);
            case SILENCE -> Silence.readFrom(bytes);
            case SEQUENCE_GAP -> SequenceGaps.readFrom(bytes);
        };
    }

    /**
     * True if it grows with all that happens, for alerts' own figures: then an event too old for it is late for no
     * rule.
     */
    boolean isOfNoRule() {
        return triggers.get(0).base() == Trigger.ANY && triggers.get(0).outcome() == Trigger.ANY;
    }

    /** What of an event it takes in. */
    List<Facet> facets() {
        return switch (kind) {
            case SEQUENTIAL_RUN -> List.of(Facet.SERIES, Facet.SERIAL);
            case SHARE -> List.of(shared);
            case EVENT_COUNT,
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
                    SUSPECTS,
                    NEW_VALUE,
                    INACTIVITY,
                    SILENCE,
                    SEQUENCE_GAP,
                    BACKDATED,
                    REUSED_ID -> fields.stream().map(Facet::of).toList();
        };
    }
}
