package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class HelpTest {

    /** A longer line would be broken, within a name or a comment. */
    private static final int LINE_LENGTH_MAX = 99;

    private static final String SUFFIX = ".class";

    @Test
    void helpOfEveryCommand_whatStandsInLinesOfItsOwn_fitsTheWidth() throws Exception {
        List<String> lines = new ArrayList<>();
        for (Class<?> type : classes()) {
            Command command = type.getAnnotation(Command.class);
            if (command != null) {
                lines.addAll(List.of(command.footer()));
                lines.addAll(List.of(command.footerHeading().split("%n")));
            }
        }
        assertThat(lines).hasSizeGreaterThan(100).allMatch(line -> line.length() <= LINE_LENGTH_MAX);
    }

    private static List<Class<?>> classes() throws IOException, ClassNotFoundException {
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("target", "classes", "dev", "vigie", "cli"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    String type = name.substring(0, name.length() - SUFFIX.length());
                    classes.add(Class.forName("dev.vigie.cli." + type, false, HelpTest.class.getClassLoader()));
                }
            }
        }
        return classes;
    }
}
