package dev.vigie.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Log files by name or by pattern, for those whom no shell helps: {@code *} and {@code ?} within a name, <code>{a,b}
 * </code>, and {@code **}{@code /} for any directories, none as well. What exists as a file is never taken for a
 * pattern.
 */
final class LogPaths {

    private static final int MATCHES_MAX = 1_000_000;

    private LogPaths() {}

    /** The files that are named, each pattern's in their order. */
    static List<Path> of(List<String> named) throws ConfigException, IOException {
        List<Path> paths = new ArrayList<>();
        for (String name : named) {
            if (isPattern(name) && !Files.exists(Path.of(name))) {
                paths.addAll(matching(name));
            } else {
                paths.add(Path.of(name));
            }
        }
        return paths;
    }

    private static boolean isPattern(String name) {
        return name.chars().anyMatch(c -> "*?{[".indexOf(c) >= 0);
    }

    private static List<Path> matching(String pattern) throws ConfigException, IOException {
        Path root = root(pattern);
        List<PathMatcher> matchers = new ArrayList<>();
        for (String each : List.of(pattern, pattern.replace("**/", ""))) {
            matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + each));
        }
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(root)) {
            try (Stream<Path> all = Files.walk(root)) {
                all.filter(path -> matchers.stream().anyMatch(matcher -> matcher.matches(path)))
                        .filter(Files::isRegularFile)
                        .sorted()
                        .limit(MATCHES_MAX)
                        .forEach(found::add);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        if (found.isEmpty()) {
            throw new ConfigException(pattern + ": no file matches");
        }
        return found;
    }

    /** The directory before the first part that is a pattern. */
    private static Path root(String pattern) {
        int wild = 0;
        while (!isPattern(pattern.substring(0, wild + 1))) {
            wild++;
        }
        int slash = pattern.lastIndexOf('/', wild);
        return slash < 0 ? Path.of("") : slash == 0 ? Path.of("/") : Path.of(pattern.substring(0, slash));
    }
}
