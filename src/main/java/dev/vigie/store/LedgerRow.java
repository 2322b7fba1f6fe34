package dev.vigie.store;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the event candidates that arrived from one operator within one minute.
 *
 * @param operator the operator; empty for candidates of which not even that is known
 * @param minuteMillis the minute's start, epoch milliseconds
 * @param rejected how many were rejected, by reason, sorted
 * @param skewed part of {@code counted}, as are the next two
 */
public record LedgerRow(
        String operator,
        long minuteMillis,
        long counted,
        Map<String, Long> rejected,
        long late,
        long duplicate,
        long skewed,
        long lateForSomeRules,
        long idReused) {

    public LedgerRow {
        rejected = java.util.Collections.unmodifiableMap(new TreeMap<>(rejected));
    }

    /** This and {@code other} together, under this one's name and the later minute. */
    LedgerRow plus(LedgerRow other) {
        return with(other, 1);
    }

    /** What this has beyond {@code earlier}, the same row as it was before. */
    LedgerRow minus(LedgerRow earlier) {
        return with(earlier, -1);
    }

    private LedgerRow with(LedgerRow other, int sign) {
        Map<String, Long> reasons = new TreeMap<>(rejected);
        other.rejected.forEach((reason, count) -> reasons.merge(reason, sign * count, Long::sum));
        return new LedgerRow(
                operator,
                Math.max(minuteMillis, other.minuteMillis),
                counted + sign * other.counted,
                reasons,
                late + sign * other.late,
                duplicate + sign * other.duplicate,
                skewed + sign * other.skewed,
                lateForSomeRules + sign * other.lateForSomeRules,
                idReused + sign * other.idReused);
    }

    /** Counted, rejected, late and duplicate together. */
    public long received() {
        return counted + rejectedInAll() + late + duplicate;
    }

    public long rejectedInAll() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
}
