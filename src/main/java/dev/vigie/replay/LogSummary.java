package dev.vigie.replay;

import dev.vigie.ingest.Layout;
import org.jspecify.annotations.Nullable;

/**
 * One log of a replay.
 *
 * @param name the file's name, with as many directories before it as tell it from the others
 * @param layout null for an empty log of which nobody said so
 * @param bytes as it lies on the disk
 * @param sha256 of those bytes, hexadecimal
 * @param received candidates in it
 * @param rejected those of them that are no event
 * @param brokenOff why its end could not be read, or null
 */
public record LogSummary(
        String name,
        @Nullable Layout layout,
        long bytes,
        String sha256,
        long received,
        long rejected,
        @Nullable String brokenOff) {}
