package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.replay.Verification.Difference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {

    @TempDir
    private Path directory;

    private Path folder = Path.of("");
    private Path repeated = Path.of("");

    @BeforeEach
    void replayTwice() throws Exception {
        Path log = Logs.write(directory.resolve("access.jsonl"), Logs.extraction());
        Files.writeString(log, Files.readString(log) + "{not json\n");
        folder = directory.resolve("out");
        repeated = directory.resolve("again");
        for (Path out : List.of(folder, repeated)) {
            Replay.run(Logs.job(out, ReplayJob.heapBytesUsual(), log), Progress.none());
        }
    }

    @Test
    void outputs_untouched_areTheSame() throws Exception {
        assertThat(differences()).isEmpty();
    }

    @Test
    void outputs_anyFileChangedShortenedOrMissing_areNamed() throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        assertThat(files).hasSize(9);
        for (Path file : files) {
            byte[] before = Files.readAllBytes(file);
            String name = file.getFileName().toString();

            byte[] changed = before.clone();
            // The last byte is a line's end, so that the manifest stays readable.
            changed[changed.length - 1] = ' ';
            Files.write(file, changed);
            assertThat(differences()).as(name).singleElement().satisfies(difference -> {
                assertThat(difference.file()).isEqualTo(name);
                assertThat(difference.what()).startsWith("the repetition's differs from line ");
            });

            if (!name.equals(Manifest.NAME)) {
                Files.delete(file);
                assertThat(differences()).containsExactly(new Difference(name, "missing"));
            }
            Files.write(file, before);
        }
        assertThat(differences()).isEmpty();
    }

    @Test
    void outputs_aHashChangedInTheManifest_areBothNamed() throws Exception {
        Path manifest = folder.resolve(Manifest.NAME);
        String text = Files.readString(manifest);
        int at = text.indexOf("\"name\": \"alerts.jsonl\"");
        int digit = text.indexOf("sha256\": \"", at) + "sha256\": \"".length();
        char other = text.charAt(digit) == '0' ? '1' : '0';
        Files.writeString(manifest, text.substring(0, digit) + other + text.substring(digit + 1));

        assertThat(differences()).extracting(Difference::file).containsExactly("alerts.jsonl", Manifest.NAME);
        assertThat(differences().get(0).what()).isEqualTo("not the file that the manifest describes");
    }

    @Test
    void outputs_ofANameThatNoReplayWrites_areRefused() throws IOException {
        Path manifest = folder.resolve(Manifest.NAME);
        Files.writeString(manifest, Files.readString(manifest).replace("\"alerts.jsonl\"", "\"../access.jsonl\""));

        assertThatThrownBy(() -> Manifest.read(folder))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("an output that no replay writes");
    }

    private List<Difference> differences() throws ReplayException, IOException {
        return Verification.outputs(Manifest.read(folder), folder, repeated);
    }
}
