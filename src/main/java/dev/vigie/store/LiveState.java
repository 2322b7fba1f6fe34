package dev.vigie.store;

/** State that lives on the heap and is written back when its task prepares a commit. Used by one thread at a time. */
public interface LiveState {

    /** Writes, once, enough of what has changed since to have it again after a fault. */
    void writeChanged();

    /**
     * How much of what makes the next writing a large one has come together. From 1 on that should be soon, and at a
     * commit at which no other state has a large one.
     */
    default double fullness() {
        return 0;
    }

    /** Has the next writing be a large one. */
    default void writeAllNext() {}

    /**
     * Drops everything on the heap, written or not: what the store below holds is the truth, for example after a fault.
     */
    void discard();
}
