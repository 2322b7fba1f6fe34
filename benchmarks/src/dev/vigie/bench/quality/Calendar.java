package dev.vigie.bench.quality;

/**
 * Days as UTC has them, by index from the first one.
 *
 * @param firstEpochDay the first day, counted from 1 January 1970
 * @param days how many there are; what a wrong clock puts outside counts as the first or the last
 */
record Calendar(long firstEpochDay, int days) {

    static final long DAY_MILLIS = 86_400_000;

    int day(long timeMillis) {
        long day = Math.floorDiv(timeMillis, DAY_MILLIS) - firstEpochDay;
        return (int) Math.max(0, Math.min(days - 1, day));
    }

    long startMillis(int day) {
        return (firstEpochDay + day) * DAY_MILLIS;
    }
}
