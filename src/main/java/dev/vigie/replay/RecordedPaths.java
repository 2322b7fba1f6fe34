package dev.vigie.replay;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Paths as a manifest records them: relative to its directory, with slashes, so that they hold when that and the logs
 * are moved together, and say nothing of the machine. On another drive they are absolute, since there is no way around.
 */
public final class RecordedPaths {

    private RecordedPaths() {}

    /** How {@code file} is recorded in a manifest in {@code directory}. */
    public static String of(Path directory, Path file) {
        Path from = directory.toAbsolutePath().normalize();
        Path to = file.toAbsolutePath().normalize();
        try {
            to = from.relativize(to);
        } catch (IllegalArgumentException e) {
            // Another drive.
        }
        return to.toString().replace('\\', '/');
    }

    /**
     * The file that is recorded so.
     *
     * @throws ReplayException if no file can be called so
     */
    public static Path resolve(Path directory, String recorded) throws ReplayException {
        try {
            return directory.toAbsolutePath().resolve(recorded).normalize();
        } catch (InvalidPathException e) {
            throw new ReplayException(directory + ": the manifest records a path that is none here");
        }
    }
}
