package dev.vigie.bench;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to deal with the events whose cost is measured. */
public interface Job {

    /** As the table names it. */
    String title();

    /** How many events it is given. */
    long events();

    /**
     * Starts the job afresh: it knows nothing of earlier runs.
     *
     * @param name unlike those of all runs before
     */
    Run start(String name) throws Exception;

    /** A job at work. */
    interface Run extends AutoCloseable {

        /** Waits until it may read. False if it took longer. */
        boolean awaitRunning(Duration timeout) throws InterruptedException;

        /** True once it has committed that it has read everything. */
        boolean done();

        /** What is wrong with what it has done; empty if nothing is. */
        List<String> faults() throws Exception;

        /** What it took where another process than this one did the work; null where this one did. */
        default @Nullable Spent elsewhere() {
            return null;
        }

        @Override
        void close();
    }
}
