package dev.vigie.cli;

/** Stretches of time as people say them, in the largest unit of which there are two. */
final class Ages {

    private static final long SECOND_MILLIS = 1_000;
    private static final long MINUTE_MILLIS = 60 * SECOND_MILLIS;
    private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    private Ages() {}

    static String text(long millis) {
        if (millis < 0) {
            return "-" + text(-millis);
        }
        if (millis >= 2 * DAY_MILLIS) {
            return millis / DAY_MILLIS + " d";
        }
        if (millis >= 2 * HOUR_MILLIS) {
            return millis / HOUR_MILLIS + " h";
        }
        if (millis >= 2 * MINUTE_MILLIS) {
            return millis / MINUTE_MILLIS + " min";
        }
        return millis >= 2 * SECOND_MILLIS ? millis / SECOND_MILLIS + " s" : millis + " ms";
    }
}
