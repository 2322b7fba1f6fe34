package dev.vigie.detect;

/** An operator's clock, and how far its events have really come. */
final class OperatorClock {

    /** As its profile has it, a step behind at most. */
    final long steppedMillis;

    long highestMillis;

    OperatorClock(long steppedMillis, long highestMillis) {
        this.steppedMillis = steppedMillis;
        this.highestMillis = highestMillis;
    }
}
