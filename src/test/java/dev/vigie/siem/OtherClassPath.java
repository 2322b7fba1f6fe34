package dev.vigie.siem;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * A class path that would not go together with Vigie's: that of a project in {@code src/it}, resolved and compiled when
 * it is first needed.
 */
final class OtherClassPath {

    private OtherClassPath() {}

    static String of(String project) throws IOException, InterruptedException {
        Path source = Path.of("src", "it", project);
        Path target = Path.of("target", "it", project);
        Path built = target.resolve("built");
        if (!Files.exists(built) || newest(source).compareTo(Files.getLastModifiedTime(built)) > 0) {
            List<String> command = List.of(
                    "./mvnw",
                    "-q",
                    "-B",
                    "-ntp",
                    "-f",
                    source.resolve("pom.xml").toString(),
                    "process-classes");
            Process build = new ProcessBuilder(command).inheritIO().start();
            if (build.waitFor() != 0) {
                throw new AssertionError(source + " cannot be built: see above");
            }
            Files.writeString(built, "");
        }
        return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*";
    }

    private static FileTime newest(Path folder) throws IOException {
        FileTime newest = FileTime.fromMillis(0);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                FileTime time = Files.getLastModifiedTime(file);
                newest = time.compareTo(newest) > 0 ? time : newest;
            }
        }
        return newest;
    }
}
