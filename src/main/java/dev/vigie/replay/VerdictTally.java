package dev.vigie.replay;

import dev.vigie.detect.Verdict;
import dev.vigie.detect.Verdict.Fate;
import dev.vigie.model.AccessEvent;
import java.io.IOException;

/** What has become of one worker's events: adds it up, and tells an output of what the scope covers. */
final class VerdictTally {

    private final Scope scope;
    private final EventsToCome toCome;
    private final ReplayOutput.Events output;
    private final OperatorClocks clocks = new OperatorClocks();
    private long counted;
    private long late;
    private long duplicate;
    private long skewed;
    private long lateForSomeRules;
    private long idReused;

    VerdictTally(Scope scope, EventsToCome toCome, ReplayOutput.Events output) {
        this.scope = scope;
        this.toCome = toCome;
        this.output = output;
    }

    /** @param number of the event in the order of the replay */
    void add(long number, ReadEvent read, AccessEvent event, Verdict verdict) throws IOException {
        String source = event.sourceIp();
        if (source != null) {
            toCome.takeFrom(source);
        }
        if (verdict.fate() == Fate.COUNTED) {
            clocks.tick(event.operator(), read.atMillis());
        }
        if (scope.covers(event)) {
            count(verdict);
            output.judged(number, event, verdict);
        }
    }

    private void count(Verdict verdict) {
        switch (verdict.fate()) {
            case COUNTED -> {
                counted++;
                skewed += verdict.skewed() ? 1 : 0;
                lateForSomeRules += verdict.lateForSomeRules() ? 1 : 0;
                idReused += verdict.idReused() ? 1 : 0;
            }
            case LATE -> late++;
            case DUPLICATE -> duplicate++;
        }
    }

    /** Moves {@code all} on to where the events of this worker have moved its clocks. */
    void tick(OperatorClocks all) {
        clocks.tick(all);
    }

    /** Of what the scope covers. */
    Counts counts() {
        return new Counts(counted, 0, late, duplicate, skewed, lateForSomeRules, idReused, 0);
    }
}
