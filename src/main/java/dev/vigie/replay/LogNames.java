package dev.vigie.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Names logs as results may show them: by file name, with as many directories before it as tell two of the same name
 * apart, and by all of them only where nothing less does.
 */
final class LogNames {

    private LogNames() {}

    /** One name for each of {@code logs}; the same file has the same name. */
    static List<String> of(List<Path> logs) {
        List<Path> paths =
                logs.stream().map(log -> log.toAbsolutePath().normalize()).toList();
        List<String> names = new ArrayList<>();
        for (Path path : paths) {
            names.add(shortest(path, paths));
        }
        return names;
    }

    private static String shortest(Path path, List<Path> all) {
        for (int depth = 1; depth < path.getNameCount(); depth++) {
            Path suffix = path.subpath(path.getNameCount() - depth, path.getNameCount());
            if (all.stream().noneMatch(other -> other.endsWith(suffix) && !other.equals(path))) {
                return suffix.toString().replace('\\', '/');
            }
        }
        return path.subpath(0, path.getNameCount()).toString().replace('\\', '/');
    }
}
