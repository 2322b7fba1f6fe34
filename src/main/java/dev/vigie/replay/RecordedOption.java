package dev.vigie.replay;

import org.jspecify.annotations.Nullable;

/**
 * An option of the command that a folder came from.
 *
 * @param name with its dashes
 * @param value as it was given, a path as {@link RecordedPaths} has it; empty for a switch
 * @param isPath whether it names a file or a directory
 * @param sha256 of the file's content, or null where it names none
 */
public record RecordedOption(
        String name, String value, boolean isPath, @Nullable String sha256) {}
