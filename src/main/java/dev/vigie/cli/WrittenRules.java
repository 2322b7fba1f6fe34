package dev.vigie.cli;

import dev.vigie.rule.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes rule files to a directory of their own. */
final class WrittenRules {

    /** What the built-in rules' names begin with. */
    private static final Path BUILT_IN = Path.of("rules");

    private WrittenRules() {}

    static void refuseUsed(Path directory) throws ConfigException, IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new ConfigException(directory + ": a file; rules need a directory");
        }
        try (Stream<Path> files = Files.list(directory)) {
            if (files.findAny().isPresent()) {
                throw new ConfigException(directory + ": not empty; choose another directory");
            }
        }
    }

    /**
     * Writes the files as they lie below {@code root}, others, as an installation's lists, beside them.
     *
     * @param root where the rules came from, a directory or a file; null for the built-in ones
     */
    static void write(List<RuleFile> files, @Nullable Path root, Path directory) throws IOException {
        Path from = root == null ? BUILT_IN : root;
        for (RuleFile file : files) {
            Path name = Path.of(file.name());
            Path within = name.startsWith(from) && !name.equals(from) ? from.relativize(name) : name.getFileName();
            Path to = directory.resolve(within);
            Path parent = to.getParent();
            Files.createDirectories(parent == null ? directory : parent);
            Files.writeString(to, file.text());
        }
    }
}
