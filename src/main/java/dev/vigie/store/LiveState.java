package dev.vigie.store;

/** State that lives on the heap and is written back when its task prepares a commit. Used by one thread at a time. */
public interface LiveState {

    /** Writes, once, enough of what has changed since to have it again after a fault. */
    void writeChanged();

    /**
     * Drops everything on the heap, written or not: what the store below holds is the truth, for example after a fault.
     */
    void discard();
}
