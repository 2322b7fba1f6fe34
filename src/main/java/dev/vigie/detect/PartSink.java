package dev.vigie.detect;

import java.nio.ByteBuffer;
import java.util.function.IntSupplier;

/** Receives a profile's parts, so that a store can write the changed ones alone. */
public interface PartSink {

    /**
     * Takes one part.
     *
     * @param id the part's id, unique within the profile and stable across releases
     * @param changed whether it differs from what was last written
     * @param closed whether it will never change again: kept apart, it is written once
     * @param bytes its exact serialised size, which may be costly to tell
     * @param writer puts exactly so many bytes; to be called before the profile changes again
     */
    void part(long id, boolean changed, boolean closed, IntSupplier bytes, PartWriter writer);

    /** Writes one part into a buffer. */
    @FunctionalInterface
    interface PartWriter {
        void writeTo(ByteBuffer out);
    }
}
