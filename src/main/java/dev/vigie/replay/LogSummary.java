package dev.vigie.replay;

import dev.vigie.ingest.Layout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One log of a replay.
 *
 * @param name the file's name, with as many directories before it as tell it from the others; a member of an archive
 *     after an exclamation mark and a slash
 * @param path the file, or the archive that it lies in; null for what is no file. No result shows it
 * @param layout null for an empty log of which nobody said so, and for a copy
 * @param bytes as the file lies on the disk; for a member the archive's
 * @param sha256 of those bytes, hexadecimal
 * @param received candidates in it that the {@link Scope} covers, or that are no events
 * @param rejected those of them that are no event
 * @param filtered its events that the scope does not cover
 * @param brokenOff why its end could not be read, or null
 * @param copyOf the name of the file with the same bytes that was read in its stead, or null
 */
public record LogSummary(
        String name,
        @Nullable Path path,
        @Nullable Layout layout,
        long bytes,
        String sha256,
        long received,
        long rejected,
        long filtered,
        @Nullable String brokenOff,
        @Nullable String copyOf) {

    static LogSummary ofCopy(LogInput copy, String sha256, String original) {
        return new LogSummary(copy.name(), copy.path(), null, copy.bytes(), sha256, 0, 0, 0, null, original);
    }
}
