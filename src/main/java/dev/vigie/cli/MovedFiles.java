package dev.vigie.cli;

import dev.vigie.replay.Manifest;
import dev.vigie.replay.RecordedOption;
import dev.vigie.replay.RecordedPaths;
import dev.vigie.replay.ReplayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where what a replay was given lies now, for whoever repeats it elsewhere. */
final class MovedFiles {

    @Option(
            names = "--logs",
            paramLabel = "DIR",
            description = "Where a replay's logs lie, by their names, if no longer where its manifest says.")
    private @Nullable Path logs;

    @Option(
            names = "--moved",
            paramLabel = "OPTION=FILE",
            description = "Where what the replay was given by an option lies, if no longer where its manifest says:"
                    + " config=FILE, mapping=FILE, rules=DIR, lists=DIR. May be given for each of them.")
    private Map<String, Path> moved = new TreeMap<>();

    /** True if anything is said to have moved. */
    boolean isAny() {
        return logs != null || !moved.isEmpty();
    }

    /**
     * Where a log lies.
     *
     * @param directory the manifest's
     * @throws ConfigException if it is not there
     */
    Path log(Path directory, Manifest.Input input) throws ConfigException, ReplayException {
        Path file = logs == null
                ? RecordedPaths.resolve(directory, String.valueOf(input.path()))
                : RecordedPaths.resolve(logs, input.name());
        if (!Files.isRegularFile(file)) {
            throw new ConfigException(
                    file + ": no such file, but the replay read it; --logs DIR says where the logs lie now");
        }
        return file;
    }

    /**
     * Where a file or a directory lies that an option named.
     *
     * @param directory the manifest's
     * @throws ConfigException if it is not there
     */
    Path given(Path directory, RecordedOption option) throws ConfigException, ReplayException {
        String name = key(option);
        Path told = moved.get(name);
        Path file = told == null ? RecordedPaths.resolve(directory, option.value()) : told;
        if (!Files.exists(file)) {
            throw new ConfigException(file + ": no such file, but the replay was given it by " + option.name()
                    + "; --moved " + name + "=FILE says where it lies now");
        }
        return file;
    }

    /**
     * Insists that all that is said to have moved was given.
     *
     * @param options that the replay was given, without those that are not needed again
     */
    void requireGiven(List<RecordedOption> options) throws ConfigException {
        List<String> names = options.stream()
                .filter(RecordedOption::isPath)
                .map(MovedFiles::key)
                .distinct()
                .sorted()
                .toList();
        for (String name : moved.keySet()) {
            if (!names.contains(name)) {
                throw new ConfigException("--moved " + name + ": the replay was not given that; "
                        + (names.isEmpty()
                                ? "it was given no file but logs"
                                : "it was given " + String.join(", ", names)));
            }
        }
    }

    private static String key(RecordedOption option) {
        return option.name().replaceFirst("^--", "");
    }
}
