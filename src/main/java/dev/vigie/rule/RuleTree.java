package dev.vigie.rule;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Where rule files lie: a directory with all below it, or the class path. */
final class RuleTree {

    static final int FILES_MAX = 10_000;
    static final int DEPTH_MAX = 16;

    private static final List<String> ENDINGS = List.of(".yml", ".yaml", ".txt", ".map");

    private RuleTree() {}

    /**
     * Every {@code *.yml}, {@code *.yaml}, {@code *.txt} and {@code *.map} and {@code sensitivity.csv} below
     * {@code directory}. What begins with a dot is left out: a Kubernetes ConfigMap keeps its files a second time under
     * {@code ..data}, and links to them from where they should be, which is why links are followed.
     */
    static List<RuleFile> read(Path directory, Problems problems) {
        List<Path> paths = new ArrayList<>();
        try {
            Files.walkFileTree(
                    directory,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    DEPTH_MAX,
                    new RuleFileVisitor(directory, paths, problems));
        } catch (IOException e) {
            problems.add(Problem.ofFile(directory.toString(), "cannot be read: " + Quote.plain(e.toString())));
        }
        List<RuleFile> files = new ArrayList<>();
        for (Path path : paths) {
            read(path, files, problems);
        }
        return files;
    }

    private static void read(Path path, List<RuleFile> files, Problems problems) {
        String name = path.toString().replace('\\', '/');
        try (InputStream in = Files.newInputStream(path)) {
            files.add(RuleFile.decode(name, in.readNBytes(RuleFile.FILE_BYTES_MAX + 1)));
        } catch (RuleException e) {
            e.problems().forEach(problems::add);
        } catch (IOException e) {
            problems.add(Problem.ofFile(name, "cannot be read: " + Quote.plain(e.toString())));
        }
    }

    /** The rules that Vigie brings along, as {@code /rules/index} lists them. */
    static List<RuleFile> builtIn() throws IOException, RuleException {
        List<RuleFile> files = new ArrayList<>();
        for (String name :
                new String(resource("index"), StandardCharsets.UTF_8).lines().toList()) {
            files.add(RuleFile.decode("rules/" + name, resource(name)));
        }
        return files;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = RuleTree.class.getResourceAsStream("/rules/" + name)) {
            if (in == null) {
                throw new IOException("no resource /rules/" + name);
            }
            return in.readAllBytes();
        }
    }

    /** Gathers the rule files of a tree; a part that cannot be read is a problem, since its rules would be missing. */
    private static final class RuleFileVisitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Path> paths;
        private final Problems problems;

        RuleFileVisitor(Path root, List<Path> paths, Problems problems) {
            this.root = root;
            this.paths = paths;
            this.problems = problems;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return directory.equals(root) || !isHidden(directory)
                    ? FileVisitResult.CONTINUE
                    : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            if (attributes.isDirectory()) {
                refuse(file, "lies more than " + DEPTH_MAX + " directories deep");
            } else if (!isHidden(file) && isRuleFile(name)) {
                if (paths.size() == FILES_MAX) {
                    refuse(root, "more than " + FILES_MAX + " rule files");
                    return FileVisitResult.TERMINATE;
                }
                paths.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            refuse(file, "cannot be read: " + Quote.plain(e.toString()));
            return FileVisitResult.CONTINUE;
        }

        private void refuse(Path path, String message) {
            problems.add(Problem.ofFile(path.toString(), message));
        }

        private static boolean isRuleFile(String name) {
            return name.equals(RuleFile.SENSITIVITY_NAME) || ENDINGS.stream().anyMatch(name::endsWith);
        }

        private static boolean isHidden(Path path) {
            return String.valueOf(path.getFileName()).startsWith(".");
        }
    }
}
