package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchTest {

    private static final String LINE = "acme/durand read 42 people of register residents";
    private static final int LINES = 10_000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32_767, 32_768, 32_769, 1_000_000})
    void anyBytes_areReadAsTheyWereWritten(int length) throws IOException {
        byte[] bytes = randomBytes(length);
        Scratch.TemporaryFile file = Logs.scratch(directory).newFile();
        try (DataOutputStream out = file.write()) {
            for (int i = 0; i < length; i += 1_000) {
                out.write(bytes, i, Math.min(1_000, length - i));
            }
        }
        try (DataInputStream in = file.read()) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void anotherProcess_readsItByNameAndKey() throws IOException {
        Scratch.TemporaryFile file = written();
        try (DataInputStream in =
                Logs.scratch(directory).writtenBefore(file.name(), file.key()).read()) {
            assertThat(in.readUTF()).isEqualTo(LINE);
        }
    }

    @Test
    void whatRepeats_takesLittleOfTheDisk_andNothingOfItIsThereInClear() throws IOException {
        byte[] onDisk = Files.readAllBytes(path(written()));
        assertThat(onDisk.length).isLessThan(LINE.length() * LINES / 20);
        String text = new String(onDisk, StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("durand", "residents", "LZ4Block");
    }

    @Test
    void aFileThatIsCutOff_isNotTakenForWhole() throws IOException {
        Scratch.TemporaryFile file = written();
        byte[] onDisk = Files.readAllBytes(path(file));
        Files.write(path(file), Arrays.copyOf(onDisk, onDisk.length / 2));
        assertThatThrownBy(() -> readAll(file)).isInstanceOf(IOException.class);
    }

    @Test
    void whoeverReads_learnsThatItIsTimeToStop() throws IOException {
        AtomicBoolean stop = new AtomicBoolean();
        Scratch.TemporaryFile file = new Scratch(directory, new Milestone(Logs.stoppedBy(stop::get))).newFile();
        try (DataOutputStream out = file.write()) {
            out.write(randomBytes(1_000_000));
        }
        try (DataInputStream in = file.read()) {
            in.skipNBytes(1);
            stop.set(true);
            assertThatThrownBy(in::readAllBytes).isInstanceOf(ReplayStoppedException.class);
        }
    }

    @Test
    void aBitThatTheDiskTurned_isNoticed() throws IOException {
        Scratch.TemporaryFile file = written();
        byte[] onDisk = Files.readAllBytes(path(file));
        onDisk[onDisk.length / 2] ^= 1;
        Files.write(path(file), onDisk);
        assertThatThrownBy(() -> readAll(file)).isInstanceOf(IOException.class);
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private Scratch.TemporaryFile written() throws IOException {
        Scratch.TemporaryFile file = Logs.scratch(directory).newFile();
        try (DataOutputStream out = file.write()) {
            for (int i = 0; i < LINES; i++) {
                out.writeUTF(LINE);
            }
        }
        return file;
    }

    private static void readAll(Scratch.TemporaryFile file) throws IOException {
        try (DataInputStream in = file.read()) {
            for (int i = 0; i < LINES; i++) {
                assertThat(in.readUTF()).isEqualTo(LINE);
            }
        }
    }

    private Path path(Scratch.TemporaryFile file) {
        return directory.resolve(file.name());
    }
}
