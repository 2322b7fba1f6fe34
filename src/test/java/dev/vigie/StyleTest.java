package dev.vigie;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The limits that keep a file readable at one sitting. */
final class StyleTest {

    private static final int FILE_LINES_MAX = 300;
    private static final int METHOD_LINES_MAX = 70;
    private static final int LINE_COLUMNS_MAX = 120;
    private static final List<Path> ROOTS = List.of(Path.of("src"), Path.of("benchmarks"));

    @Test
    void everyFile_isShortEnoughToReadAtOneSitting() {
        assertThat(sources().filter(file -> lines(file).size() > FILE_LINES_MAX))
                .isEmpty();
    }

    @Test
    void everyLine_fitsTheScreen() {
        List<String> wide = new ArrayList<>();
        sources().forEach(file -> {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > LINE_COLUMNS_MAX) {
                    wide.add(file + ":" + (i + 1));
                }
            }
        });
        assertThat(wide).isEmpty();
    }

    @Test
    void everyMethod_staysUnderTheHardStop() throws IOException {
        List<String> tooLong = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(sources().toList()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new MethodLengths(unit, positions, tooLong), null);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void everyPackage_saysItsJobAndIsNullMarked() {
        Path main = Path.of("src/main/java/dev/vigie");
        List<Path> silent = sources()
                .filter(file -> file.startsWith(main))
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !says(folder.resolve("package-info.java")))
                .toList();
        assertThat(silent).isEmpty();
    }

    private static boolean says(Path packageInfo) {
        return Files.exists(packageInfo)
                && lines(packageInfo).stream().anyMatch(line -> line.startsWith("/**"))
                && lines(packageInfo).contains("@NullMarked");
    }

    private static Stream<Path> sources() {
        return ROOTS.stream().filter(Files::exists).flatMap(StyleTest::javaFiles);
    }

    private static Stream<Path> javaFiles(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(Path.of("benchmarks/target")))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class MethodLengths extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> tooLong;

        MethodLengths(CompilationUnitTree unit, SourcePositions positions, List<String> tooLong) {
            this.unit = unit;
            this.positions = positions;
            this.tooLong = tooLong;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            BlockTree body = method.getBody();
            if (body != null) {
                LineMap lines = unit.getLineMap();
                long length = lines.getLineNumber(positions.getEndPosition(unit, body))
                        - lines.getLineNumber(positions.getStartPosition(unit, body))
                        + 1;
                if (length > METHOD_LINES_MAX) {
                    tooLong.add(unit.getSourceFile().getName() + " "
                            + method.getName().toString() + ": " + length + " lines");
                }
            }
            return super.visitMethod(method, null);
        }
    }
}
