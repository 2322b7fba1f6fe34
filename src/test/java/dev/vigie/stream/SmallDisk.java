package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A disk of its own for one folder, small enough to be filled to the last byte: a tmpfs, which only root may mount. */
final class SmallDisk implements AutoCloseable {

    private static final int CHUNK_BYTES = 1 << 16;

    private final Path folder;
    private final Path ballast;

    /** @param folder is made, and holds nothing that was in it before */
    SmallDisk(Path folder, int megabytes) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        this.ballast = folder.resolve("ballast");
        assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()),
                "only root may mount a small disk");
    }

    /** Takes all the space that there is. */
    void fill() throws IOException {
        // In small steps at the end, so that not even a short record fits.
        for (int bytes = CHUNK_BYTES; bytes > 0; bytes /= 2) {
            append(new byte[bytes]);
        }
        assertThat(folder.toFile().getUsableSpace()).isZero();
    }

    private void append(byte[] chunk) {
        try (OutputStream out = Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (folder.toFile().getUsableSpace() > 0) {
                out.write(chunk);
            }
        } catch (IOException e) {
            // That was the last chunk of this size.
        }
    }

    /** Gives back what {@link #fill} took. */
    void free() throws IOException {
        Files.deleteIfExists(ballast);
    }

    /** Unmounts it, though somebody may still look at it. */
    @Override
    public void close() throws IOException {
        try {
            command("umount", "-l", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean command(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
