package dev.vigie.stream;

import dev.vigie.store.HeapBudget;
import dev.vigie.store.LedgerTotals;

/** What all of a process's detection tasks share: the heap that they may use, and the counts of what they did. */
public record DetectFigures(HeapBudget heap, LedgerTotals ledger, AlertFigures alerts, Handovers handovers) {

    /** Nothing counted yet. */
    public static DetectFigures within(long heapBytesMax) {
        return new DetectFigures(new HeapBudget(heapBytesMax), new LedgerTotals(), new AlertFigures(), new Handovers());
    }
}
