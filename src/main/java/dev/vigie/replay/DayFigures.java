package dev.vigie.replay;

/**
 * The numbers of an account's day, or of a part of one.
 *
 * @param events each once, whatever came of it
 * @param recordsUnnamed that were shown and that the log counted without naming anyone
 * @param denied events that showed nothing since it was not allowed
 * @param firstMillis of the events; {@link Long#MAX_VALUE} of none
 * @param lastMillis of the events; {@link Long#MIN_VALUE} of none
 * @param people distinct people read
 * @param peopleNew of these, those whom the account had not read on an earlier day
 */
record DayFigures(
        long events, long recordsUnnamed, long denied, long firstMillis, long lastMillis, long people, long peopleNew) {

    static final DayFigures NONE = new DayFigures(0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE, 0, 0);

    /** What two parts are together. */
    DayFigures plus(DayFigures other) {
        return new DayFigures(
                events + other.events,
                recordsUnnamed + other.recordsUnnamed,
                denied + other.denied,
                Math.min(firstMillis, other.firstMillis),
                Math.max(lastMillis, other.lastMillis),
                people + other.people,
                peopleNew + other.peopleNew);
    }

    void write(RecordBytes to) {
        to.number(events)
                .number(recordsUnnamed)
                .number(denied)
                .number(firstMillis)
                .number(lastMillis)
                .number(people)
                .number(peopleNew);
    }

    static DayFigures read(RecordReader from) {
        return new DayFigures(
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.number());
    }
}
