package dev.vigie.bench;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to deal with the events whose cost is measured. */
interface Job {

    /** As the table names it. */
    String title();

    /** How many events it is given. */
    long events();

    /** The job that only reads the same bytes, to compare with; null for such a one. */
    @Nullable
    Job polling();

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

        @Override
        void close();
    }
}
