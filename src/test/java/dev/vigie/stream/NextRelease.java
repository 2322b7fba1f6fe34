package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;

/**
 * A release after today's: the same, but what its instances tell each other of groups above the account has a format
 * that today's cannot know yet.
 */
final class NextRelease {

    /** What it calls its version. */
    static final String NAME = "next";

    private static final Path FOLDER = Path.of("target", NAME);
    private static final Path WRITER = Path.of("src/main/java/dev/vigie/detect/ContributionWriter.java");
    private static final Pattern VERSION = Pattern.compile("(byte VERSION = )(\\d+);");

    private NextRelease() {}

    /** What {@code vigie run} of it runs by. */
    static String classPath() throws IOException {
        // Made of today's sources each time, which may not be yesterday's.
        Utils.delete(FOLDER.toFile());
        CompiledRelease.copySources(Path.of(""), FOLDER);
        Path writer = FOLDER.resolve(WRITER);
        Matcher version = VERSION.matcher(Files.readString(writer));
        assertThat(version.results().count()).as("versions in %s", WRITER).isOne();
        Files.writeString(
                writer, version.replaceAll(found -> found.group(1) + (Integer.parseInt(found.group(2)) + 1) + ";"));
        return CompiledRelease.classPath(FOLDER, FOLDER.resolve("classes"), NAME);
    }
}
