package dev.vigie.replay;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A log to read.
 *
 * @param path the file that it is, or lies in
 * @param member its place among the archive's members, from 0; {@link #WHOLE} for a file of its own
 * @param name as results show it
 * @param bytes of the file
 * @param sha256 of the file, hexadecimal, or null where nobody needed to know yet
 */
record LogInput(
        Path path,
        int member,
        String name,
        long bytes,
        @Nullable String sha256) {

    static final int WHOLE = -1;
}
