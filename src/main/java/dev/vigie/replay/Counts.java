package dev.vigie.replay;

/**
 * What became of what was read. Together {@code counted}, {@code rejected}, {@code late} and {@code duplicate} are all
 * that was received.
 *
 * @param skewed of the counted: dated too far ahead of its ingestion; never in files, which do not know it
 * @param lateForSomeRules of the counted: too old for at least one rule
 * @param idReused of the counted: its id was known with other content
 * @param filtered read beside what was received: events outside the {@link Scope}, of which those before its end taught
 *     the detector what is usual
 */
public record Counts(
        long counted,
        long rejected,
        long late,
        long duplicate,
        long skewed,
        long lateForSomeRules,
        long idReused,
        long filtered) {

    /** What two parts are together. */
    Counts plus(Counts other) {
        return new Counts(
                counted + other.counted,
                rejected + other.rejected,
                late + other.late,
                duplicate + other.duplicate,
                skewed + other.skewed,
                lateForSomeRules + other.lateForSomeRules,
                idReused + other.idReused,
                filtered + other.filtered);
    }

    /** Lines and members of containers; headers and blank lines are none. */
    public long received() {
        return counted + rejected + late + duplicate;
    }
}
