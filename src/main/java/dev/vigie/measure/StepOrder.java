package dev.vigie.measure;

/**
 * The search for steps in their order: how many, from the first on, can be taken one after the other, each by an event
 * of its own. Why it finds the most stands in {@link SlidingSteps}.
 */
final class StepOrder {

    private final StepTimes[] steps;

    /** The events that serve the steps which are taken at the present moment. */
    private final long[] serving;

    private long momentMillis;
    private int firstAtMoment;

    /** The steps, as bits, that the present search has tried to give another event. */
    private long moved;

    private StepOrder(StepTimes[] steps, long fromMillis) {
        this.steps = steps;
        this.serving = new long[steps.length];
        this.momentMillis = fromMillis;
    }

    static int longest(StepTimes[] steps, long fromMillis) {
        StepOrder order = new StepOrder(steps, fromMillis);
        int taken = 0;
        while (taken < steps.length && order.takes(taken)) {
            taken++;
        }
        return taken;
    }

    /** Takes the step at the present moment, or else at the next at which it occurs. */
    private boolean takes(int step) {
        long next = steps[step].earliestFrom(momentMillis);
        if (next == momentMillis) {
            moved = 0;
            if (assigns(step, step)) {
                return true;
            }
            next = momentMillis == Long.MAX_VALUE ? StepTimes.NEVER : steps[step].earliestFrom(momentMillis + 1);
        }
        if (next == StepTimes.NEVER) {
            return false;
        }
        momentMillis = next;
        firstAtMoment = step;
        return assigns(step, step);
    }

    /** Gives the step an event of the moment that is free, or one whose step can be given another. */
    private boolean assigns(int step, int taken) {
        StepTimes times = steps[step];
        for (int i = 0; i < times.size(); i++) {
            if (times.covers(i, momentMillis) && servedBy(times.eventAt(i), taken) < 0) {
                serving[step] = times.eventAt(i);
                return true;
            }
        }
        for (int i = 0; i < times.size(); i++) {
            int owner = times.covers(i, momentMillis) ? servedBy(times.eventAt(i), taken) : -1;
            if (owner >= 0 && (moved & 1L << owner) == 0) {
                moved |= 1L << owner;
                if (assigns(owner, taken)) {
                    serving[step] = times.eventAt(i);
                    return true;
                }
            }
        }
        return false;
    }

    /** The step that an event serves at the moment, or -1: a span of several serves any number. */
    private int servedBy(long event, int taken) {
        for (int step = firstAtMoment; step < taken && event != StepTimes.SEVERAL; step++) {
            if (serving[step] == event) {
                return step;
            }
        }
        return -1;
    }
}
