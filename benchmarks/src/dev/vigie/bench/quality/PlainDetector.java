package dev.vigie.bench.quality;

/** What people would build instead. Each scores account-days; at most one alert per account-day. */
enum PlainDetector {
    /** The day's distinct people so far, against one limit for everybody. */
    GLOBAL_LIMIT("one global limit"),
    /** By how many standard deviations the day's distinct people so far exceed the account's mean day. */
    MEAN_AND_SIGMA("mean + k sigma per account"),
    /** The anomaly score of the finished day's vector in the account's own random cut forest. */
    FOREST("random cut forest per account");

    private final String title;

    PlainDetector(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
